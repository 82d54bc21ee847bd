"""Complete by construction: what hangs on a person is in their copy, or the reason why not is written down."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import Error, transaction

from membership import erasing
from membership.models import (
    DataRequest,
    Honour,
    MemberGroup,
    Visit,
)
from portal import registries
from portal.models import Consent, Outbox
from portal.my_data import Person, all_sections
from portal.roles import Role
from tests.membership import samples
from tests.people import person, place

pytestmark = pytest.mark.django_db
PHONE = "+8613800138088"
HANGS_ON = {"membership.Resident", "portal.User", "membership.Household", "membership.Membership"}


def hangs_on_a_person(model) -> bool:
    return model._meta.label in HANGS_ON or any(
        field.is_relation and field.related_model._meta.label in HANGS_ON
        for field in model._meta.local_fields
    )


def left_out() -> set[str]:
    return {
        name for _name, offer in registries.my_data for name, reason in offer.left_out.items() if str(reason)
    }


def test_every_kind_of_row_about_a_person_is_offered_or_left_out_with_a_reason():
    offered = [Path(import_module(f"{one}.my_data").__file__) for one in ("membership", "hotline", "cms")]
    told = "".join(one.read_text(encoding="utf-8") for one in offered).lower()
    missing = []
    for package in ("membership", "hotline", "cms"):
        for name in import_module(f"{package}.privacy").PERSONAL:
            model = apps.get_model(name)
            if hangs_on_a_person(model) and name not in left_out() and model.__name__.lower() not in told:
                missing.append(name)
    assert not missing, f"offer {missing} in registries.my_data, or give the reason in left_out"


@pytest.fixture
def somebody():
    """With a row of every kind."""
    village = place("青石村")
    member = samples.a_member(village, "石秀兰")
    me = member.resident
    me.user = person(Role.CLERK, "青石村", phone=PHONE, phone_verified=True)
    me.save()
    home = samples.a_household(village, "别人")
    samples.lives(home, me, "spouse")
    samples.a_pairing(village, household=home)
    samples.a_visit(village, home, person())
    return me


def test_every_personal_field_of_the_sample_is_in_the_copy(somebody):
    from membership.models import Application, IdentityNumber, KnownFact, Office

    me, home, village = somebody, somebody.household, somebody.area
    IdentityNumber.objects.keep(me, "990001195803020028")
    KnownFact.objects.create(resident=me, fact="disability_grade", value=2, origin="person")
    Application.objects.create(association=samples.an_association(village), resident=me, name=me.name)
    Office.objects.create(
        council=samples.a_council(village), resident=me, post="council", period=samples.since(samples.SINCE)
    )
    MemberGroup.objects.create(association=samples.an_association(village), name="一组", leader=me)
    DataRequest.objects.create(resident=me, kind="export")
    Honour.objects.create(association=samples.an_association(village), year=2026, kind="household",
                          household=home, reason="好", nominated_by=person())  # fmt: skip
    Consent.objects.record(PHONE, "bulk", True, words="好", channel="sms")
    Outbox.objects.queue("sms", PHONE, "你好", purpose="notice", cause="test", key="t")
    lines = {
        line.key for section in all_sections(Person(me.user, me)) for row in section.rows for line in row
    }
    shown = {key.rpartition(".")[0] for key in lines}
    assert shown >= {
        "membership.resident", "membership.identitynumber", "membership.knownfact", "membership.household",
        "membership.householdmember", "membership.membership", "membership.office", "membership.application",
        "membership.pairing", "membership.visit", "membership.honour", "membership.datarequest",
        "membership.membergroup", "portal.user", "portal.duty", "portal.consent", "portal.outbox",
    }  # fmt: skip
    for model in shown:
        personal = import_module(f"{model.split('.')[0]}.privacy").PERSONAL[model]
        assert {f"{model}.{name}" for name in personal} <= lines


def test_visits_are_rewritten_by_nobody_and_blanked_only_by_an_erasure():
    visit = samples.a_visit(place("青石村"))
    for change in ({"note": ""}, {"note": "别的"}, {"day": date(2020, 1, 1)}):
        with pytest.raises(Error, match="only_grows"), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(**change)
    alone = visit.household.head()
    with transaction.atomic():
        erasing.erase(Person(None, alone))
        with pytest.raises(Error, match="only_grows"), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(note="别的")
    visit.refresh_from_db()
    assert visit.note == ""
