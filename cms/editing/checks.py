"""What stands in the way of publishing a text, and what is worth a look: sentences that name field and place.

`problems({"标题": "…"})` serves any text; `of_page(page)` reads a page with all its fields.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.editing import texts
from cms.editing.texts import Said
from cms.models.wording import Wording
from cms.wording import Finding, Words, look


@dataclass(frozen=True)
class Problem:
    """`refuse` keeps it from being published; `field` is where it was typed."""

    refuse: bool
    field: str
    sentence: str


def problems(said: Mapping[str, str]) -> list[Problem]:
    return _of((Said(label, label, text) for label, text in said.items()), Wording.objects.to_look_for())


def of_page(page) -> list[Problem]:
    return looker()(page)


def looker():
    """For many pages: the list of wordings is read once."""
    words = Wording.objects.to_look_for()
    return lambda page: _of(texts.of_page(page), words)


def refusals(found: Iterable[Problem]) -> list[Problem]:
    return [one for one in found if one.refuse]


def _of(said: Iterable[Said], words: list[Words]) -> list[Problem]:
    return [
        Problem(one.level == "refuse", each.field, sentence(each, one))
        for each in said
        for one in look(each.text, words, phone_field=each.phone)
    ]


def sentence(said: Said, one: Finding) -> str:
    line = said.text.count("\n", 0, one.start) + 1
    where = _("“%(field)s”, line %(line)s") % {"field": said.label, "line": line}
    what = KINDS[one.kind](one)
    return _("%(where)s: %(what)s") % {"where": where, "what": what}


def _identity(one: Finding) -> str:
    return _("an identity number (%(found)s). Take it out: everybody can read this.") % {"found": one.found}


def _mobile(one: Finding) -> str:
    if one.level == "warn":
        return _(
            "a mobile number (%(found)s). Publish it only if it is the office's, or its owner agreed."
        ) % {"found": one.found}
    return _("a mobile number (%(found)s). Give the office's number, in the field for it.") % {
        "found": one.found
    }


def _account(one: Finding) -> str:
    return _("a bank card's number (%(found)s). Take it out: everybody can read this.") % {"found": one.found}


def _wording(one: Finding) -> str:
    said = _("“%(found)s”: %(reason)s.") % {"found": one.found, "reason": one.reason.rstrip("。.")}
    return said + _(" Better: %(better)s.") % {"better": one.better} if one.better else said


def _office(one: Finding) -> str:
    return _("“%(found)s” is the language of offices. Plainer: %(better)s.") % {
        "found": one.found,
        "better": one.better,
    }


def _long(one: Finding) -> str:
    return _("a long sentence (“%(found)s”). Two short ones are read to their end.") % {"found": one.found}


KINDS = {
    "identity": _identity, "mobile": _mobile, "account": _account, "wording": _wording, "office": _office,
    "long": _long,
}  # fmt: skip
