"""Try the draft: for any case, or any facts, what it says, why, and the text message as it would go out."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from cms.admin.cases import page
from cms.admin.draft import Draft
from cms.admin.shown import Shown, day_or
from cms.eligibility import judge_fully, say
from cms.eligibility.cases import run
from cms.facts_form import FactsForm, with_rows_changed
from cms.models import Programme
from portal.gate import shows
from portal.reading import language
from portal.segments import segments

FACTS = "f"


@dataclass(frozen=True)
class Message:
    """A text message as it would be sent."""

    language: str
    text: str

    @property
    def segments(self) -> int:
        return segments(self.text)

    @property
    def length(self) -> int:
        return len(self.text)


@shows(Programme)
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as last saved, tried on a case or on typed facts, for any day."""
    draft = Draft(request, pk)
    if draft.rules is None:
        return redirect("rule-cases", pk)
    case = _chosen(draft, request.POST.get("case") or request.GET.get("case", ""))
    taken = request.method != "POST" or "choose" in request.POST  # the case's own facts, not those typed
    on = case.on if case and taken else day_or(request.POST.get("on", ""), localdate())
    area = (case.area if case else "") if taken else request.POST.get("area", "").strip()[:15]
    data = None if taken else with_rows_changed(request.POST, FACTS) or request.POST
    facts = FactsForm([draft.rules], on, data, facts=case.facts if case else {}, prefix=FACTS)
    told = facts.start if taken else facts.told if facts.is_valid() else None
    context = _outcome(draft, told, on, area) if told is not None else {}
    differs = [one.text(language()) for one in run(draft.rules, case.as_data())] if case and taken else []
    return page(request, draft, "cms/desk/try.html", facts=facts, on=on, area=area, case=case, differs=differs,
                cases=list(enumerate(draft.cases, 1)), place=draft.cases.index(case) + 1 if case else 0, **context)  # fmt: skip


def _chosen(draft: Draft, place: str):
    number = int(place[:6]) if place.isdecimal() else 0
    return draft.cases[number - 1] if 1 <= number <= len(draft.cases) else None


def _outcome(draft: Draft, facts, on, area: str) -> dict:
    verdict = judge_fully(draft.rules, facts, on, area)
    texts = [Message(tongue, say(verdict, draft.rules, tongue)) for tongue in ("zh", "en")]
    return {"one": Shown(draft.rules, verdict, facts), "texts": texts}
