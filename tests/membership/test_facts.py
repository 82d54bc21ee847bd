"""What a rule may ask of a person from the register: with origin and day; what is unknown is left out."""

from datetime import date

import pytest

from hotline.knowledge import for_contact
from hotline.models import Contact
from membership import facts
from membership.models import KnownFact
from portal import registries
from tests.membership.samples import a_household, a_resident, lives
from tests.people import person, place

pytestmark = pytest.mark.django_db
PHONE = "+8613800138123"


@pytest.fixture
def village():
    return place("青石村")


@pytest.fixture
def one(village):
    return a_resident(village, "王秀英", sex="F", born_on=date(1964, 3, 1), phone=PHONE)


def told_by(phone) -> dict:
    """As the hotline asks: through the registry."""
    return {
        key: fact for _name, provider in registries.facts_of_a_person for key, fact in provider(phone).items()
    }


def test_the_hotline_learns_what_is_known_with_origin_and_day(one):
    KnownFact.objects.create(
        resident=one, fact="hukou_kind", value="rural", origin="papers", known_on="2026-03-02"
    )
    known = told_by(PHONE)
    assert known["birth_date"]["value"] == "1964-03-01"
    assert known["birth_date"]["origin"] == "register"
    assert known["sex"]["value"] == "f"
    assert known["hukou_kind"] == {"value": "rural", "origin": "papers", "as_of": "2026-03-02"}
    assert set(known) == {"birth_date", "sex", "hukou_kind"}
    contact = Contact(channel="sms", address=PHONE)
    assert for_contact(contact).register() == known


def test_a_month_is_no_birth_date(village):
    a_resident(village, born_on=date(1964, 3, 1), born_known="month", phone=PHONE)
    assert "birth_date" not in told_by(PHONE)


def test_a_shared_phone_is_nobodys_and_who_did_not_agree_is_not_spoken_of(one, village):
    one.withdraw(date(2026, 11, 1))
    assert told_by(PHONE) == {}
    one.agree(date(2026, 11, 2))
    assert told_by(PHONE)
    a_resident(village, "李大山", phone=PHONE)
    assert told_by(PHONE) == {}
    assert told_by("") == {}


def test_a_spouse_is_known_only_where_there_is_one(one, village):
    home = a_household(village, "李大山")
    head = home.head()
    lives(home, one, "spouse")
    assert facts.of_people([head])[head.pk]["spouse.birth_date"].value == "1964-03-01"
    lives(home, a_resident(village, "又一位", born_on=date(1970, 1, 1)), "spouse")
    assert "spouse.birth_date" not in facts.of_people([head])[head.pk]


def test_the_newest_word_counts_and_what_is_never_kept_is_never_told(one):
    for day, value in (("2026-01-01", 3), ("2026-05-01", 2)):
        KnownFact.objects.create(
            resident=one, fact="disability_grade", value=value, origin="papers", known_on=day
        )
    KnownFact.objects.create(resident=one, fact="planning_pregnancy", value=True, origin="person")
    known = facts.of_people([one])[one.pk]
    assert known["disability_grade"].value == 2
    assert "planning_pregnancy" not in known


def test_a_draft_of_a_rule_reads_everybody_in_chunks_of_few_questions(
    village, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(facts, "CHUNK", 10)
    for number in range(25):
        a_resident(village, f"居民{number}", born_on=date(1960, 1, 1), sex="M")
    a_resident(village, "不同意", agreed_on=None)
    a_resident(village, "已去世", died_on=date(2026, 1, 1))
    [(_name, provider)] = registries.registers
    with django_assert_num_queries(3 * 3 + 1):
        chunks = list(provider())
    assert [len(chunk) for chunk in chunks] == [10, 10, 5]
    assert chunks[0][0][1:] == ("居民0", village.pk, {"birth_date": "1960-01-01", "sex": "m"})


def test_births_confirmed_are_told_as_seen_in_the_papers(one):
    KnownFact.objects.create(resident=one, fact="births_confirmed", value=True, origin="papers", by=person())
    assert facts.of_people([one])[one.pk]["births_confirmed"].origin == "papers"
    assert facts.nested(facts.of_people([one])[one.pk])["births_confirmed"] is True
