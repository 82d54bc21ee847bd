"""The invented county's places and people, for any test: `place("柳河村")`, `person(Role.CLERK, "柳河村")`."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from portal.models import Area, Duty, User

CODES = {
    "安禾县": "990001",
    "青石镇": "990001101",
    "青石村": "990001101001",
    "石桥村": "990001101002",
    "东坡村": "990001101003",
    "柳河镇": "990001102",
    "柳河村": "990001102001",
    "沙湾村": "990001102002",
    "南岭村": "990001102003",
}
_numbers = count(1)


def place(name: str) -> Area:
    """The area of that name; those above it come along."""
    code = CODES[name]
    for other, path in CODES.items():
        if code.startswith(path):
            Area.objects.get_or_create(code=path, defaults={"name": other})
    return Area.objects.get(code=code)


def person(role=None, where: str = "", *, username: str = "", **fields) -> User:
    """Somebody with that duty there since yesterday, or with none."""
    user = User.objects.create_user(username or f"person-{next(_numbers)}", **{"last_name": "王", **fields})
    if role:
        appoint(user, role, where)
    return user


def appoint(user, role, where: str, first_day=None, last_day=None) -> Duty:
    duty = Duty(user=user, role=role, area=place(where))
    duty.hold(first_day or timezone.localdate() - timedelta(days=1), last_day)
    duty.save()
    return duty
