"""What a page still lacks before a resident can act on it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.editing import texts
from cms.models import CampaignPage, GuidePage, NewsPage, PolicyPage
from cms.wording import event_parts


def of_page(page) -> list[str]:
    return [*_of_kind(page), *_of_pictures(page)]


def _of_kind(page) -> Iterator[str]:
    for kind, asked in KINDS.items():
        if isinstance(page, kind):
            yield from asked(page)


def _policy(page) -> Iterator[str]:
    if not page.reference:
        yield _("It does not say by which document: give the document number.")
    if not page.issuer:
        yield _("It does not say who issued it.")


def _guide(page) -> Iterator[str]:
    missing = {
        _("which papers to bring"): not page.papers,
        _("the steps"): not page.steps,
        _("a telephone number"): not (page.questions_phone or page.unit_phone),
        _("the working days promised"): page.days_promised is None,
        _("where to go"): not (page.where_id or page.where_words),
        _("the fee, or that it is free"): not page.fee,
    }
    for part, lacks in missing.items():
        if lacks:
            yield _("It does not say: %(part)s.") % {"part": part}


def _event(page) -> Iterator[str]:
    words = "\n".join(said.text for said in texts.of_page(page))
    parts = {
        "day": _("which day"),
        "hour": _("at what time"),
        "place": _("where to go"),
        "phone": _("a telephone number"),
    }
    for part in event_parts(words, phone_elsewhere=bool(page.unit_phone)):
        yield _("It does not say: %(part)s.") % {"part": parts[part]}


def _of_pictures(page) -> Iterator[str]:
    picture = getattr(page, "picture", None)
    if picture and not getattr(picture, "description", ""):
        yield _("Its picture “%(title)s” has no description for people who cannot see it.") % {
            "title": picture.title
        }


KINDS = {PolicyPage: _policy, GuidePage: _guide, NewsPage: _event, CampaignPage: _event}
