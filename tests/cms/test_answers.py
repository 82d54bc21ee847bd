"""What somebody was told stays: the rule's text, the facts, the words; and nothing that names a stranger."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from cms.eligibility import Rules, judge_fully, say
from cms.eligibility.canonical import fingerprint
from cms.models import Answer, KeptRule, Programme
from portal.roles import Role
from tests.people import person

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)
FACTS = {
    "birth_date": "1966-11-23", "sex": "f", "hukou_kind": "rural", "hukou_here": True, "marital_status": "married",
    "ever_had_living_child": True, "births_confirmed": True, "receiving": [],
    "spouse": {"birth_date": "1964-05-10", "hukou_kind": "rural"},
    "children": [{"birth_date": "1990-02-03", "sex": "m", "alive": True}],
}  # fmt: skip


def the_rules(code="JF") -> Rules:
    return Programme.objects.get(code=code).as_rules


def keep(channel="sms", *, code="JF", facts=FACTS, on=ON, language="zh", **more) -> Answer:
    rules = the_rules(code)
    verdict = judge_fully(rules, facts, on)
    words = more.pop("words", None)
    return Answer.objects.keep(
        channel=channel, rules=rules, verdict=verdict, facts=facts, on=on,
        words=say(verdict, rules, language) if words is None else words, language=language, **more,
    )  # fmt: skip


def test_an_answer_keeps_the_rule_the_facts_and_the_words(programmes):
    answer = keep(cause="inbound:17", area="990001101001")

    assert answer.verdict["verdict"] == "no"
    assert answer.verdict["opens_on"] == "2026-11-23"
    assert answer.facts == FACTS
    assert answer.origins == dict.fromkeys(FACTS, "told")
    assert Rules.from_json(KeptRule.objects.get(pk=answer.rule).data).hash == answer.rule
    assert "2026年11月23日" in answer.words


def test_the_same_cause_is_kept_once_for_each_programme(programmes):
    first, again = keep(cause="inbound:17"), keep(cause="inbound:17")
    assert first == again
    keep(cause="inbound:17", code="YE")
    assert Answer.objects.count() == 2
    assert KeptRule.objects.filter(pk__in=Answer.objects.values("rule")).count() == 2


@pytest.mark.parametrize("statement", ["UPDATE cms_answer SET words = ''", "DELETE FROM cms_answer",
                                       "UPDATE cms_keptrule SET data = '{}'", "DELETE FROM cms_keptrule"])  # fmt: skip
def test_no_answer_and_no_rule_text_is_changed_or_removed(programmes, statement):
    keep()
    with (
        pytest.raises(IntegrityError, match="only_grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


class TestWithoutAnAsker:
    def test_nothing_leads_from_a_web_answer_to_who_asked(self, programmes):
        somebody = person(Role.CLERK, "青石村")
        answer = keep("web", cause="session:abc123", by=somebody, area="990001101001")
        assert answer.by is None
        assert answer.area == "990001", "the rule asks for no closer place"
        assert answer.cause.startswith("once:")
        assert "abc123" not in answer.cause

    def test_the_same_web_form_is_still_kept_once(self, programmes):
        assert keep("web", cause="form:1") == keep("web", cause="form:1")
        assert keep("web", cause="form:2") != keep("web", cause="form:1")

    def test_the_database_itself_refuses_a_link(self, programmes):
        row = keep("sms", cause="inbound:1")
        row.pk, row.channel = None, "web"
        with pytest.raises(IntegrityError, match="answer_without_an_asker_stays_so"):
            row.save(force_insert=True)


def test_a_person_who_decides_otherwise_gives_a_name_and_a_reason(programmes):
    with pytest.raises(IntegrityError, match="answer_override_has_a_reason_and_a_name"), transaction.atomic():
        keep("desk", override="yes")
    clerk = person(Role.CLERK, "青石村")
    answer = keep("desk", override="yes", reason="户口簿上是22日", by=clerk, origins={"birth_date": "staff"})
    assert answer.verdict["verdict"] == "no", "what the rule said stays beside it"


def test_a_verdict_of_another_rule_is_not_kept_under_this_one(programmes):
    rules = the_rules()
    verdict = judge_fully(the_rules("YE"), {}, ON)
    with pytest.raises(ValueError, match="was given by rule"):
        Answer.objects.keep(
            channel="sms", rules=rules, verdict=verdict, facts={}, on=ON, words="", language="zh"
        )


def test_only_the_county_sees_answers_without_a_place(programmes):
    here, nowhere = keep("desk", area="990001101001"), keep(cause="inbound:3")
    county, town = person(Role.OPERATOR, "安禾县"), person(Role.OFFICER, "青石镇")
    other, clerk = person(Role.OFFICER, "柳河镇"), person(Role.CLERK, "青石村")
    seen = {user: set(Answer.objects.visible_to(user)) for user in (county, town, other, clerk)}
    assert seen == {county: {here, nowhere}, town: {here}, other: set(), clerk: set()}


@pytest.mark.django_db(transaction=True)
def test_the_hotlines_earlier_answers_move_here_and_keep_their_rules():
    """An installation of the first release, migrated."""
    before = [("hotline", "0002_no_way_back_to_a_message")]
    executor = MigrationExecutor(connection)
    executor.migrate(before)
    apps = executor.loader.project_state([*before, *executor.loader.graph.leaf_nodes("cms")]).apps
    try:
        rule = {"code": "JF", "name": {"zh": "奖扶"}}
        apps.get_model("cms", "Programme").objects.create(code="JF", name_zh="奖扶", rule=rule)
        contact = apps.get_model("hotline", "Contact").objects.create(
            channel="web", address="somebody", language="en"
        )
        inbound = apps.get_model("hotline", "Inbound").objects.create(
            contact=contact, channel="web", provider_id="1"
        )
        Old = apps.get_model("hotline", "Answer")
        said = {"verdict": "no", "on": "2026-11-22", "rule": fingerprint(rule)}
        for words in ("first", "second"):
            Old.objects.create(
                inbound=inbound,
                programme="JF",
                verdict=said,
                facts={"sex": "f"},
                rule=said["rule"],
                words=words,
            )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    moved = list(Answer.objects.order_by("pk").values_list("channel", "cause", "words", "language", "on"))
    assert moved == [
        ("chat", f"inbound:{inbound.pk}", "first", "en", ON),
        ("chat", f"inbound:{inbound.pk}:2", "second", "en", ON),
    ]
    assert KeptRule.objects.get().data == rule
