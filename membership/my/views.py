"""Pages of whoever signed in, about themselves: plain, without a script, kept by no cache."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from membership.models import DataRequest
from membership.my import asking, forms, tying
from portal import gate, idempotency, print
from portal.middleware import AdminDoor
from portal.models import AuditEntry
from portal.my_data import Person, all_fates, all_sections


def mine(view):
    """Only with one's own entry; staff prove their second factor first."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        staff = gate.may(request.user, "use admin") and not settings.DEMO
        if staff and (address := AdminDoor(None).second_factor(request)):
            return redirect(f"{address}?{urlencode({'next': request.path})}")
        request.resident = tying.resident_of(request.user)
        if request.resident is None and view.__name__ not in {"see", "export"}:
            return redirect("my:see")
        return view(request, *args, **kwargs)

    return guarded


@mine
def see(request):
    """Everything that is kept; or, the first time, the one question that ties a person to their entry."""
    form = forms.BirthForm(request.POST or None)
    if request.resident is None and request.method == "POST" and form.is_valid():
        if not tying.blocked(request.user) and tying.tie(request.user, form.cleaned_data["born_on"]):
            return redirect("my:see")
        form.add_error(None, _(
            "We could not tie your number to an entry. Please go to your village clerk with your identity card: "
            "the clerk looks at the number and the birth date in the register. Then try again tomorrow."))  # fmt: skip
    context = _context(request, form)
    if kind := print.wanted(request):
        return print.answer(request, kind, "membership/my/print.html", context, name="my-data")
    return render(request, "membership/my/see.html", context)


def _context(request, form=None) -> dict:
    resident = request.resident
    person = Person(request.user, resident)
    return {
        "resident": resident, "form": form, "sections": all_sections(person), "looked": looked(resident),
        "requests": DataRequest.objects.filter(resident=resident) if resident else [],
        "once": request.POST.get("once") or idempotency.token(),
    }  # fmt: skip


def looked(resident) -> list[dict]:
    """Who had closed data shown to them: the role and the reason, not the name."""
    if resident is None:
        return []
    rows = [resident, *([resident.identity] if hasattr(resident, "identity") else [])]
    found = [
        entry
        for row in rows
        for entry in AuditEntry.objects.about(row).filter(action="reveal").select_related("actor")
    ]
    return [
        {"at": one.at, "role": role_of(one.actor), "reason": one.reason}
        for one in sorted(found, key=lambda entry: entry.at, reverse=True)
    ]


def role_of(user) -> str:
    duty = user and user.duties.select_related("area").first()
    return f"{duty.area} {duty.get_role_display()}" if duty else _("staff")


@mine
def export(request):
    """The whole of it as JSON, to take elsewhere."""
    person = Person(request.user, request.resident)
    answer = JsonResponse(
        asking.as_json(all_sections(person)), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@mine
def correct(request):
    form = forms.CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        key = idempotency.key("correction", request, f"{request.resident.pk}:{told['field']}:{told['new']}")
        asking.ask(request.resident, "correction", key=key, **told)
        messages.success(request, _("Your clerk has it now. Here you see what comes of it."))
        return redirect("my:see")
    context = {"form": form, "title": _("Correct something"), "button": _("Ask for the correction")}
    return render(request, "membership/my/form.html", context)


@mine
def consent(request):
    """What stops at once, and what the law keeps, before the button."""
    if request.method == "POST":
        key = idempotency.key("withdrawal", request, f"{request.resident.pk}")
        asking.withdraw(request.resident, request.user, key)
        messages.success(request, _("You have taken your consent back. News and notices have stopped."))
        return redirect("my:see")
    return render(request, "membership/my/consent.html", {"fates": _fates(request)})


@mine
def erasure(request):
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = idempotency.key("erasure", request, f"{request.resident.pk}")
        asking.ask(request.resident, "erasure", key=key, reason=form.cleaned_data["reason"])
        messages.success(request, _("Your clerk has it now. Here you see what comes of it."))
        return redirect("my:see")
    context = {"form": form, "fates": _fates(request)}
    return render(request, "membership/my/erasure.html", context)


def _fates(request):
    return all_fates(Person(request.user, request.resident))
