"""What the drop-downs in a rule offer: facts by their label, and the values each can have.

One edit page asks for the same list a hundred times, so the rows are remembered for a few seconds.
"""

import time
from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal import reading

LASTS = 5  # seconds
_kept: dict[str, tuple[float, list]] = {}

WHOM = {
    "": _("The person"),
    "spouse": _("The spouse"),
    "children": _("One child"),
}
YES_NO = [("yes", _("yes")), ("no", _("no"))]


def forget() -> None:
    """A fact or a programme changed."""
    _kept.clear()


def _remembered(name: str, ask: Callable[[], Iterable]) -> list:
    until, rows = _kept.get(name, (0.0, []))
    if until < time.monotonic():
        rows = list(ask())
        _kept[name] = (time.monotonic() + LASTS, rows)
    return rows


def _facts() -> list:
    from cms.models import Fact

    return _remembered("facts", Fact.objects.offered)


def _grouped(rows, options) -> list[tuple]:
    """(whose fact, its options) for each of the person, the spouse and one child."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for fact in rows:
        groups.setdefault(fact.key.rpartition(".")[0], []).extend(options(fact))
    return [(WHOM.get(whose, whose), found) for whose, found in groups.items() if found]


def _named(*types: str, child: bool = False, staff: bool | None = None) -> list[tuple]:
    rows = [
        fact
        for fact in _facts()
        if (not types or fact.type in types)
        and (not child or fact.key.startswith("children."))
        and (staff is None or fact.staff_only is staff)
    ]
    return _grouped(rows, lambda fact: [(fact.key, fact.label(reading.language()))])


def _pairs(child: bool = False) -> list[tuple]:
    rows = [fact for fact in _facts() if fact.type == "choice"]
    language = reading.language()
    groups = [
        (
            fact.label(language),
            [
                (f"{fact.key}={word}", f"{fact.label(language)}: {name}")
                for word, name in fact.options(language)
            ],
        )
        for fact in rows
        if not child or fact.key.startswith("children.")
    ]
    return [group for group in groups if group[1]]


def yes_no_facts():
    return _named("bool")


def measured_facts():
    return _named("date", "number", "money")


def counted_facts():
    return _named("number", "money")


def dated_facts():
    return _named("date")


def staff_facts():
    return _named(staff=True)


def values():
    return _pairs()


def child_yes_no_facts():
    return _named("bool", child=True)


def child_measured_facts():
    return _named("date", "number", "money", child=True)


def child_counted_facts():
    return _named("number", "money", child=True)


def child_dated_facts():
    return _named("date", child=True)


def child_values():
    return _pairs(child=True)


def programmes():
    """Every programme by its code, and what else the fact “receiving” may name."""
    from cms.models import Programme

    known = dict(
        _remembered(
            "programmes", lambda: [(one.code, str(one)) for one in Programme.objects.order_by("code")]
        )
    )
    language = reading.language()
    also = {
        word: name for fact in _facts() if fact.key == "receiving" for word, name in fact.options(language)
    }
    return [(code, f"{code} {name}") for code, name in ({**also, **known}).items()]


class WordBlock(blocks.ChoiceBlock):
    """A choice kept as the plain word it is: reading a stored rule asks no list what is on offer."""

    def normalize_choice(self, value):
        return value


class WordsBlock(blocks.MultipleChoiceBlock):
    def normalize_choice(self, value):
        return value
