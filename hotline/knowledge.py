"""What the dialogue may look at, gathered from the database."""

from functools import partial
from typing import Any

from django.conf import settings

from cms.published import programmes
from hotline.asked import questions
from hotline.dialogue import CaseView, Knowledge, Place
from hotline.look_up import Tries
from hotline.models import Case, Contact
from portal import registries
from portal.models import Area


def places() -> list[Place]:
    rows = Area.objects.standing().values_list("code", "name", "name_en")
    return [Place(code, tuple(filter(None, names))) for code, *names in rows]


def view_of(case: Case) -> CaseView:
    due = case.due_on.isoformat() if case.due_on else ""
    return CaseView(case.number if not case.anonymous else "", case.state, due, case.answer_text)


def for_contact(contact: Contact) -> Knowledge:
    return Knowledge(
        programmes(),
        places(),
        find_case=partial(_find_case, contact),
        latest_case=partial(_latest_case, contact),
        hotline_phone=settings.HOTLINE_PHONE,
        register=partial(_register, contact),
        questions=questions,
    )


def _register(contact: Contact) -> dict[str, dict[str, Any]]:
    """What is known of whoever has this number; a browser is nobody's number."""
    if contact.channel not in {"sms", "voice"}:
        return {}
    known: dict[str, dict[str, Any]] = {}
    for _name, provider in registries.facts_of_a_person:
        known |= provider(contact.address)
    return known


def _find_case(contact: Contact, number: str, code: str) -> CaseView | None:
    mine = Case.objects.of_reporter(contact.channel, contact.address)
    # Nobody else's guesses keep people from their own case on their own phone.
    guessed = "" if mine.filter(number=number).exists() else number or code
    case = Tries(f"contact:{contact.pk}", guessed).look_up(number, code)
    if case is None:
        return None
    own = mine.filter(pk=case.pk).exists()
    view = view_of(case)
    # From another phone the state is told, not the words.
    return view if own or case.anonymous else CaseView(view.number, view.state, view.due_on)


def _latest_case(contact: Contact) -> CaseView | None:
    case = Case.objects.of_reporter(contact.channel, contact.address).first()
    return view_of(case) if case else None
