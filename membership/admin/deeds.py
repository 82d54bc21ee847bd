"""Things to do from a page: one form each, done once, or back with a sentence and everything typed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import gate, idempotency
from portal.states import WrongState


class DeedForm(forms.Form):
    """A form that knows what it is done to and by whom; `do` does it and may raise ValidationError."""

    def __init__(self, *args, subject, user, name="", **kwargs):
        self.subject, self.user = subject, user
        super().__init__(*args, auto_id=f"{name}-%s", **kwargs)

    def do(self) -> str | None:
        """Do it; the sentence that says so, if the usual one does not fit."""
        raise NotImplementedError


class Deed(NamedTuple):
    name: str
    title: Any
    form: type[DeedForm]
    act: str = "edit register"

    def may(self, user, subject) -> bool:
        return gate.may(user, self.act, subject.area_id)


class Shown(NamedTuple):
    """A deed as its page shows it."""

    title: Any
    address: str
    form: DeedForm
    open: bool = False


def shown(deeds: Sequence[Deed], view: str, subject, user, filled: dict[str, DeedForm]) -> list[Shown]:
    return [
        Shown(one.title, reverse(view, args=[subject.pk, one.name]),
              filled.get(one.name) or one.form(subject=subject, user=user, name=one.name), one.name in filled)
        for one in deeds if one.may(user, subject)
    ]  # fmt: skip


def answer(request, deeds: Sequence[Deed], name: str, subject, back: str, page):
    """Do the named deed; `page(request, pk, **forms)` shows what has to be mended."""
    deed = next((one for one in deeds if one.name == name), None)
    if deed is None:
        raise Http404
    if not deed.may(request.user, subject):
        raise PermissionDenied
    form = deed.form(request.POST, request.FILES or None, subject=subject, user=request.user, name=name)
    with idempotency.once(request.POST.get("once", "")) as sent:
        if not sent.result and (said := done(form)) is not None:
            messages.success(request, said)
            sent.result = back
    if sent.result:
        return redirect(sent.result)
    return page(request, subject.pk, **{name: form})


def done(form: DeedForm) -> str | None:
    """Whole or not at all; a refusal stands above the form as a sentence."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return form.do() or _("Written down.")
    except ValidationError as problem:
        form.add_error(None, ValidationError(problem.messages))
    except (WrongState, ValueError) as problem:
        form.add_error(None, str(problem))
    except IntegrityError:
        form.add_error(None, _("Somebody changed this at the same moment. Look again, then save."))
    return None
