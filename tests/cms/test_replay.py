"""Years later the same answer comes out in the same words, whatever became of the rule."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cms.answers import as_verdict, replay
from cms.eligibility import Rules, facts, judge_all, judge_fully, say
from cms.models import Answer, Fact, KeptRule, Programme
from portal.roles import Role
from tests.cms.test_answers import FACTS, ON, keep, the_rules
from tests.people import person

pytestmark = pytest.mark.django_db


def said_again(answer) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("replay_answer", str(answer.pk), stdout=out)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), 0


def publish(code: str, edit) -> None:
    """An editor's new text of this programme goes live."""
    programme = Programme.objects.get(code=code)
    text = programme.as_data()
    edit(text)
    programme.fill(text).save()
    programme.save_revision().publish()


def everybody_gets_more(rule) -> None:
    rule["name"] = {"zh": "新奖扶", "en": "new reward"}
    for row in rule["versions"][-1]["amounts"]:
        row["value"] = "9999"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("facts", [FACTS, {}, {**FACTS, "birth_date": "1960-01-01"}, {"sex": "f"}])
def test_an_answer_replays_after_the_programme_was_published_anew(programmes, facts, language):
    answer = keep(facts=facts, language=language, cause="inbound:1")
    publish("JF", everybody_gets_more)

    text, code = said_again(answer)
    assert code == 0
    assert text.startswith(answer.words)
    assert "Words: as kept." in text


def test_an_answer_replays_after_the_facts_were_renamed(programmes, monkeypatch):
    answer = keep(facts={"sex": "f"})
    assert "出生日期" in answer.words
    renamed = {key: replace(one, label={"zh": "别的", "en": "else"}) for key, one in facts.shipped().items()}
    for module in ("cms.eligibility.facts", "cms.eligibility.rules"):
        monkeypatch.setattr(f"{module}.shipped", lambda: renamed)
    Fact.objects.update(label_zh="别的", label_en="else")
    publish("JF", lambda rule: None)
    assert "别的" in say(judge_fully(the_rules(), {}, ON), the_rules(), "zh")

    assert said_again(answer)[1] == 0


def test_an_answer_of_a_rule_that_is_not_here_says_so(programmes):
    lost = Answer(
        channel="sms", on=ON, programme="JF", facts={}, verdict={"verdict": "no"}, rule="f" * 64, language="zh"
    )  # fmt: skip
    lost.save()
    with pytest.raises(CommandError, match="rule ffffffffffff is not kept here"):
        said_again(lost)
    with pytest.raises(CommandError, match="There is no answer 0"):
        call_command("replay_answer", "0")


def test_an_answer_that_comes_out_differently_says_so_plainly(programmes):
    kept = keep()
    forged = Answer.objects.get(pk=kept.pk)
    forged.pk, forged.words = None, "可以领一万元。"
    forged.verdict = {**forged.verdict, "verdict": "yes"}
    forged.save(force_insert=True)
    text, code = said_again(forged)
    assert code == 1
    assert "Verdict: no, NOT as kept (then: yes)." in text
    assert "NOT as kept. Then: 可以领一万元。" in text


def test_a_persons_own_words_are_no_difference(programmes):
    clerk = person(Role.CLERK, "青石村")
    answer = keep("desk", override="yes", reason="户口簿上是22日", by=clerk, words="按户口簿，可以领。")
    text, code = said_again(answer)
    assert code == 0
    assert "户口簿上是22日" in text


def two_that_meet() -> tuple[Rules, Rules]:
    """JF and YE, and the higher of the two is paid."""
    publish("YE", lambda rule: None)
    publish("JF", lambda rule: rule.update(interactions=[{"kind": "higher_of", "programmes": ["YE"]}]))
    return the_rules("JF"), the_rules("YE")


def test_what_leans_on_another_programme_replays_with_that_programmes_text(programmes):
    pair = two_that_meet()
    known = {
        **FACTS, "birth_date": "1960-01-01",
        "children": [{"birth_date": "2025-02-03", "sex": "m", "alive": True, "nationality": "CN", "hukou_here": True, "claimed_years": []}],
    }  # fmt: skip
    verdict = judge_all(pair, known, ON)[0]
    assert verdict.together
    answer = Answer.objects.keep(
        channel="web", rules=pair[0], verdict=verdict, facts=known, on=ON,
        words=say(verdict, pair[0], "zh"), language="zh",
    )  # fmt: skip
    assert answer.beside == {"YE": pair[1].hash}

    publish(
        "YE",
        lambda rule: (
            rule["versions"].clear()
            or rule["versions"].append({"from": "2099-01-01", "to": None, "criteria": [], "amounts": []})
        ),
    )
    assert said_again(answer)[1] == 0


def test_a_verdict_is_read_back_whole(programmes):
    for facts_ in (FACTS, {}, {**FACTS, "birth_date": "1960-01-01"}):
        for code in ("JF", "YE", "TF-D"):
            verdict = judge_fully(the_rules(code), facts_, date(2026, 11, 22))
            assert as_verdict(json.loads(json.dumps(verdict.to_json()))) == verdict


def test_a_replay_touches_nothing(programmes):
    answer = keep()
    before = KeptRule.objects.count(), Answer.objects.count()
    assert replay(answer).same_verdict
    assert (KeptRule.objects.count(), Answer.objects.count()) == before
