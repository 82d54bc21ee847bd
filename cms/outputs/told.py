"""What a page has to say outside the browser: a few sections of short lines, and one phone number."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import CampaignPage, FaqPage, GuidePage, NewsPage, PlacePage, PolicyPage, VillagePage


class Section(NamedTuple):
    """Lines under a heading; `aloud` is the same as sentences, where the lines alone would not be."""

    heading: str
    lines: list[str]
    aloud: list[str] | None = None

    @property
    def sentences(self) -> list[str]:
        return self.lines if self.aloud is None else self.aloud


def _listed(names: list[str]) -> str:
    return _(", ").join(names)


def _papers(page) -> Section:
    names, lines = [], []
    for block in page.papers:
        paper = block.value
        kind = {"copy": _("copy"), "form": _("form, we give it to you")}.get(paper["kind"], "")
        many = f"×{paper['number']}" if (paper["number"] or 1) > 1 else ""
        names.append(paper["name"])
        lines.append(" ".join(filter(None, [paper["name"], kind, many, paper["note"]])))
    return Section(_("Bring"), lines, [_("Bring: %(papers)s.") % {"papers": _listed(names)}] if names else [])


def _guide(page) -> list[Section]:
    place = page.where.title if page.where else ""
    where = [
        line
        for line in (place, page.where_words, page.hours or (page.where.hours if page.where else ""))
        if line
    ]
    days = page.days_promised
    promised = (
        ngettext("%(days)s working day", "%(days)s working days", days or 0) % {"days": days} if days else ""
    )
    return [
        Section("", [page.for_whom]),
        _papers(page),
        Section(_("Steps"), [block.value["what"] for block in page.steps]),
        Section(_("Where and when"), where),
        Section(_("How long"), [promised] if promised else [],
                [_("It takes %(days)s.") % {"days": promised}] if promised else []),
        Section(_("Fee"), [page.fee] if page.fee else [], [_("Fee: %(fee)s.") % {"fee": page.fee}] if page.fee else []),
    ]  # fmt: skip


def _people(page) -> list[Section]:
    people = [block.value for block in page.people if block.value["phone"]]
    lines = [f"{one['role']} {one['name']} {one['phone']}" for one in people]
    return [Section("", [strip_tags(page.introduction)], []), Section(_("Whom to call"), lines, [])]


TELLS: dict[type, Callable[..., list[Section]]] = {
    GuidePage: _guide,
    PolicyPage: lambda page: [
        Section("", [page.plain_words]),
        Section(_("Whom to ask"), [page.ask], [page.ask]),
    ],
    NewsPage: lambda page: [Section("", [page.summary])],
    CampaignPage: lambda page: [Section("", [page.summary])],
    FaqPage: lambda page: [Section("", [page.answer])],
    PlacePage: lambda page: [Section("", [page.address]), Section(_("Opening hours"), [page.hours])],
    VillagePage: _people,
}


def sections(page) -> list[Section]:
    """Those that hold something; a page of another kind says what it is for."""
    tells = TELLS.get(type(page), lambda page: [Section("", [page.purpose])])
    kept = ((one.heading, [line for line in one.lines if line.strip()], one.aloud) for one in tells(page))
    return [Section(*one) for one in kept if one[1]]


def phone(page) -> str:
    names = ("questions_phone", "phone", "unit_phone")
    return next((number for name in names if (number := getattr(page, name, ""))), settings.HOTLINE_PHONE)
