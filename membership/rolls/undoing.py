"""Takes an import back, last rows first: what nobody changed or used since. The rest is kept, with the reason."""

import json
from collections import defaultdict

from django.utils import timezone

from membership.models.roll import RollImport, RollRow, RollState
from membership.rolls.deeds import model_of, print_of, put_back
from portal import audit

AT_ONCE = 300
BACKWARDS = (
    "pairing", "office", "council", "membership", "householdmember", "identitynumber", "household", "membergroup", "resident",
)  # fmt: skip
SHARED = {"membergroup", "council"}  # stay while somebody else belongs to them; no row is kept for that
Key = tuple[str, str]


def undo(roll: RollImport) -> None:
    """One chunk, from the end."""
    waiting = roll.rows.filter(written=True, kept=[]).order_by("-number")
    rows = list(waiting[:AT_ONCE])
    if not rows:
        roll.state, roll.ended_at = RollState.UNDONE, timezone.now()
        roll.save(update_fields=["state", "ended_at"])
        audit.record(roll.by, "took a roll back", roll, kept=roll.rows.filter(written=True).count())
        return
    _Undo(rows).run()
    RollRow.objects.bulk_update(rows, ["written", "deeds", "kept"])
    RollRow.objects.filter(pk__in=[row.pk for row in rows if not row.kept]).update(before=b"")
    roll.upto += len(rows)
    roll.save(update_fields=["upto"])


class _Undo:
    def __init__(self, rows: list[RollRow]):
        self.rows = rows
        wanted = defaultdict(set)
        for row in rows:
            for model, key, _how, _mark in row.deeds:
                wanted[model].add(key)
        self.things = {
            (model, str(one.pk)): one
            for model, keys in wanted.items()
            for one in model_of(model).objects.select_for_update().filter(pk__in=keys)
        }

    def run(self) -> None:
        for row in self.rows:
            if any(self.changed(deed) for deed in row.deeds):
                row.kept = [["changed_since_import"]]
        self._keep_what_is_used()
        for model in BACKWARDS:
            self._take_back(model)
        for row in self.rows:
            if not row.kept:
                row.written, row.deeds = False, []

    def changed(self, deed) -> bool:
        model, key, _how, mark = deed
        one = self.things.get((model, key))
        return one is None or print_of(one) != mark

    def going(self, model: str, how: str):
        for row in self.rows:
            for name, key, done, _mark in reversed(row.deeds):
                if not row.kept and (name, done) == (model, how):
                    yield row, self.things[model, key]

    def _keep_what_is_used(self) -> None:
        """Until nothing changes: a row is kept while something that stays leans on what it made."""
        used = self._users()
        while True:
            gone = {
                (m, k) for row in self.rows if not row.kept for m, k, how, _p in row.deeds if how == "made"
            }
            self.unused = {one for one in gone if not used[one] - gone}
            held = [row for row in self.rows if not row.kept and self._is_held(row, used, gone)]
            if not held:
                return
            for row in held:
                row.kept = [["used_since_import"]]

    @staticmethod
    def _is_held(row: RollRow, used: dict[Key, set[Key]], gone: set[Key]) -> bool:
        made = [(model, key) for model, key, how, _mark in row.deeds if how == "made" and model not in SHARED]
        return any(used[one] - gone for one in made)

    def _users(self) -> dict[Key, set[Key]]:
        """What refers to each thing made here."""
        made = defaultdict(list)
        for row in self.rows:
            for model, key, how, _mark in row.deeds:
                if how == "made":
                    made[model].append(key)
        users: dict[Key, set[Key]] = defaultdict(set)
        for model, keys in made.items():
            for relation in model_of(model)._meta.related_objects:
                self._referring(users, model, keys, relation)
        return users

    @staticmethod
    def _referring(users, model: str, keys: list[str], relation) -> None:
        other = relation.related_model
        if other is RollRow or relation.many_to_many:
            return
        column = relation.field.attname
        found = other._base_manager.filter(**{f"{column}__in": keys}).values_list("pk", column)
        for pk, target in found:
            users[model, str(target)].add((other._meta.model_name, str(pk)))

    def _take_back(self, model: str) -> None:
        for row, one in self.going(model, "changed"):
            put_back(one, json.loads(row.before.open())[f"{model}:{one.pk}"])
            one.save()
        gone = [one.pk for _row, one in self.going(model, "made")]
        if model in SHARED:
            gone = [pk for pk in gone if (model, str(pk)) in self.unused]
        if gone:
            model_of(model)._base_manager.filter(pk__in=gone).delete()
