"""A check kept in the visitor's server-side session, for an hour after the last tap."""

import secrets
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from cms.check.path import Path, Said
from cms.eligibility import Rules
from cms.eligibility.discretion import own_business
from portal.models import Area

KEY, IDLE_SECONDS = "check", 60 * 60


class Check:
    """Which programmes, the path so far, and what was already kept of it."""

    def __init__(self, codes: Sequence[str], path: Path, token: str, kept: str = ""):
        self.codes, self.path, self.token, self.kept = list(codes), path, token, kept

    @classmethod
    def begin(cls, codes: Sequence[str], rules: Sequence[Rules]) -> "Check":
        check = cls(codes, Path(timezone.localdate(), asked_of(codes, rules), county()), secrets.token_hex(8))
        check.path.go_on()
        return check

    @classmethod
    def of(cls, request, rules: Sequence[Rules]) -> "Check | None":
        """The visitor's check; one left alone for an hour, or no longer readable, is gone."""
        data = request.session.get(KEY)
        if data is None:
            return None
        try:
            if time.time() - data["seen"] <= IDLE_SECONDS:
                check = _read(data, rules)
                check.path.facts()
                return check
        except (KeyError, IndexError, TypeError, ValueError):  # the questions have been rewritten meanwhile
            pass
        forget(request)
        return None

    def touch(self, request) -> None:
        """Looking counts as being there."""
        if time.time() - request.session[KEY]["seen"] > 300:
            self.keep(request)

    def keep(self, request) -> None:
        path = self.path
        request.session[KEY] = {
            "seen": int(time.time()), "codes": self.codes, "kept": self.kept, "on": path.on.isoformat(),
            "area": path.area, "token": self.token,
            "said": [_row(one) for one in path.said], "spare": [_row(one) for one in path.spare.values()],
            "open": path.open,
        }  # fmt: skip


def forget(request) -> None:
    request.session.pop(KEY, None)


def _row(said: Said) -> list[Any]:
    return [said.key, said.member, said.value, said.typed]


def _read(data: dict[str, Any], rules: Sequence[Rules]) -> Check:
    said, spare = ([Said(*row) for row in data[name]] for name in ("said", "spare"))
    path = Path(date.fromisoformat(data["on"]), asked_of(data["codes"], rules), data["area"], said)
    path.spare = {one.about: one for one in spare}
    path.open = (data["open"][0], data["open"][1]) if data["open"] else None
    if path.open:
        path.question(path.last_step)
    return Check(data["codes"], path, data["token"], data["kept"])


def chosen(codes: Sequence[str], rules: Sequence[Rules]) -> list[Rules]:
    """Those asked for by name, or all that are not somebody's own business."""
    return [one for one in rules if (one.code in codes if codes else not own_business(one))]


def asked_of(codes: Sequence[str], rules: Sequence[Rules]) -> list[Rules]:
    """What a machine asks for: programmes that touch a grief are asked about by a person."""
    return [one for one in chosen(codes, rules) if not one.data.get("by_person")]


def county() -> str:
    """The county this house serves; rules may differ by region."""
    codes = list(Area.objects.filter(code__length=6).values_list("code", flat=True)[:2])
    return codes[0] if len(codes) == 1 else ""
