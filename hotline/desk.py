"""The desk: cases of one's places, what can be done with each, and calls to make."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hotline.desk_forms import (
    AccusedForm,
    AnswerForm,
    AssignForm,
    CallForm,
    NoteForm,
    PhoneInForm,
    RevealForm,
)
from hotline.models import CallBack, Case, CaseAccused
from hotline.models.case import Recused, TooLate
from portal import audit, gate, idempotency
from portal.home import Task
from portal.models import User
from portal.states import WrongState


def the_case(request, pk) -> Case:
    """The gate: 404 for what is not yours or names you."""
    return get_object_or_404(Case.objects.visible_to(request.user).select_related("area", "handler"), pk=pk)


def may(request, case: Case, act: str) -> bool:
    return gate.may(request.user, act, case.area_id or "")


@gate.shows(Case)
def show(request, pk, **forms_with_errors):
    """One case: what happened, what was done, what can be done now."""
    case = the_case(request, pk)
    context = {
        "case": case,
        "events": case.events.select_related("actor"),
        "texts": case.texts().order_by("pk"),
        "accused": case.accused.select_related("user", "unit"),
        "answer_form": AnswerForm(), "note_form": NoteForm(), "reveal_form": RevealForm(),
        "assign_form": AssignForm(case=case), "accused_form": AccusedForm(user=request.user),
        "may_assign": may(request, case, "assign cases"), "may_answer": may(request, case, "answer cases"),
        "may_close": may(request, case, "close cases"), "may_reveal": may(request, case, "reveal"),
        "once": idempotency.token(), **forms_with_errors,
    }  # fmt: skip
    return render(request, "hotline/desk/case.html", context)


ACTS = {"accept": "answer cases", "assign": "assign cases", "answer": "answer cases", "close": "close cases",
        "note": "see cases", "accuse": "assign cases", "reveal": "reveal", "reopen": "assign cases"}  # fmt: skip


@gate.shows(Case)
@require_POST
def act(request, pk, deed):
    """Do one thing to a case: once, by somebody who may, from the state that was on the screen."""
    case = the_case(request, pk)
    if deed not in ACTS:
        raise Http404
    if not may(request, case, ACTS[deed]):
        raise PermissionDenied
    with idempotency.once(request.POST.get("once", "")) as sent:
        if sent.result:
            return redirect(sent.result)
        if stale := _stale(request, case, deed):
            return stale
        try:
            problem = DEEDS[deed](request, case)
        except (WrongState, Recused, TooLate) as refused:
            problem = None
            messages.error(request, str(refused))
        if problem:
            return problem
        back = reverse("desk-case", args=[case.pk])
        visible = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
        sent.result = back if visible else reverse("cases:index")
    return redirect(sent.result)


def _stale(request, case: Case, deed: str):
    """Somebody else was faster: what was typed is shown beside what is there now."""
    if deed in {"note", "reveal", "accuse"} or request.POST.get("version", "") == str(case.version):
        return None
    last = case.events.select_related("actor").last()
    did = f"{last.actor or _('the person')}: {last.get_kind_display()}"
    messages.warning(request, _("Meanwhile: %s. Your text is kept below; look and send it again.") % did)
    typed = request.POST.get("text", "")
    return show(request, case.pk, answer_form=AnswerForm(initial=request.POST.dict()), typed=typed)


def _accept(request, case):
    case.accept(request.user)


def _assign(request, case):
    form = AssignForm(request.POST, case=case)
    if not form.is_valid():
        return show(request, case.pk, assign_form=form)
    return case.assign(form.cleaned_data["handler"], request.user)


def _answer(request, case):
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, case.pk, answer_form=form)
    return case.answer(form.cleaned_data["text"], form.cleaned_data["basis"], request.user)


def _close(request, case):
    case.close(request.user)


def _reopen(request, case):
    case.reopen(_("opened again by staff"), request.user)


def _note(request, case):
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, case.pk, note_form=form)
    return case.note(form.cleaned_data["note"], request.user)


def _accuse(request, case):
    form = AccusedForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, case.pk, accused_form=form)
    for one in filter(None, form.cleaned_data.values()):
        field = "user" if isinstance(one, User) else "unit"
        CaseAccused.objects.get_or_create(case=case, **{field: one})
    return case.withdraw_from_recused(request.user)


def _reveal(request, case):
    form = RevealForm(request.POST)
    if case.anonymous or not form.is_valid():
        return show(request, case.pk, reveal_form=form)
    try:
        shown = audit.reveal(request.user, case, "reporter", form.cleaned_data["reason"])
        messages.info(request, _("Reporter: %s") % shown.partition(":")[2])
    except ValueError as problem:
        messages.error(request, str(problem))
    return None


DEEDS = {"accept": _accept, "assign": _assign, "answer": _answer, "close": _close, "note": _note,
         "accuse": _accuse, "reveal": _reveal, "reopen": _reopen}  # fmt: skip


def phone_in(request):
    """File a case for somebody on the phone or at the counter."""
    if not gate.may(request.user, "file cases"):
        raise PermissionDenied
    form = PhoneInForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        opened = Case.objects.open(
            kind=told["kind"], text=told["text"], area=told["area"].code, channel="staff", by=request.user,
            reporter=f"sms:{told['phone']}" if told["phone"] else "", key=idempotency.key("desk", request, told["text"]),
        )  # fmt: skip
        messages.success(request, _("%(number)s is registered. Tell the person this code: %(code)s") % {
            "number": opened.case.number, "code": opened.code,
        })  # fmt: skip
        visible = Case.objects.visible_to(request.user).filter(pk=opened.case.pk).exists()
        return redirect("desk-case", opened.case.pk) if visible else redirect("cases:index")
    return render(request, "hotline/desk/phone_in.html", {"form": form, "once": idempotency.token()})


@gate.shows(CallBack)
@require_POST
def finish_call(request, pk):
    """A call was made: what came of it."""
    call = get_object_or_404(CallBack.objects.visible_to(request.user), pk=pk)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _call_page(request, call, form)
    with idempotency.once(request.POST.get("once", "")) as sent:
        if not sent.result:
            call.finish(request.user, form.cleaned_data["note"])
            messages.success(request, _("Noted."))
            sent.result = reverse("calls:index")
    return redirect(sent.result)


@gate.shows(CallBack)
def show_call(request, pk):
    """One call to make: the number, with its reading logged."""
    calls = CallBack.objects.visible_to(request.user).select_related("inbound__contact")
    call = get_object_or_404(calls, pk=pk)
    audit.record(request.user, "read call", call)
    return _call_page(request, call, CallForm())


def _call_page(request, call: CallBack, form: CallForm):
    return render(
        request, "hotline/desk/call.html", {"call": call, "form": form, "once": idempotency.token()}
    )


def my_cases(user) -> Task | None:
    if not gate.may(user, "answer cases"):
        return None
    mine = Case.objects.visible_to(user).unfinished()
    overdue = mine.overdue().count()
    count = mine.count()
    says = _("%(count)s open, %(overdue)s overdue.") % {"count": count, "overdue": overdue}
    return Task(_("Cases to answer"), says, reverse("cases:index") + "?open=true", count=count, order=10)


def file_a_case(user) -> Task | None:
    if not gate.may(user, "file cases"):
        return None
    return Task(_("Write down a case"), _("Somebody called or came in."), reverse("desk-phone-in"), order=20)


def calls_to_make(user) -> Task | None:
    if not gate.may(user, "call back"):
        return None
    waiting = CallBack.objects.visible_to(user).open()
    urgent = waiting.filter(urgent=True).count()
    says = _("%(count)s wait, %(urgent)s urgent.") % {"count": waiting.count(), "urgent": urgent}
    return Task(_("Calls to make"), says, reverse("calls:index"), count=waiting.count(), order=5)


TASKS = [calls_to_make, my_cases, file_a_case]
