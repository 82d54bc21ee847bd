"""P3: what somebody can list, open, edit, delete, export, count, choose and find is one set: the slow one below."""

import csv
import random
from datetime import timedelta

import pytest
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.admin.viewsets import viewsets as admin_viewsets
from wagtail.snippets.models import get_snippet_models

from membership.models import Resident
from portal.roles import Role
from tests.membership.samples import a_household, a_resident
from tests.people import CODES, appoint, person, place
from tests.portal.test_strangers import ADMIN, model_of
from tests.samples import row_of

pytestmark = pytest.mark.django_db
WORKS_WITH_PEOPLE = {"clerk", "officer"}
LOOKS_AT = {
    "Association", "MemberGroup", "Council", "Office", "Evaluation", "SpotCheck", "Honour",
}  # an auditor sees these as well  # fmt: skip
CHANGES = {"Resident": WORKS_WITH_PEOPLE, "Household": WORKS_WITH_PEOPLE}
STEPS = ("household", "association", "council", "resident", "group", "pairing", "run", "member", "evaluation")
VILLAGES = [name for name, code in CODES.items() if len(code) == 12]
ROLES = [Role.CLERK, Role.OFFICER, Role.AUDITOR, Role.VOLUNTEER, Role.EDITOR, Role.MANAGER, Role.HANDLER]


def places_of(row: Model) -> set[str]:
    """Where a row lies: asked step by step, as somebody would who reads it."""
    named = {getattr(row, name) for name in ("area_id", "from_area_id", "to_area_id") if hasattr(row, name)}
    for step in STEPS:
        if not named and getattr(row, step, None) is not None:
            named = places_of(getattr(row, step))
    return {code for code in named if code}


def sees(user, row) -> bool:
    """Slowly: each duty, each day, each place. A county's scheme is listed to all who evaluate in it."""
    if type(row).__name__ == "Scheme":
        county = row.area_id[:6]
        below = [duty for duty in user.duties.all() if duty.area_id[:6] == county]
        return any(_holds(duty, {"officer"}, duty.area_id) for duty in below)
    roles = WORKS_WITH_PEOPLE | ({"auditor"} if type(row).__name__ in LOOKS_AT else set())
    return any(_holds(duty, roles, code) for duty in user.duties.all() for code in places_of(row))


def changes(user, row) -> bool:
    roles = CHANGES.get(type(row).__name__, set())
    return any(_holds(duty, roles, code) for duty in user.duties.all() for code in places_of(row))


def _holds(duty, roles, code) -> bool:
    today = timezone.localdate()
    begun = duty.period.lower <= today
    lasts = duty.period.upper is None or today < duty.period.upper
    return begun and lasts and duty.role in roles and code[: len(duty.area_id)] == duty.area_id


def lists():
    """Every list of the register's rows in the back office."""
    snippets = [model.snippet_viewset for model in get_snippet_models()]
    every = {id(one): one for one in [*admin_viewsets.viewsets, *snippets]}.values()
    return [one for one in every if getattr(getattr(one, "model", None), "_meta", None)
            and one.model._meta.app_label == "membership" and hasattr(one, "index_view")]  # fmt: skip


def index_of(viewset) -> str:
    try:
        return reverse(viewset.get_url_name("list"))
    except NoReverseMatch:
        return reverse(viewset.get_url_name("index"))


def somebody(chance):
    """With up to three duties, of which some are over or not yet begun."""
    user, today = person(), timezone.localdate()
    for _n in range(chance.randint(1, 3)):
        first = today - timedelta(days=chance.choice([400, 400, 400, -5]))
        last = chance.choice([None, None, None, today, today - timedelta(days=1)])
        last = None if last and last < first else last
        appoint(
            user, chance.choice([*ROLES, Role.CLERK, Role.OFFICER]), chance.choice(list(CODES)), first, last
        )
    return user


@pytest.fixture
def rows():
    chance = random.Random(5)
    made = {}
    for viewset in lists():
        made[viewset.model] = [row_of(viewset.model, place(where)) for where in chance.sample(VILLAGES, 2)]
    for where in VILLAGES[::2]:
        a_household(place(where), f"户主{where}", address=f"门牌{where}")
        a_resident(place(where), f"居民{where}")
    return made


