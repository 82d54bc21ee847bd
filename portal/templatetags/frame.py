"""What stands around every page: its head, the ways on, the foot."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal import registries
from portal.registries import Identity, Way
from portal.remembered import remembered
from portal.templatetags.portal import english

register = template.Library()
BELOW_HOME = 3  # the depth of pages right below a front page


def other_language() -> str:
    return "zh-hans" if english() else "en"


def twin_of(context) -> str:
    """This page in the other language; empty where there is none."""
    request, other = context.get("request"), other_language()
    page = context.get("page")
    if isinstance(page, Page):
        twin = page.get_translations().live().filter(locale__language_code=other).first()
        return twin.get_url(request) if twin else ""
    if request is None or not request.path:
        return ""
    here = request.get_full_path()
    moved = translate_url(here, other)
    return moved if moved != here else ""


@register.simple_tag(takes_context=True)
def head(context) -> dict:
    """What search engines and other people's chats show of a page."""
    request, page, twin = context.get("request"), context.get("page"), twin_of(context)
    said = [getattr(page, name, "") for name in ("search_description", "purpose", "plain_words")]
    here = escape_uri_path(request.path) if request else "/"
    pair = [("en", here), ("zh-Hans", twin)] if english() else [("zh-Hans", here), ("en", twin)]
    return {
        "description": next(
            filter(None, said), _("Policies, guides, village affairs and help in one place.")
        ),
        "canonical": settings.PUBLIC_URL + here,
        "title": getattr(page, "seo_title", "") or getattr(page, "title", ""),
        "twin": twin or ("/" if english() else "/en/"),
        "pair": [(code, settings.PUBLIC_URL + address) for code, address in pair] if twin else [],
        "default": settings.PUBLIC_URL + dict(pair)["zh-Hans"],
        "locale": "en_GB" if english() else "zh_CN",
        "picture": getattr(page, "card_picture", "") or settings.PUBLIC_URL + static("portal/card.png"),
    }


@register.simple_tag(takes_context=True)
def elder(context) -> bool:
    request = context.get("request")
    return bool(request) and request.COOKIES.get("elder") == "1"


@register.simple_tag(takes_context=True)
def elder_switch(context) -> str:
    """The link that switches large type on or off and comes back here (portal.middleware.LargeType)."""
    request = context.get("request")
    rest = request.GET.copy() if request else None
    if rest is None:
        return "?elder=1"
    rest["elder"] = "0" if elder(context) else "1"
    return f"?{rest.urlencode()}"


@register.simple_tag(takes_context=True)
def ways(context) -> list[dict]:
    """The main navigation, as every package offers it."""
    request = context.get("request")
    here = request.path if request else ""
    pairs = _offered(registries.ways)
    nearest = max((address for _words, address in pairs if here.startswith(address)), key=len, default="")
    return [{"words": words, "address": address, "here": address == nearest} for words, address in pairs]


@register.simple_tag
def foot_links() -> list[dict]:
    """The main navigation again, and what else the house has."""
    pairs = [*_offered(registries.ways), *_offered(registries.foot_links)]
    return [{"words": words, "address": address} for words, address in pairs]


def _offered(registry) -> list[tuple]:
    """Words and address of each; an entry for a page that nobody has written yet is left out."""
    offered = sorted((way for _name, way in registry), key=lambda way: way.order)
    written = _pages_written() if any(_is_path(way) for way in offered) else set()
    return [
        (way.words, _address(way.address))
        for way in offered
        if not _is_path(way) or way.address.strip("/") in written
    ]


def _address(name: str) -> str:
    if not name.startswith("/"):
        return reverse(name)
    return f"/en{name}" if english() else name


def _is_path(way: Way) -> bool:
    return way.address.startswith("/")


def _pages_written() -> set[str]:
    return remembered(("pages written", get_language()), _slugs_below_home)


def _slugs_below_home() -> set[str]:
    pages = Page.objects.live().filter(depth=BELOW_HOME, locale__language_code=get_language())
    return set(pages.values_list("slug", flat=True))


@register.simple_tag
def search_address() -> str:
    """Where the box in the head asks; empty while nothing can be searched."""
    for _name, address in registries.search_address:
        return _address(address)
    return ""


@register.simple_tag(takes_context=True)
def identity(context) -> Identity:
    """Who answers for this site."""
    request = context.get("request")
    for _name, provider in registries.identities:
        return provider(request)
    return Identity()


@register.simple_tag(takes_context=True)
def notices(context) -> list:
    """What stands above every page today."""
    request = context.get("request")
    return [notice for _name, provider in registries.notices for notice in provider(request)]


@register.simple_tag(takes_context=True)
def trail(context) -> list[tuple[str, str]]:
    """The pages above this one, front page first."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page):
        return []
    if not hasattr(page, "_above"):  # known from the way here: portal.route
        page._above = list(page.get_ancestors().filter(depth__gte=BELOW_HOME - 1).specific(defer=True))
    return [(one.title, one.get_url(request)) for one in page._above]
