"""Draft claims: who wants which programme, for staff to call until a claim takes it up."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from cms.eligibility import all_facts, short_name
from cms.eligibility.phrases import rate
from hotline.desk_forms import CallForm
from hotline.dialogue.known import in_words
from hotline.knowledge import programmes
from portal import audit, gate, idempotency
from portal.admin.gated import GatedModelViewSet
from portal.home import Task
from portal.models import ClaimWish

VERDICTS = {
    "yes": gettext_lazy("fits"),
    "staff": gettext_lazy("fits, the papers must be checked"),
    "unknown": gettext_lazy("not certain yet"),
}


def here() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


def programme_of(wish: ClaimWish) -> str:
    return next(
        (short_name(one, here()) for one in programmes() if one.code == wish.programme), wish.programme
    )


def standing_of(wish: ClaimWish) -> str:
    if wish.claim_number:
        return wish.claim_number
    return str(_("called") if wish.called_at else _("waits for a call"))


class ClaimWishViewSet(GatedModelViewSet):
    """Numbers masked; the page of one shows the number to call and logs that it was read."""

    model = ClaimWish
    name = url_prefix = "draft-claims"
    menu_label = gettext_lazy("Draft claims")
    menu_order = 106
    icon = "form"
    add_to_admin_menu = True
    form_fields: list[str] = []
    copy_view_enabled = inspect_view_enabled = False
    search_backend_name = None
    list_per_page = 50
    list_filter = ["programme", "verdict"]
    list_display = [
        TitleColumn(
            "masked_address", label=gettext_lazy("Who"), get_url=lambda wish: reverse("desk-claim", args=[wish.pk])
        ),
        Column("programme", label=gettext_lazy("Programme"), accessor=programme_of, sort_key="programme"),
        Column("verdict", label=gettext_lazy("Verdict"), accessor=lambda wish: VERDICTS.get(wish.verdict, wish.verdict)),
        DateColumn("made_at", label=gettext_lazy("Since"), sort_key="made_at"),
        Column("standing", label=gettext_lazy("State"), accessor=standing_of),
    ]  # fmt: skip


@gate.shows(ClaimWish)
def show_claim(request, pk):
    """One draft: the number to call, what was told and what was said; its reading is logged."""
    wish = get_object_or_404(ClaimWish.objects.visible_to(request.user), pk=pk)
    audit.record(request.user, "read draft claim", wish)
    return _page(request, wish, CallForm())


@gate.shows(ClaimWish)
@require_POST
def finish_claim_call(request, pk):
    """Somebody called about it: what came of it."""
    wish = get_object_or_404(ClaimWish.objects.visible_to(request.user), pk=pk)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _page(request, wish, form)
    with idempotency.once(request.POST.get("once", "")) as sent:
        if not sent.result:
            wish.call(request.user, form.cleaned_data["note"])
            messages.success(request, _("Noted."))
            sent.result = reverse("draft-claims:index")
    return redirect(sent.result)


def _page(request, wish: ClaimWish, form: CallForm):
    context = {
        "wish": wish, "programme": programme_of(wish), "verdict": VERDICTS.get(wish.verdict, wish.verdict),
        "sum": rate(wish.amount, wish.period, wish.per, here()) if wish.amount is not None else "",
        "facts": list(facts_in_words(json.loads(wish.facts.open() or "{}"))), "words": wish.words.open(),
        "missing": [_label(key) for key in wish.missing], "form": form, "once": idempotency.token(),
    }  # fmt: skip
    return render(request, "hotline/desk/claim.html", context)


def _label(key: str) -> str:
    known = all_facts().get(key)
    return known.label[here()] if known else key


def facts_in_words(facts: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """What the person told, a line each."""
    for name, value in facts.items():
        key = above + name
        if key not in all_facts() and not isinstance(value, Mapping | list):
            continue
        if isinstance(value, Mapping) and not {"unknown", "from"} & set(value):
            yield from facts_in_words(value, f"{key}.")
        elif key == "children" and isinstance(value, list):
            yield f"{_label(key)}: {len(value)}"
            for child in value:
                yield from facts_in_words(child, "children.")
        else:
            yield in_words(key, value, here()) or f"{_label(key)}: {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Mapping):
        return str(_("not known")) if "unknown" in value else f"{value['from']} – {value['to']}"
    return _(", ").join(map(str, value)) if isinstance(value, list) else str(value)


def draft_claims(user) -> Task | None:
    if not gate.may(user, "call back"):
        return None
    waiting = ClaimWish.objects.visible_to(user).open().count()
    says = _("%(count)s people wait to be called about a programme.") % {"count": waiting}
    return Task(_("Draft claims"), says, reverse("draft-claims:index"), count=waiting, order=6)
