"""Twilio's requests: who may knock, what is kept, what is answered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotline import answering
from hotline.models import Inbound
from portal import outbox
from portal.models import Consent, Outbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes")]
PHONE = "+8613800138001"


class TestAtTheDoor:
    def test_a_signed_message_has_a_row_before_it_is_acknowledged(self, twilio, text_from):
        answer = text_from("你好")

        assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml")
        assert Inbound.objects.get().text == "你好"

    @pytest.mark.parametrize("how", [{"sign": False}, {"token": "somebody-elses"}])
    def test_a_forged_message_is_refused_without_a_query(self, twilio, post, how):
        form = {"MessageSid": "SM1", "From": PHONE, "Body": "hello"}
        with CaptureQueriesContext(connection) as queries:
            answer = post("/hotline/twilio/sms", form, **how)
        assert (answer.status_code, len(queries)) == (403, 0)

    def test_a_message_costs_one_statement(self, twilio, text_from, django_assert_num_queries):
        with django_assert_num_queries(1):
            text_from("你好")

    def test_a_replayed_message_is_heard_once(self, twilio, text_from):
        text_from("菜单", sid="SM1", times=3)
        assert Inbound.objects.count() == 1

    def test_the_previous_token_holds_while_tokens_change(self, twilio, post, settings):
        settings.TWILIO_AUTH_TOKEN_PREVIOUS = "old-token"
        form = {"MessageSid": "SM1", "From": PHONE, "Body": "hello"}
        assert post("/hotline/twilio/sms", form, token="old-token").status_code == 200

    def test_a_signature_over_the_default_port_is_genuine_too(self, twilio, client, settings):
        from twilio.request_validator import RequestValidator

        form = {"MessageSid": "SM1", "From": PHONE, "Body": "hello"}
        signed = RequestValidator(settings.TWILIO_AUTH_TOKEN).compute_signature(
            "https://linli.test:443/hotline/twilio/sms", form
        )
        assert (
            client.post("/hotline/twilio/sms", form, headers={"X-Twilio-Signature": signed}).status_code
            == 200
        )

    def test_twilios_own_vector_comes_out(self):
        from django.http import QueryDict

        from hotline.channels.twilio_sms import signature

        form = QueryDict(
            "CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309"
        )
        assert (
            signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form)
            == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        )

    def test_without_a_token_nothing_is_processed(self, client, settings):
        settings.TWILIO_AUTH_TOKEN = ""
        assert client.post("/hotline/twilio/sms", {"MessageSid": "SM1", "From": PHONE}).status_code == 403

    @pytest.mark.parametrize("missing", ["MessageSid", "From"])
    def test_a_truncated_request_is_refused_clearly(self, twilio, post, missing):
        form = {"MessageSid": "SM1", "From": PHONE, "Body": "x"}
        del form[missing]
        assert post("/hotline/twilio/sms", form).status_code == 400

    def test_a_get_is_not_a_delivery(self, twilio, client):
        assert client.get("/hotline/twilio/sms").status_code == 405


class TestOddMessages:
    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "空消息"),
            ("😀😀", "没太听懂"),
            ("锟斤拷锟斤拷", "乱码"),
            ("\x00育儿补贴多少钱", "3600元"),
        ],
    )
    def test_is_answered_kindly_and_nothing_is_lost(self, twilio, text_from, text, says):
        assert text_from(text).status_code == 200
        answering.answer()
        assert says in Outbox.objects.order_by("pk").first().text
        assert Inbound.objects.get().state == "answered"

    def test_a_picture_without_words(self, twilio, text_from):
        text_from("", NumMedia="2", MediaUrl0="https://api.twilio.com/x", MediaContentType0="image/jpeg")
        answering.answer()
        assert "图片" in Outbox.objects.get().text

    def test_sixteen_hundred_characters_are_kept_whole(self, twilio, text_from):
        story = "我要投诉柳河村，" + "天黑路滑没人修" * 227
        text_from(story[:1600])
        assert Inbound.objects.get().text == story[:1600]

    def test_an_unknown_field_is_signed_over_and_ignored(self, twilio, text_from):
        assert text_from("你好", SomethingNew="1").status_code == 200


class TestReplies:
    def test_go_out_through_twilio_with_our_callback(self, twilio, text_from):
        text_from("菜单")
        answering.answer()
        outbox.carry()

        [sent] = twilio.texts
        row = Outbox.objects.get()
        assert sent["StatusCallback"] == f"https://linli.test/hotline/twilio/status?o={row.reference}"
        assert (row.state, row.provider_id) == ("sent", sent["Sid"])

    def test_statuses_come_back_and_only_go_up(self, twilio, text_from, post):
        text_from("菜单")
        answering.answer()
        outbox.carry()
        row = Outbox.objects.get()
        for status in ("delivered", "sent", "failed"):
            post(
                f"/hotline/twilio/status?o={row.reference}",
                {"MessageSid": row.provider_id, "MessageStatus": status},
            )
        row.refresh_from_db()
        assert row.state == "delivered"

    def test_a_number_that_told_twilio_to_stop_is_remembered(self, twilio, text_from):
        twilio.refuse = 21610
        text_from("菜单")
        answering.answer()
        outbox.carry()
        assert Outbox.objects.get().state == "failed"
        assert not Consent.objects.allows(PHONE, "bulk")

    def test_a_lost_answer_of_twilio_is_settled_by_its_list_and_not_sent_twice(self, twilio, text_from):
        twilio.drop = 1
        text_from("菜单")
        answering.answer()
        outbox.carry()
        assert Outbox.objects.get().state == "uncertain"

        outbox.sweep()
        outbox.carry()

        assert (Outbox.objects.get().state, len(twilio.texts)) == ("sent", 1)


class TestAnswering:
    def test_one_message_costs_a_bounded_number_of_queries(
        self, twilio, text_from, django_assert_max_num_queries
    ):
        text_from("菜单")
        with django_assert_max_num_queries(16):
            answering.answer_next()

    def test_messages_of_one_sender_are_answered_in_order(self, twilio, text_from):
        for text in ("EN", "2", "1"):
            text_from(text)
        answering.answer()
        assert [row.text.split("?")[0] for row in Outbox.objects.order_by("pk")][-1].startswith(
            "What is the child's date of birth"
        )

    def test_a_message_that_breaks_us_is_put_aside_for_a_person(self, twilio, text_from, monkeypatch):
        from hotline.models import CallBack

        monkeypatch.setattr(answering, "step", lambda *a: 1 / 0)
        text_from("你好")
        for _ in range(4):
            answering.answer_next()
        assert Inbound.objects.get().state == "parked"
        assert CallBack.objects.count() == 1
        assert Outbox.objects.count() == 1
