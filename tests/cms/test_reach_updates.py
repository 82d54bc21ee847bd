"""“Tell me about changes”: asked for, confirmed, told once, stopped."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms.models import Announcement, Subscription
from cms.reach import announcing
from cms.reach.words import text_of
from cms.tasks import announce
from portal.models import Consent, Outbox
from portal.segments import segments
from tests.cms.small_site import a_policy, news, small_site
from tests.people import place

pytestmark = pytest.mark.django_db
PHONE = "+8613800138001"
HERE = timezone.get_default_timezone()


@pytest.fixture
def site():
    return small_site()


def ask(client, **changes):
    told = {
        "channel": "sms",
        "phone": "138 0013 8001",
        "area": "990001102001",
        "kinds": ["policies", "news"],
        "once": "1",
    }
    return client.post("/updates/", {**told, **changes})


def code() -> str:
    return re.search(r"\d{6}", Outbox.objects.filter(cause="subscription code").latest("pk").text)[0]


def subscribe(client, **changes) -> Subscription:
    there = ask(client, **changes)["Location"]
    client.post(there, {"code": code()})
    return Subscription.objects.confirmed().latest("made_at")


def texts() -> list[str]:
    return list(Outbox.objects.filter(cause="announcement").order_by("pk").values_list("text", flat=True))


def test_a_wish_counts_only_once_its_code_came_back_and_its_words_are_kept(client, site):
    there = ask(client)["Location"]
    assert re.fullmatch(r"/updates/confirm/[0-9a-f-]{36}/", there)
    assert not Subscription.objects.confirmed().exists()
    assert not Consent.objects.exists()
    shown = client.get(there).content.decode()
    assert "+86138****8001" in shown
    sentence = "我同意邻里用短信把柳河村的政策、新闻告诉我。"
    assert sentence in shown
    assert "13800138001" not in shown
    client.post(there, {"code": f" {code()[:3]} {code()[3:]}"})
    row = Subscription.objects.confirmed().get()
    assert row.kinds == ["policies", "news"]
    kept = Consent.objects.get()
    assert (kept.address, kept.purpose, kept.agreed) == (PHONE, "bulk", True)
    assert sentence in kept.words
    assert "有变化会告诉您" in client.get(there).content.decode()


def test_the_number_lies_sealed_and_the_code_hashed(client, site):
    ask(client)
    row = Subscription.objects.values().get()
    assert "8001" not in str(
        {name: bytes(value) if name == "address" else value for name, value in row.items()}
    )
    assert code() not in str(row)


def test_a_guessed_code_is_refused_and_five_guesses_end_it(client, site):
    there = ask(client)["Location"]
    right = code()
    for guess in range(5):
        answer = client.post(there, {"code": f"{(int(right) + 1 + guess) % 10**6:06}"})
        assert answer.status_code == 200
    assert "试错次数太多" in client.get(there).content.decode()
    client.post(there, {"code": right})
    assert not Subscription.objects.confirmed().exists()


def test_the_same_form_twice_sends_one_code_and_a_number_is_not_flooded(client, site):
    assert ask(client)["Location"] == ask(client)["Location"]
    again = ask(client, once="2")
    assert "刚发过验证码" in again.content.decode()
    assert 'value="138 0013 8001"' in again.content.decode(), "nothing typed is lost"
    assert Outbox.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"phone": "12"}, "手机号"), ({"phone": ""}, "请告诉我们发到哪里"), ({"kinds": []}, "请至少选一项"), ({"area": "1"}, "选"),
     ({"kinds": ["money"]}, "选"), ({"channel": "email"}, "选")],
)  # fmt: skip
def test_bad_input_is_told_what_to_do(client, site, changes, says):
    assert says in ask(client, **changes).content.decode()
    assert not Subscription.objects.exists()
    assert not Outbox.objects.exists()


def test_only_what_something_can_carry_is_offered(client, site, monkeypatch):
    assert "电子邮件" not in client.get("/updates/").content.decode()
    from portal import registries

    monkeypatch.setattr(registries.carriers, "_things", {})
    page = client.get("/updates/").content.decode()
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert "/feeds/policies.xml" in page


def test_what_is_published_is_told_once_to_each_in_their_place_and_language(client, site):
    subscribe(client)
    subscribe(client, phone="13800138002", area="990001101001", once="b")
    client.post(
        "/en/updates/",
        {
            "channel": "sms",
            "phone": "13800138003",
            "area": "990001102001",
            "kinds": ["policies"],
            "once": "c",
        },
    )
    client.post(f"/en/updates/confirm/{Subscription.objects.latest('made_at').pk}/", {"code": code()})
    policy = a_policy(site.policies, area=place("柳河村"))
    a_policy(site.policies_en, policy, title="Old age allowance", area=place("柳河村"))
    news(site.news, area=place("安禾县"))
    for _ in range(3):
        announce()
    told = sorted((row.to[-1], row.text) for row in Outbox.objects.filter(cause="announcement"))
    assert [(who, text[:13]) for who, text in told] == [
        ("1", "【邻里】新政策：高龄津贴。"), ("1", "【邻里】新消息：周六义诊。"), ("2", "【邻里】新消息：周六义诊。"),
        ("3", "Linli: New po"),
    ]  # fmt: skip
    assert "Old age allowance" in told[-1][1]
    assert Announcement.objects.filter(done_at=None).count() == 0


def test_two_workers_at_once_and_a_lost_one_tell_each_once(client, site, monkeypatch):
    monkeypatch.setattr(announcing, "AT_ONCE", 1)
    for number in range(3):
        subscribe(client, phone=f"1380013800{number}", once=str(number))
    news(site.news)
    assert announcing.found() == 1
    announcing.told()
    Announcement.objects.update(upto=None)  # a worker died before it wrote how far it was
    announce()
    assert len(texts()) == 3


def test_who_asked_later_is_not_told_of_what_was_there_before(client, site):
    news(site.news)
    subscribe(client)
    announce()
    assert texts() == []


def test_stop_by_text_is_honoured_and_the_number_forgotten(client, site):
    row = subscribe(client)
    Consent.objects.record(PHONE, "bulk", False, words="退订", channel="sms")
    news(site.news)
    announce()
    assert texts() == []
    row.refresh_from_db()
    assert (row.state, bool(row.address), row.address_hash) == ("ended", False, "")


def test_the_link_that_stops_it_holds_no_number_and_needs_one_press(client, site):
    row = subscribe(client)
    stop = f"/updates/stop/{row.token}/"
    assert "1380" not in stop
    assert client.get(stop).status_code == 200
    assert Subscription.objects.confirmed().count() == 1, "looking stops nothing"
    client.post(stop), client.post(stop)
    assert "已退订" in client.get(stop).content.decode()
    assert not Consent.objects.allows(PHONE, "bulk")
    assert Consent.objects.filter(agreed=False).count() == 1
    assert client.get(f"/updates/stop/{row.pk}:forged/").status_code == 404


def test_one_of_two_places_stopped_leaves_the_consent_for_the_other(client, site, settings):
    first = subscribe(client)
    from django.core.cache import cache

    cache.clear()
    subscribe(client, area="990001101001", once="b")
    first.end("stop")
    assert Consent.objects.allows(PHONE, "bulk")


def test_nobody_is_texted_at_night():
    night = datetime(2026, 11, 24, 22, 30, tzinfo=HERE)
    assert timezone.localtime(announcing.by_day(night)).isoformat()[:16] == "2026-11-25T08:00"
    early = datetime(2026, 11, 24, 5, 0, tzinfo=HERE)
    assert timezone.localtime(announcing.by_day(early)).isoformat()[:16] == "2026-11-24T08:00"
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=HERE)
    assert announcing.by_day(noon) == noon


def test_a_wish_nobody_confirmed_is_gone_after_a_day(client, site):
    ask(client)
    Subscription.objects.update(made_at=timezone.now() - timedelta(days=2))
    announce()
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["policies", "news", "disclosures"])
def test_a_text_is_two_segments_at_most_without_a_link_and_says_how_to_stop(settings, kind, language):
    settings.HOTLINE_PHONE = "0990-7110029"
    for title in (
        "短",
        "关于进一步做好柳河村二〇二六年度困难家庭慰问金发放工作有关事项的通知" * 4,
        "A long title " * 40,
    ):
        text = text_of(kind, title, language)
        assert segments(text) <= 2
        assert text.endswith(("退订回TD", "STOP ends this."))
        assert "http" not in text
        assert "0990-7110029" in text
