"""Which pages are to be looked at again, and by when; which twins lag behind. One question each, however many pages."""

from datetime import date, timedelta

from django.apps import apps
from django.db.models import DateField, ExpressionWrapper, F, Func, OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page

from cms.models import PublicPage
from portal import page_gate

SOON = 14


class Months(Func):
    """So many months after a day; the last day of a shorter month counts as the same day."""

    template = "(%(expressions)s))::date"
    arg_joiner = " + make_interval(months => "


def kinds() -> list[type[PublicPage]]:
    return [model for model in apps.get_models() if issubclass(model, PublicPage)]


def due_pages(user, day: date | None = None):
    """(key, day) of the user's live pages that nobody has looked at for longer than was promised, or soon."""
    until = (day or timezone.localdate()) + timedelta(days=SOON)
    mine = page_gate.own(user).filter(live=True).order_by().values("pk")
    when = ExpressionWrapper(Months(F("last_checked"), F("check_every")), output_field=DateField())
    asked = [
        kind.objects.filter(pk__in=mine)
        .annotate(when=when)
        .filter(when__lte=until)
        .order_by()
        .values_list("pk", "when")
        for kind in kinds()
    ]
    return asked[0].union(*asked[1:], all=True)


def twins_behind(user):
    """English pages published before their Chinese one was last published."""
    chinese = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code="zh-hans", live=True
    ).values("last_published_at")[:1]
    english = (
        page_gate.own(user).filter(locale__language_code="en", live=True).annotate(before=Subquery(chinese))
    )
    return english.filter(before__gt=F("last_published_at")).order_by("before")
