"""After a programme's text has changed: which earlier answers would now be others?

What is to be looked through is a row per publication; a run claims it, looks at some answers, newest first,
and notes how far it came. Killed or doubled runs change nothing.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.answers import RuleLost, as_verdict, kept
from cms.eligibility import Rules, Verdict, judge
from cms.models import Answer, AnswerReview, ChangedAnswer, Programme
from cms.models.answer import keep_rule
from portal import registries, states
from portal.states import WrongState

A_MONTH = timedelta(days=30.44)


def review(most: int = 200) -> int:
    """Look at up to `most` answers of one publication; returns how many, 0 when nothing is left."""
    notice()
    looked_at: int | None = 0
    while looked_at == 0:
        looked_at = _look_on(most)
    return looked_at or 0


def _look_on(most: int) -> int | None:
    """Go on with the publication that waits longest; None: none waits."""
    with transaction.atomic():
        waiting = AnswerReview.objects.filter(done_at=None).order_by("pk")
        row = waiting.select_for_update(skip_locked=True).first()
        if row is None:
            return None
        answers = [] if _overtaken(row) else list(_before(row)[:most])
        if answers:
            _look_at(answers, row)
            row.upto = answers[-1].pk
        if len(answers) < most:
            row.done_at = timezone.now()
        row.save(update_fields=["upto", "done_at"])
    return len(answers)


def notice() -> None:
    """A row for every publication there is no row for."""
    live = {(code, publication or 0) for code, publication in _publications()}
    seen = AnswerReview.objects.filter(publication__in={number for _code, number in live})
    for code, number in sorted(live - set(seen.values_list("programme", "publication"))):
        rules = Programme.objects.get(code=code).readable
        if rules is None:  # nobody is answered by such a text either
            continue
        keep_rule(rules)
        row = AnswerReview(programme=code, publication=number, rule=rules.hash)
        AnswerReview.objects.bulk_create([row], ignore_conflicts=True)


def _publications():
    return Programme.objects.published().values_list("code", "live_revision_id")


def _overtaken(row: AnswerReview) -> bool:
    return AnswerReview.objects.filter(programme=row.programme, pk__gt=row.pk).exists()


def _before(row: AnswerReview):
    """Answers of the last months about this programme that nobody looked at yet."""
    since = timezone.now() - settings.ANSWERS_REVIEWED_MONTHS * A_MONTH
    answers = Answer.objects.filter(programme=row.programme, at__gte=since).order_by("-pk")
    return answers.filter(pk__lt=row.upto) if row.upto else answers


def _look_at(answers: Sequence[Answer], row: AnswerReview) -> None:
    """Open a call for each that comes out otherwise now, and close what a newer text made needless."""
    today, told, texts = timezone.localdate(), _last_told(answers), {row.rule: kept(row.rule)}
    changed = {}
    for answer in answers:
        before = told.get(answer.pk, answer.rule)
        if before != row.rule and (pair := _pair(answer, before, texts, row.rule, today)):
            changed[answer.pk] = pair
    reachable = _reachable([answer for answer in answers if answer.pk in changed])
    _overtake(answers, row.rule, still=reachable & set(changed))
    for pk in sorted(reachable):
        _open(pk, row.rule, *changed[pk])


def _last_told(answers: Sequence[Answer]) -> dict[int, str]:
    """By which rule a person was called since."""
    called = ChangedAnswer.objects.filter(answer__in=answers, state=ChangedAnswer.State.CALLED).order_by("at")
    return dict(called.values_list("answer_id", "rule"))


def _pair(answer: Answer, before: str, texts: dict[str, Rules], now: str, today: date):
    """What the old text and the new one say today, if it differs."""
    try:
        new = judge(texts[now], answer.facts, today, answer.area)
        old = _by(before, texts, answer, today)
    except (ValueError, TypeError, KeyError):  # facts that the text of today cannot read: nothing to compare
        return None
    return None if _said(old) == _said(new) else (old.to_json(), new.to_json())


def _by(before: str, texts: dict[str, Rules], answer: Answer, today: date) -> Verdict:
    try:
        texts[before] = texts.get(before) or kept(before)
    except RuleLost:
        return as_verdict(answer.verdict)
    return judge(texts[before], answer.facts, today, answer.area)


def _said(verdict: Verdict) -> tuple:
    return (verdict.verdict, verdict.amount, verdict.period, verdict.per, verdict.amount_if_confirmed)


def _reachable(answers: Sequence[Answer]) -> set[int]:
    return set(ways_to_reach(answers))


def ways_to_reach(answers: Sequence[Answer]) -> Mapping[int, Any]:
    """Answer → the page from which its asker can be called; asks whoever knows contacts."""
    found: dict[int, Any] = {}
    for _name, reach in registries.reach:
        found |= reach(answers)
    return found


def _overtake(answers: Sequence[Answer], rule: str, still: set[int]) -> None:
    calls = ChangedAnswer.objects.open().filter(answer__in=answers)
    for call in calls:
        if call.rule != rule or call.answer_id not in still:
            with suppress(WrongState):
                states.move(call, from_=["open"], to="overtaken", at=timezone.now())


def _open(answer_pk: int, rule: str, old: dict, new: dict) -> None:
    call, made = ChangedAnswer.objects.get_or_create(
        answer_id=answer_pk, rule=rule, defaults={"old": old, "new": new}
    )
    if not made:
        with suppress(WrongState):
            states.move(call, from_=["overtaken"], to="open", at=None)
