"""What was sent from a question's page: its value, or a sentence that says what to do."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.eligibility import Question, Why, unknown
from cms.eligibility.answers import Unread, read_answer
from portal.forms import posted

LONGEST = 60
REASONS = {Why.DOES_NOT_KNOW.value: _("I don't know"), Why.REFUSED.value: _("Rather not say")}
SAY_HOW = {
    "bad_date": _(
        "We could not read this date. Write it like 1966-11-22, 1966.11 or 1966; an age like “60 years” will do too."
    ),
    "lunar": _(
        "This looks like a day of the lunar calendar. Please write the date on the identity card, or only the year."
    ),
    "bad_number": _("Please write a number, for example 2. None is 0."),
    "empty": _("Please write an answer, or press “I don't know”."),
    "choose": _("Please choose one. If you are not sure, choose “I don't know”."),
}


class NotRead(ValueError):
    """What was sent is no answer; `text` says what to do."""

    def __init__(self, key: str):
        self.text = SAY_HOW.get(key, SAY_HOW["empty"])
        super().__init__(key)


def read(request, asked: Question, on: date) -> tuple[Any, str]:
    """The value as the facts keep it, and what was typed."""
    sent = posted(request, "answer", LONGEST)
    if (why := posted(request, "why", LONGEST) or sent) in REASONS:
        return unknown(why), ""
    if asked.kind in {"bool", "choice"}:
        return _chosen(sent, asked), ""
    if not sent:
        raise NotRead("empty")
    try:
        value = read_answer(asked.kind, sent, on)
    except Unread as problem:
        raise NotRead(problem.key) from None
    return (unknown(value), "") if isinstance(value, Why) else (value, sent)


def _chosen(sent: str, asked: Question) -> Any:
    allowed = {"yes": True, "no": False} if asked.kind == "bool" else _numbered(len(asked.options))
    if sent not in allowed:
        raise NotRead("choose")
    return allowed[sent]


def _numbered(count: int) -> dict[str, int]:
    return {str(number): number for number in range(count)}
