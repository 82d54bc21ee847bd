"""A check kept in the visitor's server-side session, for an hour after the last tap."""

import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from cms.check.path import Path, Said
from cms.eligibility import Rules

KEY, IDLE_SECONDS = "check", 60 * 60


class Check:
    """Which programmes, the path so far, and what was already kept of it."""

    def __init__(self, codes: Sequence[str], path: Path, kept: str = ""):
        self.codes, self.path, self.kept = list(codes), path, kept

    @classmethod
    def begin(cls, codes: Sequence[str], rules: Sequence[Rules]) -> "Check":
        check = cls(codes, Path(timezone.localdate()))
        check.path.go_on(check.asked_of(rules))
        return check

    def chosen(self, rules: Sequence[Rules]) -> list[Rules]:
        return [one for one in rules if not self.codes or one.code in self.codes]

    def asked_of(self, rules: Sequence[Rules]) -> list[Rules]:
        """Programmes that touch a grief are asked about by a person."""
        return [one for one in self.chosen(rules) if not one.data.get("by_person")]

    @classmethod
    def of(cls, request) -> "Check | None":
        """The visitor's check; one left alone for an hour, or no longer readable, is gone."""
        data = request.session.get(KEY)
        if data is None:
            return None
        if time.time() - data["seen"] > IDLE_SECONDS:
            forget(request)
            return None
        try:
            check = _read(data)
            check.path.facts()
        except (KeyError, IndexError, TypeError, ValueError):  # the questions have been rewritten meanwhile
            forget(request)
            return None
        return check

    def touch(self, request) -> None:
        """Looking counts as being there."""
        if time.time() - request.session[KEY]["seen"] > 300:
            self.keep(request)

    def keep(self, request) -> None:
        path = self.path
        request.session[KEY] = {
            "seen": int(time.time()), "codes": self.codes, "kept": self.kept, "on": path.on.isoformat(),
            "said": [_row(one) for one in path.said], "spare": [_row(one) for one in path.spare.values()],
            "open": path.open,
        }  # fmt: skip


def forget(request) -> None:
    request.session.pop(KEY, None)


def _row(said: Said) -> list[Any]:
    return [said.key, said.member, said.value, said.typed]


def _read(data: dict[str, Any]) -> Check:
    said, spare = ([Said(*row) for row in data[name]] for name in ("said", "spare"))
    path = Path(date.fromisoformat(data["on"]), said, {one.about: one for one in spare})
    path.open = (data["open"][0], data["open"][1]) if data["open"] else None
    return Check(data["codes"], path, data["kept"])
