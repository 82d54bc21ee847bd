"""Atom feeds (RFC 4287) of policies, news and village affairs: of the whole county or of one place."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from cms.reach import things
from portal.models import Area
from portal.reading import english

TYPE = "application/atom+xml; charset=utf-8"


class Atom(Atom1Feed):
    """Ids that outlast the address, and an update time also while nothing was published."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["empty_since"]

    def root_attributes(self):
        return {**super().root_attributes(), "xml:base": settings.PUBLIC_URL}


def language() -> str:
    return "en" if english() else "zh-hans"


@login_not_required
def feed(request, kind, area=""):
    """The newest fifty; the page cache keeps it until something is published."""
    if kind not in things.KINDS:
        raise Http404
    place = get_object_or_404(Area, pk=area) if area else None
    written = written_feed(kind, place, language())
    return HttpResponse(written, content_type=TYPE)


def written_feed(kind: str, place: Area | None, spoken: str) -> str:
    here = settings.PUBLIC_URL + address(kind, place.code if place else "")
    title = str(things.KINDS[kind])
    feed = Atom(
        title=_("%(kind)s: %(place)s") % {"kind": title, "place": place} if place else title,
        link=settings.PUBLIC_URL + reverse("reach:updates"), feed_url=here, feed_guid=here,
        description=_("Linli"), language="en" if spoken == "en" else "zh-Hans", author_name=_("Linli"),
        empty_since=timezone.now().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0),
    )  # fmt: skip
    for thing in things.things(kind, spoken, place.code if place else ""):
        feed.add_item(
            title=thing.title, link=settings.PUBLIC_URL + thing.address, description=thing.summary,
            unique_id=thing.urn, pubdate=thing.published, updateddate=thing.updated,
            categories=[str(thing.area)],
        )  # fmt: skip
    return feed.writeString("utf-8")


def address(kind: str, area: str = "") -> str:
    return reverse("reach:feed", args=[kind, area] if area else [kind])
