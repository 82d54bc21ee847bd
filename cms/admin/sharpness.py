"""Are the cases sharp? Each operator and threshold turned must turn some case red; the answer is remembered."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cms.admin.cases import page
from cms.admin.draft import Draft, mark_of
from cms.eligibility.canonical import fingerprint
from cms.eligibility.mutation import score, untested
from cms.models import Programme
from portal.gate import shows
from portal.reading import language

KEPT = 24 * 3600


@shows(Programme)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """“Criterion X is untested”, one sentence each. Worked out on POST, shown again until the draft changes."""
    draft = Draft(request, pk)
    if draft.rules is None:
        return redirect("rule-cases", pk)
    key = f"sharp:{fingerprint([draft.rules.hash, [mark_of(case) for case in draft.cases]])}"
    found = cache.get(key)
    if found is None and request.method == "POST":
        result = score(draft.rules.data, [case.as_data() for case in draft.cases])
        found = {"killed": result.killed, "total": result.total, "said": untested(result.survivors)}
        cache.set(key, found, KEPT)
    said = [one[language()] for one in found["said"]] if found else []
    percent = round(100 * found["killed"] / found["total"]) if found and found["total"] else 100
    return page(request, draft, "cms/desk/sharpness.html", found=found, said=said, percent=percent)
