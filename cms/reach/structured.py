"""What a page says to machines in schema.org's words (JSON-LD): only what also stands on it."""

from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from cms.models import (
    CampaignPage,
    FaqIndexPage,
    FaqPage,
    GuidePage,
    HomePage,
    NewsPage,
    PlacePage,
    PolicyPage,
    VillagePage,
)  # fmt: skip

MOST_QUESTIONS = 100


def whole(address: str) -> str:
    return address if "://" in address else settings.PUBLIC_URL + address


def full(page, request) -> str:
    return whole(page.get_url(request) or "/")


def without_gaps(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}


def language(page) -> str:
    return "en" if page.locale.language_code == "en" else "zh-Hans"


def office(name: str, phone: str = "") -> dict | None:
    return (
        without_gaps({"@type": "GovernmentOrganization", "name": name, "telephone": phone}) if name else None
    )


def trail(page, above, request) -> dict:
    """The way from the front page to here."""
    items = [
        {"@type": "ListItem", "position": number, "name": one.title, "item": full(one, request)}
        for number, one in enumerate([*above, page], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _article(page, kind: str, words: str) -> dict:
    return {
        "@type": kind, "headline": page.title[:110], "description": words,
        "datePublished": _moment(page.first_published_at), "dateModified": _moment(page.last_published_at),
        "author": office(page.unit or getattr(page, "issuer", ""), page.unit_phone),
    }  # fmt: skip


def _moment(at) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _guide(page) -> dict:
    return {
        "@type": "GovernmentService", "name": page.title, "description": page.purpose or page.for_whom,
        "audience": {"@type": "Audience", "audienceType": page.for_whom[:200]},
        "provider": office(page.unit, page.questions_phone or page.unit_phone),
        "areaServed": {"@type": "AdministrativeArea", "name": str(page.area)} if page.area else None,
        "availableChannel": _channel(page),
    }  # fmt: skip


def _channel(page) -> dict | None:
    phone = page.questions_phone or page.unit_phone
    place = _place(page.where) if page.where else None
    if not (phone or place):
        return None
    number = {"@type": "ContactPoint", "telephone": phone} if phone else None
    return without_gaps({"@type": "ServiceChannel", "servicePhone": number, "serviceLocation": place})


def _place(page) -> dict:
    measured = page.latitude is not None and page.longitude is not None
    return without_gaps({
        "@type": "GovernmentOffice", "name": page.title, "telephone": page.phone,
        "address": {"@type": "PostalAddress", "streetAddress": page.address, "addressCountry": "CN"},
        "geo": {"@type": "GeoCoordinates", "latitude": str(page.latitude), "longitude": str(page.longitude)} if measured else None,
    })  # fmt: skip


def _question(page) -> dict:
    return {
        "@type": "Question", "name": page.title, "acceptedAnswer": {"@type": "Answer", "text": page.answer},
    }  # fmt: skip


def _questions(pages) -> dict:
    return {"@type": "FAQPage", "mainEntity": [_question(page) for page in pages]}


def _village(page) -> dict:
    return {
        "@type": "AdministrativeArea",
        "name": page.title,
        "description": strip_tags(page.introduction)[:300],
    }


def _home(page) -> dict:
    return {"@type": "WebSite", "name": page.title, "description": page.welcome}


SAYS: dict[type, Any] = {
    GuidePage: _guide,
    PolicyPage: lambda page: _article(page, "Article", page.plain_words),
    NewsPage: lambda page: _article(page, "NewsArticle", page.summary),
    CampaignPage: lambda page: _article(page, "Article", page.summary),
    FaqPage: lambda page: _questions([page]),
    FaqIndexPage: lambda page: _questions(FaqPage.objects.child_of(page).live()[:MOST_QUESTIONS]),
    PlacePage: _place,
    VillagePage: _village,
    HomePage: _home,
}


def of(page, above, request=None) -> dict | None:
    """Everything one page says, as one graph."""
    says = SAYS.get(type(page))
    common = {"url": full(page, request), "inLanguage": language(page)}
    about = [without_gaps({**says(page), **common})] if says else []
    graph = [*about, *([trail(page, above, request)] if above else [])]
    return {"@context": "https://schema.org", "@graph": graph} if graph else None
