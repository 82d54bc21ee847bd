"""Words and numbers as people write them, for templates."""

from datetime import date, datetime
from decimal import Decimal

import qrcode
from django import template
from django.conf import settings
from django.forms import Textarea
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from portal import idempotency, masks, middleware, print, written
from portal.reading import english

register = template.Library()


@register.filter
def money(amount: Decimal | None) -> str:
    """An unknown sum says so."""
    return _("ask the office") if amount is None else written.sum_of(amount, english())


@register.filter
def day(value: date | None) -> str:
    return written.day(value, english()) if value else ""


@register.filter
def moment(value: datetime) -> str:
    """2026年3月10日 14:05."""
    here = localtime(value)
    return f"{written.day(here.date(), english())} {here:%H:%M}"


@register.filter
def when(value: date | datetime) -> str:
    """A day, with its hour where there is one."""
    return moment(value) if isinstance(value, datetime) else day(value)


@register.simple_tag
def period(starts: date | None, ends: date | None) -> str:
    return written.span(starts, ends, english())


@register.filter
def cited(source) -> str:
    """Who said it, in which document, when; of a Chinese paper, so in Chinese on every page."""
    when = written.part_of_date(source.get("date", ""), english=False)
    words = " ".join(filter(None, [source.get("issuer"), source.get("document") or source.get("title")]))
    return f"{words}（{when}）" if when else words


register.filter("mask_phone", masks.phone)
register.filter("mask_name", masks.name)


@register.filter
def boxed(field):
    """A form's field in the look of the site; its box says when it is wrong."""
    kind = "textarea" if isinstance(field.field.widget, Textarea) else field.field.widget.input_type
    look = {"textarea": "govuk-textarea", "select": "govuk-select", "checkbox": "tick"}.get(
        kind, "govuk-input"
    )
    own = field.field.widget.attrs | {"class": f"{look} {look}--error" if field.errors else look}
    return field.as_widget(attrs={**own, "placeholder": False})


@register.filter
def button_look(tags) -> str:
    """allauth's tags in classes: what destroys warns, what is not the main way steps back."""
    words = set(tags or ())
    if words & {"danger"}:
        return "govuk-button govuk-button--warning"
    return f"govuk-button{' govuk-button--secondary' if words & {'outline', 'secondary', 'link', 'tool'} else ''}"


@register.simple_tag(takes_context=True)
def once_token(context) -> str:
    """A fresh token for a form that must be done once (portal.idempotency); so its page is nobody else's."""
    if request := context.get("request"):
        request.once_told = True
    return idempotency.token()


@register.simple_tag(takes_context=True)
def signed_in(context) -> bool:
    """Without touching the session of a stranger."""
    request = context.get("request")
    return bool(request) and middleware.signed_in(request)


@register.simple_tag
def front_page() -> str:
    return "/en/" if english() else "/"


@register.simple_tag
def hotline_phone() -> str:
    return settings.HOTLINE_PHONE


@register.simple_tag
def public_address() -> str:
    return settings.PUBLIC_URL


@register.simple_tag
def today() -> str:
    return written.day(localdate(), english())


@register.simple_tag
def can_pdf() -> bool:
    return print.can_pdf()


@register.simple_tag
def qr(text: str) -> str:
    """A QR code drawn into the page; nothing is fetched for it."""
    picture = qrcode.make(text, image_factory=SvgPathImage, border=0)
    return mark_safe(picture.to_string(encoding="unicode"))  # noqa: S308  (drawn by us, holds no text)


@register.simple_tag
def in_demo() -> bool:
    return settings.DEMO