@pytest.fixture(params=range(3))
def user(request, client, settings, rows):
    settings.DEMO = True  # no second factor
    client.raise_request_exception = True
    user = somebody(random.Random(request.param))
    if not request.param:
        appoint(user, Role.CLERK, "青石镇")
    assert request.param or any(sees(user, row) for row in every(Resident)), "the walk is not empty"
    client.force_login(user)
    return user


def every(model) -> list:
    return list(model._base_manager.all())


def listed(client, address, **asked) -> tuple[set, int]:
    """Rows on all pages of a list, and the count it states."""
    found, page = set(), 1
    while True:
        answer = client.get(address, {"p": page, **asked})
        if answer.status_code != 200:
            return set(), 0
        context = answer.context
        found |= {row.pk for row in context["object_list"]}
        shown = context["page_obj"]
        if not shown or not shown.has_next():
            return found, shown.paginator.count if shown else len(found)
        page += 1


def exported(client, address) -> int:
    answer = client.get(address, {"export": "csv"})
    if answer.status_code != 200:
        return 0
    return len(list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))) - 1


def test_lists_counts_exports_searches_and_choosers_show_the_same_set(client, user):
    for viewset in lists():
        model, address = viewset.model, index_of(viewset)
        name = model.__name__
        mine = {row.pk for row in every(model) if sees(user, row)}
        found, count = listed(client, address)
        assert found == mine, f"list of {name}"
        assert count == len(mine), f"count of {name}"
        if viewset.list_export:
            assert exported(client, address) == len(mine), f"export of {name}"
        assert listed(client, address, q="户主")[0] <= mine, f"search of {name}"
        if chooser := getattr(viewset, "chooser_viewset", None):
            assert chosen(client, chooser) == mine, f"chooser of {name}"
            for row in every(model):
                status = client.get(reverse(chooser.get_url_name("chosen"), args=[row.pk])).status_code
                assert (status == 200) == (row.pk in mine), f"chosen {name}"


def chosen(client, chooser) -> set:
    found, page = set(), 1
    while True:
        answer = client.get(reverse(chooser.get_url_name("choose_results")), {"p": page})
        if answer.status_code != 200:
            return found
        found |= {row.pk for row in answer.context["results"]}
        if not answer.context["results"].has_next():
            return found
        page += 1


@pytest.mark.parametrize(("name", "words", "said"), [("resident", "jm", "居民"), ("household", "hz", "户主")])
def test_a_search_finds_all_of_ones_own_and_nothing_else(client, user, name, words, said):
    viewset = next(one for one in lists() if one.model._meta.model_name == name)
    named = [row for row in every(viewset.model) if str(row).startswith(said)]
    mine = {row.pk for row in named if sees(user, row)}
    assert listed(client, index_of(viewset), q=words)[0] == mine
    assert exported_search(client, index_of(viewset), words) == len(mine)


def exported_search(client, address, words) -> int:
    answer = client.get(address, {"export": "csv", "q": words})
    return len(b"".join(answer.streaming_content).splitlines()) - 1 if answer.status_code == 200 else 0


def test_edit_and_delete_open_for_the_same_set(client, user):
    for viewset in lists():
        for row in every(viewset.model):
            for act in ("edit", "delete"):
                try:
                    address = reverse(viewset.get_url_name(act), args=[row.pk])
                except NoReverseMatch:
                    continue
                status = client.get(address).status_code
                said = f"{act} {row._meta.label} {row.pk}"
                if not sees(user, row):
                    assert status in {302, 404}, said
                    assert status == 404 or not any(sees(user, one) for one in every(viewset.model)), said
                elif act == "edit" and type(row).__name__ in CHANGES:
                    assert (status == 200) == changes(user, row), said
                elif act == "delete" and type(row).__name__ in CHANGES:
                    assert status == 302, f"{said}: nothing of the register is deleted"


def test_every_page_of_a_row_opens_for_the_same_set(client, user, rows):
    """Pages that are no viewset's: each address with one key, by the kind of row it says it shows."""
    walked = 0
    for template, view in ADMIN:
        model = model_of(view)
        if model not in rows or template.count("%(") != 1 or not template.startswith("admin/register/"):
            continue
        for row in rows[model]:
            address = "/" + template % {"pk": row.pk}
            status = client.get(address).status_code
            walked += 1
            if sees(user, row):
                assert status in {200, 405}, (template, status)
            else:
                status = client.post(address).status_code if status == 405 else status
                assert status == 404, (template, status)
    assert walked >= 6
