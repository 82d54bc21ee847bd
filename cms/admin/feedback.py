"""What readers said of pages, for whoever looks after them: to mend, or to look at and leave."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from cms.models import Feedback, Subscription
from portal import gate
from portal.admin.records import ReadOnlyViewSet
from portal.duty_policy import let
from portal.forms import posted
from portal.home import Task
from portal.states import WrongState

let(Feedback, change="edit content")
let(Subscription)


class FeedbackViewSet(ReadOnlyViewSet):
    model = Feedback
    name = url_prefix = "page-feedback"
    menu_name = "page-feedback"
    menu_label = gettext_lazy("Words about pages")
    menu_order = 150
    icon = "comment"
    ordering = ["-pk"]
    list_filter = ["state", "useful", "reason", "area"]
    list_export = ["day", "title", "address", "useful", "reason", "state", "note"]
    export_filename = "page-feedback"
    list_display = [
        TitleColumn("title", label=gettext_lazy("page"), accessor=lambda row: row.title or row.address,
                    get_url=lambda row: reverse("word-about-page", args=[row.pk])),
        Column("useful", label=gettext_lazy("useful"), accessor=lambda row: _("Yes") if row.useful else _("No")),
        Column("get_reason_display", label=gettext_lazy("reason")),
        Column("words", label=gettext_lazy("in their words"), accessor=lambda row: row.words[:80]),
        DateColumn("day", label=gettext_lazy("day"), sort_key="day"),
        Column("get_state_display", label=gettext_lazy("state"), sort_key="state"),
    ]  # fmt: skip


class SubscriptionViewSet(ReadOnlyViewSet):
    """Who asked to be told, masked."""

    model = Subscription
    name = url_prefix = "subscriptions"
    menu_name = "subscriptions"
    menu_label = gettext_lazy("Subscriptions")
    menu_order = 151
    icon = "mail"
    ordering = ["-made_at"]
    list_filter = ["state", "channel"]
    list_display = [
        Column("masked_address", label=gettext_lazy("address")),
        Column("area", label=gettext_lazy("area")),
        Column("kinds", label=gettext_lazy("about what"), accessor=lambda row: ", ".join(row.kinds)),
        DateColumn("made_at", label=gettext_lazy("asked on"), sort_key="made_at"),
        Column("get_state_display", label=gettext_lazy("state"), sort_key="state"),
    ]


@gate.shows(Feedback)
def word(request, pk):
    """One word about a page, and what became of it."""
    row = get_object_or_404(Feedback.objects.visible_to(request.user).select_related("page", "by"), pk=pk)
    if request.method == "POST":
        return _settled(request, row)
    return render(request, "cms/reach/word.html", {"row": row})


def _settled(request, row: Feedback):
    to = posted(request, "to", 10)
    if to not in Feedback.State.values:
        raise Http404
    try:
        row.open_again() if to == Feedback.State.OPEN else row.settle(
            to, request.user, posted(request, "note", 300)
        )
        messages.success(request, _("Noted."))
    except WrongState as problem:
        messages.error(request, str(problem))
    return redirect("page-feedback:index")


def words_about_pages(user) -> Task | None:
    if not gate.may(user, "edit content"):
        return None
    count = Feedback.objects.visible_to(user).open().count()
    if not count:
        return None
    says = ngettext("%(count)s reader wrote about a page.", "%(count)s readers wrote about pages.", count)
    address = reverse("page-feedback:index") + "?state=open"
    return Task(_("Words about pages"), says % {"count": count}, address, count=count, order=30)


@hooks.register("register_admin_viewset")
def viewsets():
    return [FeedbackViewSet(), SubscriptionViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [path("page-feedback/<int:pk>/word/", word, name="word-about-page")]
