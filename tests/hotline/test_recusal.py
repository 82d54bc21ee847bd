"""Whoever a case is about gets no row, count, hit, notice or export line of it (P4)."""

import re

import pytest
from django.db import IntegrityError, transaction

from hotline.models import Case
from hotline.models.case import Recused
from portal import audit
from portal.roles import Role
from tests.hotline.cases import case_in, opened
from tests.people import appoint, person, place
from tests.portal.test_strangers import ADMIN

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'"[\w-]{24}"|\\?"[A-Za-z0-9]{64}\\?"')  # form tokens of ours and of Django


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # the second factor has its own tests


def everything_seen(client, user) -> dict[str, tuple[int, str]]:
    """Every admin address that needs no key, searched, filtered and exported, as this user sees it."""
    client.force_login(user)
    plain = [template for template, _view in ADMIN if "%(" not in template and "logout" not in template]
    asked = [f"/{path}" for path in plain]
    asked += [f"/admin/cases/{query}" for query in (
        "?q=路灯", "?q=C26", "?open=true", "?overdue=true", "?state=registered", "?kind=complaint",
        "?export=csv", "?export=xlsx", "results/?q=路灯")]  # fmt: skip
    return {address: seen(client, address) for address in asked}


def seen(client, address) -> tuple[int, str]:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "xlsx" in address:
        return answer.status_code, str(len(body) // 50)  # a zipped date differs by a byte
    return answer.status_code, CHANGING.sub("", body.decode("utf-8", "replace"))


@pytest.mark.parametrize("named", ["herself", "her unit", "by name in the text"])
def test_the_house_looks_to_her_as_if_the_case_were_not_there(client, named):
    clerk = person(Role.CLERK, "柳河村", last_name="郑", first_name="晓霞")
    case_in("registered", text="另一件事：井盖松了")
    client.force_login(clerk)
    before = everything_seen(client, clerk)

    text = "郑晓霞收材料时说话难听" if named == "by name in the text" else "路灯坏了没人管，工作人员态度不好"
    case = opened(text=text).case
    if named != "by name in the text":
        case.name_accused([clerk if named == "herself" else place("柳河村")])
    after = everything_seen(client, clerk)

    different = [address for address in before if before[address] != after[address]]
    assert different == []
    assert client.get(f"/admin/desk/{case.pk}/").status_code == 404
    for deed in ("accept", "assign", "answer", "close", "note", "accuse", "reveal", "reopen"):
        assert client.post(f"/admin/desk/{case.pk}/{deed}/").status_code == 404
    other = person(Role.OPERATOR, "安禾县")
    assert case in Case.objects.visible_to(other), "somebody still sees it"


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_texts_and_log_lines_of_the_case_are_kept_from_who_is_named(client, role):
    named, other = person(role, "安禾县"), person(role, "安禾县")
    case = case_in("answered")
    case.name_accused([named])
    audit.record(other, "reveal", case, reason="看看号码")
    for user, times in [(named, 0), (other, 3)]:
        client.force_login(user)
        assert client.get("/admin/texts/").content.decode().count(case.number) == times
        assert ("看看号码" in client.get("/admin/audit/").content.decode()) == (
            times and role == Role.AUDITOR
        )


def test_the_walk_would_notice(client):
    """Without recusal the same walk differs: the test above can fail."""
    clerk = person(Role.CLERK, "柳河村")
    before = everything_seen(client, clerk)
    opened()
    after = everything_seen(client, clerk)
    changed = {address for address in before if before[address] != after[address]}
    assert {"/admin/", "/admin/cases/", "/admin/cases/?export=csv", "/admin/cases/?q=路灯"} <= changed


class TestHandling:
    def test_she_is_never_offered_as_handler(self):
        handler, other = person(Role.HANDLER, "柳河镇"), person(Role.HANDLER, "柳河镇")
        case = case_in("accepted")
        case.name_accused([handler])
        assert list(case.eligible_handlers().filter(duties__role=Role.HANDLER)) == [other]
        with pytest.raises(Recused):
            case.assign(handler, other)

    def test_the_database_refuses_her_whatever_the_code_thinks(self):
        handler = person(Role.HANDLER, "柳河镇")
        case = case_in("accepted")
        case.name_accused([handler])
        with pytest.raises(IntegrityError, match="hotline_case_recusal"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(handler=handler)

    def test_a_handler_who_turns_out_to_be_named_gives_it_back(self):
        handler = person(Role.HANDLER, "柳河镇")
        case = case_in("assigned", handler=handler)
        case.accused.create(user=handler)
        case.withdraw_from_recused(person(Role.OPERATOR, "安禾县"))
        assert case.handler is None

    def test_a_second_duty_elsewhere_does_not_open_it(self):
        officer = person(Role.OFFICER, "柳河镇")
        appoint(officer, Role.OPERATOR, "安禾县")
        case = opened().case
        case.name_accused([officer])
        assert case not in Case.objects.visible_to(officer)
