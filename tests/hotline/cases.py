"""Cases and staff for the tests of cases."""

from itertools import count

from hotline.models import Case
from portal.roles import Role
from tests.people import person, place

PHONE = "+8613900139001"
_keys = count(1)
PATH = {
    "registered": [],
    "accepted": ["accept"],
    "assigned": ["accept", "assign"],
    "answered": ["accept", "assign", "answer"],
    "closed": ["accept", "assign", "answer", "close"],
    "reopened": ["accept", "assign", "answer", "reopen"],
}


def opened(where="柳河村", *, kind="complaint", text="路灯坏了两个月没人修", reporter=f"sms:{PHONE}", **more):
    """A new case with the code its reporter got."""
    key = more.pop("key", f"test:{next(_keys)}")
    return Case.objects.open(kind=kind, text=text, area=place(where).code, reporter=reporter, key=key, **more)


def case_in(state: str, handler=None, operator=None, **more) -> Case:
    """A case that has come as far as `state`, by the allowed moves."""
    case = opened(**more).case
    operator = operator or person(Role.OPERATOR, "安禾县")
    deeds = {
        "accept": lambda: case.accept(operator),
        "assign": lambda: case.assign(handler or person(Role.HANDLER, "柳河镇"), operator),
        "answer": lambda: case.answer("修好了", "《办法》", case.handler),
        "close": lambda: case.close(operator),
        "reopen": lambda: case.reopen("还是不亮"),
    }
    for deed in PATH[state]:
        deeds[deed]()
    return case
