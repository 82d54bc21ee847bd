"""Whom an answer was given to, and whether they can be called: the contact stays here, others name the cause."""

from collections.abc import Mapping, Sequence

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cms.models import Answer
from hotline.models import Inbound
from portal import audit, gate

COUNTY = 6  # digits of a county's code: askers have no place
CALLABLE = ("sms", "voice")


def reach(answers: Sequence[Answer]) -> Mapping[int, str]:
    """Answer → the page with the number. Of one person only the latest answer about a programme counts."""
    asked = {answer.pk: number for answer in answers if (number := _inbound(answer.cause))}
    people = dict(
        Inbound.objects.filter(pk__in=asked.values(), contact__channel__in=CALLABLE).values_list(
            "pk", "contact"
        )
    )
    latest = _latest(set(people.values()), {answer.programme for answer in answers})
    return {
        answer.pk: reverse("desk-asker", args=[asked[answer.pk]])
        for answer in answers
        if (person := people.get(asked.get(answer.pk))) and latest[person, answer.programme] == answer.pk
    }


def _inbound(cause: str) -> int | None:
    kind, _colon, number = cause.partition(":")
    return int(number) if kind == "inbound" and number.isdecimal() else None


def _latest(people: set[int], programmes: set[str]) -> dict[tuple[int, str], int]:
    """(Person, programme) → the last answer they were given."""
    causes = {
        f"inbound:{pk}": person
        for pk, person in Inbound.objects.filter(contact__in=people).values_list("pk", "contact")
    }
    given = Answer.objects.filter(cause__in=causes, programme__in=programmes).order_by("pk")
    return {(causes[cause], code): pk for pk, cause, code in given.values_list("pk", "cause", "programme")}


@gate.shows(Inbound)
def show_asker(request, pk):
    """The number of somebody who was told something that has changed; that it was read is logged."""
    if not any(len(code) <= COUNTY for code in gate.places(request.user, "call back")):
        raise Http404
    inbound = get_object_or_404(
        Inbound.objects.select_related("contact"), pk=pk, contact__channel__in=CALLABLE
    )
    audit.record(request.user, "read call", inbound)
    return render(request, "hotline/desk/asker.html", {"inbound": inbound})
