"""A disclosure at the desk: what stands in it, and what may be done with it now."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.admin.open_forms import PostedForm, ReasonForm
from cms.files import Refused
from cms.models import Disclosure
from cms.models.disclosure import SelfApproved
from cms.models.disclosure_state import State
from cms.open import drafting, filing
from portal import audit, gate, idempotency
from portal.states import WrongState


def to_see(request, pk) -> Disclosure:
    beside = ["item", "area", "drafted_by", "edited_by", "approved_by", "corrects__area", "corrects__item"]
    return get_object_or_404(Disclosure.objects.visible_to(request.user).select_related(*beside), pk=pk)


@gate.shows(Disclosure)
def look(request, pk, **forms):
    row = to_see(request, pk)
    may_draft = gate.may(request.user, "draft disclosures", row.area_id)
    context = {
        "row": row, "tables": row.tables.all(), "files": row.files.select_related("image", "by"), "state": State,
        "problems": drafting.problems_of(row), "why_not": row.why_not_published_by(request.user),
        "may_draft": may_draft, "may_publish": gate.may(request.user, "publish disclosures", row.area_id),
        "newer": row.corrections.exclude(state=State.WITHDRAWN).first(), "once": idempotency.token(),
        "back_form": ReasonForm(prefix="back"), "correct_form": ReasonForm(prefix="correct"),
        "withdraw_form": ReasonForm(prefix="withdraw"), "posted_form": PostedForm(),
    }  # fmt: skip
    return render(request, "cms/desk/open/look.html", {**context, **forms})


@gate.shows(Disclosure)
@require_POST
def act(request, pk, deed):
    """One of the deeds below; a form sent twice is done once."""
    row = to_see(request, pk)
    if deed not in DEEDS:
        raise Http404
    with idempotency.once(request.POST.get("once", "")) as sent:
        if sent.result:
            return redirect(sent.result)
        try:
            answer = DEEDS[deed](request, row)
        except (WrongState, SelfApproved) as refused:
            messages.error(request, str(refused))
            answer = None
        if answer is not None:
            return answer
        sent.result = reverse("open-look", args=[row.pk])
    return redirect(sent.result)


def _needs(request, row, act: str) -> None:
    if not gate.may(request.user, act, row.area_id):
        raise PermissionDenied


def _publish(request, row):
    _needs(request, row, "publish disclosures")
    if drafting.problems_of(row):
        messages.error(request, _("The sums do not agree. Send it back."))
        return
    if words := drafting.refused_words(row):
        messages.error(request, _("Send it back. %(why)s") % {"why": " ".join(words)})
        return
    row.publish(request.user)
    audit.record(request.user, "publish disclosure", row)
    messages.success(request, _("Published. Print the notice for the board."))
    return


def _back(request, row):
    _needs(request, row, "publish disclosures")
    form = ReasonForm(request.POST, prefix="back")
    if not form.is_valid():
        return look(request, row.pk, back_form=form)
    row.send_back(request.user, form.cleaned_data["reason"])
    messages.success(request, _("Sent back with your words."))
    return None


def _withdraw(request, row):
    act = "draft disclosures" if row.state == State.DRAFT else "publish disclosures"
    _needs(request, row, act)
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return look(request, row.pk, withdraw_form=form)
    row.withdraw(request.user, form.cleaned_data["reason"])
    audit.record(request.user, "withdraw disclosure", row)
    messages.success(request, _("Withdrawn. It stays readable with your reason."))
    return None


def _correct(request, row):
    _needs(request, row, "draft disclosures")
    form = ReasonForm(request.POST, prefix="correct")
    if not form.is_valid():
        return look(request, row.pk, correct_form=form)
    if row.state != State.PUBLISHED:
        raise WrongState(row, State.DRAFT)
    newer = row.corrections.exclude(state=State.WITHDRAWN).first()
    return redirect("open-draft", (newer or row.correct(request.user, form.cleaned_data["reason"])).pk)


def _posted(request, row):
    _needs(request, row, "draft disclosures")
    form = PostedForm(request.POST, request.FILES)
    if form.is_valid() and row.number:
        told = form.cleaned_data
        title = _("The board at %(place)s") % {"place": told["place"]}
        try:
            filing.add(row, told["file"], "posted", title, request.user, day=told["day"], place=told["place"])
            messages.success(request, _("The photo is filed."))
            return None
        except Refused as refused:
            form.add_error("file", str(refused))
    return look(request, row.pk, posted_form=form)


DEEDS = {"publish": _publish, "back": _back, "withdraw": _withdraw, "correct": _correct, "posted": _posted}
