"""What waits at the desk of whoever writes pages."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, TaskState

from cms.admin.reports import ReviewDue
from cms.editing import due
from cms.models import NewsPage
from portal import gate, page_rights, registries
from portal.home import Task

ACT = "edit pages"


def to_decide(user) -> Task | None:
    if not (gate.may(user, "approve pages") or gate.may(user, "approve content")):
        return None
    count = TaskState.objects.reviewable_by(user).count()
    if not count:
        return None
    says = ngettext("%(count)s waits for your yes or no.", "%(count)s wait for your yes or no.", count)
    address = reverse("wagtailadmin_reports:workflow_tasks") + "?reviewable=true&status=in_progress"
    return Task(_("Look over, then approve"), says % {"count": count}, address, count=count, order=11)


def to_look_at_again(user) -> Task | None:
    if not gate.may(user, ACT):
        return None
    days = [day for _pk, day in due.due_pages(user)]
    if not days:
        return None
    late = sum(day <= timezone.localdate() for day in days)
    says = ngettext("%(count)s page is overdue.", "%(count)s pages are overdue.", late) % {"count": late}
    return Task(_("Pages to look at again"), says, reverse(ReviewDue.address()), count=len(days), order=31)


def my_pages(user) -> Task | None:
    """The way of a village's clerk: straight to the page below which she writes."""
    page = own_page(user)
    if page is None:
        return None
    says = _("Write news, mend telephone numbers and opening hours: everything below “%(title)s”.")
    address = reverse("wagtailadmin_explore", args=[page.pk])
    return Task(_("Our pages"), says % {"title": page.get_admin_display_title()}, address, order=13)


def write_news(user) -> Task | None:
    """One click from the desk of a village to the empty form."""
    page = own_page(user)
    if page is None or NewsPage not in page.specific_class.creatable_subpage_models():
        return None
    says = _("It appears on the page “%(title)s” once it is approved.")
    address = reverse("wagtailadmin_pages:add", args=["cms", "newspage", page.pk])
    return Task(
        _("Write a piece of news"), says % {"title": page.get_admin_display_title()}, address, order=12
    )


def own_page(user) -> Page | None:
    places = [code for code in gate.places(user, ACT) if len(code) > gate.COUNTY]
    if not places or gate.may_county_wide(user, ACT):
        return None
    return where_to_write(places)


def where_to_write(places) -> Page | None:
    """The village's own page; where there are several, the list of them."""
    tops = [pk for keys in page_rights.topmost(set(places)).values() for pk in keys]
    pages = Page.objects.filter(pk__in=tops, locale=Locale.get_default()).order_by("path")
    fit = [page for page in pages if page.specific_class and page.specific_class.creatable_subpage_models()]
    if not fit:
        return pages.first()
    return fit[0] if len(fit) == 1 else fit[0].get_parent()


def offer():
    registries.home_panels.add("pages to decide", to_decide)
    registries.home_panels.add("write news", write_news)
    registries.home_panels.add("our pages", my_pages)
    registries.home_panels.add("pages to look at again", to_look_at_again)
