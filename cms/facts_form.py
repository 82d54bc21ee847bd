"""A person's facts as a form, made from the definitions of the facts that some rules use.

A field left blank is unknown. Children are rows, added and taken away by buttons that submit the form,
so it works without JavaScript; "no children" is said, never assumed. What the form does not show of
the facts it started with stays as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from cms import fact_use
from cms.eligibility import Rules
from cms.eligibility.ask import MOST_CHILDREN
from cms.eligibility.contradictions import contradictions
from cms.eligibility.plausible import RANGES
from cms.facts_fields import DateField, MoneyField, NumberField, PickField, TicksField
from cms.facts_words import at_odds, label_of, options_of, scopes, seen_in_the_papers

NESTED, SPOUSE = fact_use.NESTED, "spouse."
FIRST_CLAIM_YEAR = 2025
ABOUT_THE_TELLING = {"children_scope"}


@dataclass
class Group:
    """Fields under one heading; `row` is the number of a child's row."""

    title: str
    fields: list[BoundField] = field(default_factory=list)
    row: int | None = None
    kind: str = ""


class FactsForm(forms.Form):
    """`facts` are those it starts from; after `is_valid()` `told` holds the facts as they are now."""

    def __init__(
        self, rules: Iterable[Rules], on: date, data=None, facts: Mapping[str, Any] | None = None,
        by_clerk=False, **kwargs,
    ):  # fmt: skip
        super().__init__(data, **kwargs)
        self.by_clerk = by_clerk
        self.rules, self.on, self.start = list(rules), on, dict(facts or {})
        self.definitions = fact_use.definitions(self.rules)
        self.keys = [key for key in self.definitions if key in self._shown() and key != "staff_decision"]
        self.rows = self._rows()
        for key in self.keys:
            if key == "children":
                self._add(
                    key, PickField(choices=scopes(), label=_("Which children are below")), self._scope()
                )
            elif not key.startswith(NESTED):
                self._add(key, self._field(key), _at(self.start, key))
        for row in self.rows:
            for key in self.of_a_child:
                self._add(f"child-{row}.{key}", self._field(NESTED + key), self._child(row).get(key))

    def _shown(self) -> set[str]:
        """The facts the rules use, and those told already."""
        return fact_use.facts_of_all(self.rules) | set(_told_keys(self.start))

    def _add(self, name: str, made: forms.Field, value: Any) -> None:
        made.initial = None if isinstance(value, Mapping) and "unknown" in value else value
        self.fields[name] = made

    def _field(self, key: str) -> forms.Field:
        fact = self.definitions[key]
        words = {"label": label_of(fact), "help_text": ""}
        if fact.type == "date":
            return DateField(on=self.on, **words)
        if fact.type == "number":
            return NumberField(within=RANGES.get(key.removeprefix(NESTED), (0, 10_000)), **words)
        if fact.type == "money":
            return MoneyField(**words)
        if fact.type in {"list", "years"}:
            return TicksField(choices=self._list(fact), **words)
        if key == "births_confirmed" and self.by_clerk:
            return PickField(choices=seen_in_the_papers(), **words)
        return PickField(choices=options_of(fact, self._used(key)), **words)

    def _values(self, key: str) -> list[Any]:
        """What is said of this fact already; of each child, if it is a child's."""
        holders = self._children() if key.startswith(NESTED) else [self.start]
        return [_at(holder, key.removeprefix(NESTED)) for holder in holders]

    def _used(self, key: str) -> set[Any]:
        return {value for value in self._values(key) if isinstance(value, str | bool | int)}

    def _list(self, fact) -> list[tuple[Any, str]]:
        told = set()
        for value in self._values(fact.key):
            told |= set(value) if isinstance(value, list) else set()
        if fact.type == "years":
            return [
                (year, str(year)) for year in sorted(told | set(range(FIRST_CLAIM_YEAR, self.on.year + 1)))
            ]
        names = {rules.code: rules.name for rules in self.rules}
        codes = {*fact_use.programmes_asked(self.rules), *names, *told}
        return [(code, label_of(names[code]) if code in names else code) for code in sorted(codes)]

    # -- children -------------------------------------------------------------------------------

    @property
    def of_a_child(self) -> list[str]:
        return [key.removeprefix(NESTED) for key in self.keys if key.startswith(NESTED)]

    @property
    def asks_children(self) -> bool:
        return "children" in self.keys

    def _rows(self) -> list[int]:
        if not self.is_bound:
            return list(range(len(self._children())))
        written = self.data.get(self.add_prefix("rows"), "").split()
        rows = dict.fromkeys(int(one) for one in written if one.isdecimal() and len(one) < 4)
        return list(rows)[:MOST_CHILDREN]

    def _child(self, row: int) -> Mapping[str, Any]:
        children = self._children()
        return children[row] if row < len(children) else {}

    def _children(self) -> list[Mapping[str, Any]]:
        told = self.start.get("children")
        return told if isinstance(told, list) else []

    def _scope(self) -> str | None:
        children = self.start.get("children")
        if not isinstance(children, list):
            return None
        scope = self.start.get("children_scope", "all")
        return "none" if not children and scope == "all" else scope

    # -- reading --------------------------------------------------------------------------------

    def clean(self):
        if not self.errors:
            for path, _value, _allowed in contradictions(self.told, self.on):
                self._cannot_be(path)
        if self.cleaned_data.get("children") == "none" and self._any_child_told():
            self.add_error(
                "children", _("Below are facts about a child. Take the child away, or choose another answer.")
            )
        elif self.rows and self.asks_children and not self.cleaned_data.get("children") and not self.errors:
            self.add_error("children", _("Say whether the children below are all of them."))
        return self.cleaned_data

    def _cannot_be(self, path: str) -> None:
        """At odds with the rest: said at its field, `children[1].alive` at that child's."""
        holder, _dot, key = path.rpartition(".")
        number = holder.removeprefix("children[").removesuffix("]")
        name = f"child-{self.rows[int(number)]}.{key}" if number.isdecimal() else path
        if name in self.fields:
            self.add_error(name, at_odds(key))

    def _any_child_told(self) -> bool:
        names = (f"child-{row}.{key}" for row in self.rows for key in self.of_a_child)
        return any(self.cleaned_data.get(name) is not None for name in names)

    @property
    def told(self) -> dict[str, Any]:
        """The facts in JSON, without what is blank."""
        facts = deepcopy(self.start)
        for key in self.keys:
            if key != "children" and not key.startswith(NESTED):
                _put(facts, key, self.cleaned_data.get(key))
        if self.asks_children:
            self._put_children(facts)
        return facts

    def _put_children(self, facts: dict[str, Any]) -> None:
        scope = self.cleaned_data.get("children")
        for key in ("children", "children_scope"):
            if scope or isinstance(facts.get(key), list | str):
                facts.pop(key, None)
        if scope:
            facts["children"] = [] if scope == "none" else [self._told_child(row) for row in self.rows]
        if scope in {"living", "young"}:
            facts["children_scope"] = scope

    def _told_child(self, row: int) -> dict[str, Any]:
        child = deepcopy(dict(self._child(row)))
        for key in self.of_a_child:
            _put(child, key, self.cleaned_data.get(f"child-{row}.{key}"))
        return child

    # -- showing --------------------------------------------------------------------------------

    def groups(self) -> Iterator[Group]:
        """The person, the spouse, what only staff record, the children, each child."""
        names = [key for key in self.keys if not key.startswith(NESTED) and key != "children"]
        staff = [key for key in names if self.definitions[key].staff_only]
        spouse = [key for key in names if key.startswith(("spouse.", "spouse_"))]
        person = [key for key in names if key not in {*staff, *spouse}]
        for title, keys in (
            (_("The person"), person),
            (_("The spouse"), spouse),
            (_("From the papers, by staff"), staff),
        ):
            if keys:
                yield Group(title, [self[key] for key in keys])
        if self.asks_children:
            yield Group(_("Children"), [self["children"]], kind="children")
            for number, row in enumerate(self.rows, 1):
                fields = [self[f"child-{row}.{key}"] for key in self.of_a_child]
                yield Group(_("Child %(number)s") % {"number": number}, fields, row=row)

    def said(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The facts in words, group by group, without what is not known."""
        for group in self.groups():
            values = [(bound, self.cleaned_data.get(bound.name)) for bound in group.fields]
            rows = [
                (str(bound.label), bound.field.said(value)) for bound, value in values if value is not None
            ]
            if rows:
                yield group.title, rows

    @property
    def rows_name(self) -> str:
        return self.add_prefix("rows")

    @property
    def more_name(self) -> str:
        return self.add_prefix("more")

    @property
    def less_name(self) -> str:
        return self.add_prefix("less")

    @property
    def rows_value(self) -> str:
        return " ".join(map(str, self.rows))


def with_rows_changed(data, prefix: str = ""):
    """The posted form with a child more or less, if that is the button that was pressed; else None."""
    name = f"{prefix}-{{}}" if prefix else "{}"
    more, less, rows = (name.format(one) for one in ("more", "less", "rows"))
    if more not in data and less not in data:
        return None
    data = data.copy()
    wanted, gone = data.pop(more, None), data.pop(less, [""])[-1]
    held = [row for row in data.get(rows, "").split() if row.isdecimal() and row != gone]
    if wanted and len(held) < MOST_CHILDREN:
        # Never a number that a child of the start had: what is not shown of it would come back.
        held.append(str(max(MOST_CHILDREN - 1, -1, *map(int, held)) + 1))
        if data.get(name.format("children"), "") in {"", "none"}:
            data[name.format("children")] = "all"
    data[rows] = " ".join(held)
    return data


def _told_keys(facts: Mapping[str, Any]) -> Iterator[str]:
    for key, value in facts.items():
        if key == "spouse" and isinstance(value, Mapping):
            yield from (f"{SPOUSE}{name}" for name in value)
        elif key == "children":
            yield key
            yield from (
                f"{NESTED}{name}" for child in value or [] if isinstance(child, Mapping) for name in child
            )
        elif key not in ABOUT_THE_TELLING:
            yield key


def _at(holder: Any, key: str) -> Any:
    for part in key.split("."):
        holder = holder.get(part) if isinstance(holder, Mapping) else None
    return holder


def _put(holder: dict[str, Any], key: str, value: Any) -> None:
    """Blank takes a fact away, except where it says why it is unknown."""
    *path, last = key.split(".")
    inner: Any = holder
    for part in path:
        if not isinstance(inner.get(part), dict):
            if value is None:
                return
            inner[part] = {}
        inner = inner[part]
    if value is not None:
        inner[last] = value
    elif not (isinstance(inner.get(last), Mapping) and "unknown" in inner[last]):
        inner.pop(last, None)
