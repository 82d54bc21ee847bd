"""What a result told is kept once, however often it is looked at, printed or read in the other language."""

from cms.check.result import Result
from cms.check.state import Check
from cms.eligibility import sentences
from cms.eligibility.canonical import fingerprint
from cms.eligibility.discretion import kept, own_business
from cms.models import Answer


def keep(request, check: Check, result: Result) -> None:
    """On the way only what is settled counts as told. Nothing leads from the answer back to the visitor.

    What is somebody's own business is not kept, neither the fact nor what followed from it.
    """
    told = [item for item in result.items if result.finished or not item.verdict.missing]
    told = [item for item in told if not own_business(item.rules)]
    facts = kept(result.facts)
    mark = fingerprint([facts, sorted((item.code, item.verdict.rule) for item in told)])[:16]
    if mark == check.kept:
        return
    for item in told:
        Answer.objects.keep(
            channel="web", rules=item.rules, verdict=item.verdict, facts=facts, on=check.path.on,
            words="\n".join(sentences(item.verdict, item.rules, result.language)), language=result.language,
            cause=f"check:{check.token}:{mark}", area=check.path.area,
        )  # fmt: skip
    check.kept = mark
    check.keep(request)
