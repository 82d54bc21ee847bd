"""Households and residents at the desk of a village clerk."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from membership.models import Household, HouseholdMember, IdentityNumber, Resident
from portal.models import AuditEntry
from portal.roles import Role
from tests.membership.samples import a_household, a_resident, lives
from tests.people import person, place

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"  # a woman, 31 December 1949
RESIDENTS = "wagtailsnippets_membership_resident"
HOUSEHOLDS = "wagtailsnippets_membership_household"


@pytest.fixture
def village():
    return place("青石村")


@pytest.fixture
def clerk(client, village, settings):
    settings.DEMO = True  # no second factor
    client.force_login(user := person(Role.CLERK, "青石村"))
    return user


def text_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


def filled(village, **more) -> dict:
    lines = {"p-TOTAL_FORMS": 4, "p-INITIAL_FORMS": 4, "p-MIN_NUM_FORMS": 0, "p-MAX_NUM_FORMS": 20}
    told = {f"p-{row}-relation": "other" for row in range(1, 4)}
    return lines | told | {"area": village.pk, "since": "2020-05-01", "once": "form-1", "p-0-name": "王秀英",
                           "p-0-relation": "head"} | more  # fmt: skip


def test_a_household_is_entered_with_its_people_in_one_go(client, clerk, village):
    told = filled(village, **{"p-0-number": NUMBER, "p-0-phone": "138 0013 8123", "p-0-agreed": "on",
                              "p-1-name": "李大山", "p-1-relation": "spouse", "address": "二组8号"})  # fmt: skip
    answer = client.post(reverse("register-household-new"), told)
    assert answer.status_code == 302, answer.context["home"].errors or answer.context["people"].errors
    again = client.post(reverse("register-household-new"), told)
    assert again["Location"] == answer["Location"]
    home = Household.objects.get()
    head = home.head()
    assert [head.name, head.sex, head.born_on, head.phone] == [
        "王秀英",
        "F",
        date(1949, 12, 31),
        "+8613800138123",
    ]
    assert home.people.count() == 2
    assert head.agrees
    page = text_of(client.get(answer["Location"]))
    assert "李大山" in page
    assert "138123" not in page
    assert NUMBER not in page


def test_nothing_is_half_entered_and_nothing_typed_is_lost(client, clerk, village):
    IdentityNumber.objects.keep(a_resident(village, "陈桂兰"), NUMBER)
    told = filled(village, **{"p-1-name": "李大山", "p-1-number": NUMBER})
    page = text_of(client.post(reverse("register-household-new"), told))
    assert "陈**" in page
    assert "陈桂兰" not in page
    assert "李大山" in page
    assert not Household.objects.exists()
    two_heads = filled(village, **{"p-1-name": "李大山", "p-1-relation": "head"})
    assert "只能有一位户主" in text_of(client.post(reverse("register-household-new"), two_heads))
    wrong = filled(village, **{"p-0-number": "110105194912310021"})
    assert "号码有误" in text_of(client.post(reverse("register-household-new"), wrong))
    unfit = filled(village, **{"p-0-number": NUMBER, "p-0-sex": "M"})
    assert "性别与身份证号不符" in text_of(client.post(reverse("register-household-new"), unfit))
    assert not Household.objects.exists()


def test_one_more_line_keeps_what_was_typed(client, clerk, village):
    page = text_of(client.post(reverse("register-household-new"), filled(village, more="1")))
    assert "p-4-name" in page
    assert "王秀英" in page


def deed(client, view, row, which, /, **told):
    return client.post(reverse(view, args=[row.pk, which]), told)


def test_a_person_moves_between_homes_of_one_village(client, clerk, village):
    old, new = a_household(village, "王秀英"), a_household(village, "李大山")
    mover = a_resident(village, "王小梅")
    lives(old, mover, "child")
    answer = deed(
        client, "register-household-deed", new, "joins", who="wxm", relation="in_law", since="2026-10-01"
    )
    assert answer.status_code == 302, text_of(answer)
    first, second = mover.places.order_by("period")
    assert [first.last_day, second.household, second.first_day] == [date(2026, 9, 30), new, date(2026, 10, 1)]
    new.refresh_from_db()
    assert new.version == 1


def test_two_of_one_name_are_chosen_between(client, clerk, village):
    home = a_household(village, "李大山")
    first, second = a_resident(village, "王小梅"), a_resident(village, "王小梅")
    told = {"who": "王小梅", "relation": "child", "since": "2026-10-01"}
    answer = deed(client, "register-household-deed", home, "joins", **told)
    assert "找到多人" in text_of(answer)
    assert deed(client, "register-household-deed", home, "joins", pick=second.pk, **told).status_code == 302
    assert not first.places.exists()
    assert second.places.exists()


def test_a_second_head_is_refused_with_a_sentence_and_changed_by_a_deed(client, clerk, village):
    home = a_household(village, "王秀英")
    answer = deed(
        client, "register-household-deed", home, "new", name="李大山", relation="head", since="2026-10-01"
    )
    assert "户主" in text_of(answer)
    assert answer.status_code == 200
    assert not Resident.objects.filter(name="李大山").exists()
    spouse = lives(home, a_resident(village, "李大山"), "spouse")
    answer = deed(
        client,
        "register-household-deed",
        home,
        "related",
        place=spouse.pk,
        relation="head",
        since="2026-10-01",
    )
    assert answer.status_code == 302, text_of(answer)
    assert home.head().name == "李大山"
    assert home.head(date(2026, 9, 30)).name == "王秀英"


def test_death_ends_the_place_and_keeps_the_past(client, clerk, village):
    home = a_household(village, "王秀英")
    head = home.head()
    assert deed(client, "register-resident-deed", head, "died", died_on="2026-11-01").status_code == 302
    assert home.head() is None
    assert home.head(date(2026, 11, 1)) == head
    assert "今天之间" in text_of(deed(client, "register-resident-deed", head, "died", died_on="2999-01-01"))


def test_a_contact_elsewhere_needs_the_agreement_and_goes_with_it(client, clerk, village):
    one = a_resident(village, "王秀英", agreed_on=None)
    told = {"whereabouts": "away", "elsewhere": "深圳，电话留给女儿"}
    assert "同意" in text_of(deed(client, "register-resident-deed", one, "where", **told))
    deed(client, "register-resident-deed", one, "agreed", agreed_on="2026-10-01")
    assert deed(client, "register-resident-deed", one, "where", **told).status_code == 302
    one.refresh_from_db()
    assert one.elsewhere
    deed(client, "register-resident-deed", one, "withdrawn", withdrawn_on="2026-11-01")
    one.refresh_from_db()
    assert not one.elsewhere
    assert not one.agrees


def test_a_number_is_seen_with_a_reason_only_and_by_an_officer_only(client, clerk, village):
    one = a_resident(village, "王秀英")
    assert deed(client, "register-resident-deed", one, "number", number=NUMBER.lower()).status_code == 302
    address = reverse("register-resident-reveal", args=[one.pk])
    assert client.post(address, {"reason": "核对补贴材料", "what": "number"}).status_code in {302, 403}
    client.force_login(person(Role.OFFICER, "青石镇"))
    assert NUMBER not in text_of(client.post(address, {"reason": "", "what": "number"}))
    answer = client.post(address, {"reason": "核对补贴材料", "what": "number"})
    assert NUMBER in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert AuditEntry.objects.filter(action="reveal").count() == 1
    assert NUMBER not in text_of(client.get(reverse("register-resident", args=[one.pk])))


def test_the_list_finds_by_initials_and_the_end_of_the_phone_and_no_link_carries_a_whole_number(
    client, clerk, village
):
    a_resident(village, "王秀英", phone="+8613800138123")
    a_resident(village, "李大山", phone="+8613900139456")
    index = reverse(f"{RESIDENTS}:list")
    for words in ("wxy", "8123", "13800138123", "秀英"):
        page = text_of(client.get(index, {"q": words}))
        assert "王秀英" in page, words
        assert "李大山" not in page, words
        assert "13800138123" not in page, words
    a_household(village, "张铁柱")
    assert "张铁柱" in text_of(client.get(reverse(f"{HOUSEHOLDS}:list"), {"q": "ztz"}))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_what_is_seen_masked_and_harmless(client, clerk, village, kind):
    a_resident(village, "=1+1", phone="+8613800138123")
    a_resident(place("柳河村"), "外村人")
    answer = client.get(reverse(f"{RESIDENTS}:list"), {"export": kind})
    body = b"".join(answer.streaming_content)
    if kind == "csv":
        rows = body.decode().splitlines()
        assert "'=1+1" in body.decode()
    else:
        from io import BytesIO

        from openpyxl import load_workbook

        sheet = load_workbook(BytesIO(body)).active
        rows = [",".join(str(cell.value) for cell in row) for row in sheet.iter_rows()]
        assert sheet["A2"].data_type == "s"
    assert len(rows) == 2
    assert "+86138****8123" in rows[1]


@pytest.mark.parametrize("name", [RESIDENTS, HOUSEHOLDS])
def test_a_list_asks_the_same_few_questions_however_long_it_is(
    client, clerk, village, name, django_assert_max_num_queries
):
    index = reverse(f"{name}:list")
    for _n in range(3):
        a_household(village)
    client.get(index)
    with django_assert_max_num_queries(40) as short:
        client.get(index)
    for _n in range(30):
        a_household(village)
    with django_assert_max_num_queries(len(short)):
        client.get(index)


def test_a_page_asks_the_same_few_questions_however_many_live_there(
    client, clerk, village, django_assert_max_num_queries
):
    home = a_household(village)
    address = reverse("register-household", args=[home.pk])
    client.get(address)
    with django_assert_max_num_queries(50) as few:
        client.get(address)
    for _n in range(8):
        lives(home, a_resident(village))
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_an_ended_household_leaves_nobody_in_it(client, clerk, village):
    home = a_household(village)
    today = timezone.localdate()
    assert (
        deed(client, "register-household-deed", home, "ends", ended_on=today.isoformat()).status_code == 302
    )
    assert HouseholdMember.objects.get().last_day == today
