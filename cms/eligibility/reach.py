"""What in a rule can never matter: criteria that are always true or never, branches and amounts out of reach, gaps.

Decided by going through everybody who could make a difference (`worlds`); what cannot be gone through
is not spoken about.
"""

import itertools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from cms.eligibility.canonical import canonical
from cms.eligibility.criteria import weigh
from cms.eligibility.edits import Path, of_value, put
from cms.eligibility.facts import Facts
from cms.eligibility.finding import Finding, error, warning
from cms.eligibility.known import Known, read_facts
from cms.eligibility.rules import walk
from cms.eligibility.same import cannot_show, lasting_days
from cms.eligibility.words import day_in_words
from cms.eligibility.worlds import worlds

DAY = timedelta(days=1)
UNDECIDED = {"staff", "schedule", "note"}
Version = Mapping[str, Any]


def findings(data: Mapping[str, Any], facts: Facts) -> Iterator[Finding]:
    yield from _version_gaps(data["versions"])
    for place, version in enumerate(data["versions"]):
        whole = [
            *version["criteria"],
            *(n for v in version.get("variants", []) for n in v.get("criteria", [])),
        ]
        for node in whole:
            yield from _criterion(node, version, facts)
        if not version.get("pays_by"):
            yield from _amount_days(version)
            yield from _out_of_reach(data, place, facts)


def _criterion(node: Mapping[str, Any], version: Version, facts: Facts) -> Iterator[Finding]:
    values = _values([node], version, facts)
    if values and set(values[0]) == {True}:
        yield warning(
            node["id"],
            f"{node['id']}对谁都成立，等于没有",
            f"{node['id']} is always true, so it decides nothing",
        )
    elif values and set(values[0]) == {False}:
        yield error(node["id"], f"{node['id']}对谁都不成立", f"{node['id']} is never true, so nobody can fit")
    else:
        yield from _branches(node, node["id"], version, facts)


def _branches(
    node: Mapping[str, Any], where: str, version: Version, facts: Facts, member: bool = False
) -> Iterator[Finding]:
    inner = node.get("of", [])
    inner = inner if isinstance(inner, list) else [inner]
    if inner and (values := _values(inner, version, facts, member)):
        yield from _idle(node, values, where)
    for one in inner:
        yield from _branches(one, where, version, facts, member)
    if node.get("where"):
        yield from _branches({"kind": "all", "of": [node["where"]]}, where, version, facts, member=True)


def _idle(node: Mapping[str, Any], values: list[list[Any]], where: str) -> Iterator[Finding]:
    """Branches that never decide: false for everybody in an `any`, true for everybody in an `all`, or only said again."""
    for number, seen in enumerate(values, 1):
        before = list(zip(*values[: number - 1], strict=True)) or [()] * len(seen)
        if node["kind"] == "any" and not any(seen):
            if None not in seen:
                yield warning(
                    where, f"{where}的第{number}个分支谁都走不到", f"{where}: branch {number} fits nobody"
                )
        elif node["kind"] == "any" and all(
            any(others) for others, one in zip(before, seen, strict=True) if one is not False
        ):
            yield warning(
                where,
                f"{where}的第{number}个分支已包含在前面的分支里",
                f"{where}: branch {number} is already covered by those before it",
            )
        elif node["kind"] == "all" and set(seen) == {True}:
            yield warning(
                where, f"{where}的第{number}个分支总是成立", f"{where}: branch {number} is always true"
            )
        elif node["kind"] == "all" and set(seen) == {False}:
            yield warning(
                where, f"{where}的第{number}个分支从不成立", f"{where}: branch {number} is never true"
            )


def _values(
    nodes: list[Mapping[str, Any]], version: Version, facts: Facts, member: bool = False
) -> list[list[Any]]:
    """What each node comes to, for everybody of whom all is known; empty where that cannot be gone through."""
    if any(one["kind"] in UNDECIDED - {"staff"} for one in walk(nodes)):
        return []
    each = member or bool(version.get("each"))
    columns: list[list[Any]] = [[] for _node in nodes]
    for day in lasting_days(version):
        people = worlds(nodes, facts, day, each, unknowns=False)
        if not people:
            return []
        for person in people:
            known = Known(read_facts(person, facts), day, None, facts)
            known = known.child(known.facts["children"][0]) if each else known
            for column, node in zip(columns, nodes, strict=True):
                column.append(weigh(node, known).value)
    return columns


def _version_gaps(versions: list[Version]) -> Iterator[Finding]:
    rows = sorted(versions, key=lambda one: one["from"])
    for one, two in itertools.pairwise(rows):
        yield from _gap("version", one.get("to"), two["from"], ("没有规则生效", "no rule is in force"))


def _gap(where: str, last: str | None, following: str, what: tuple[str, str]) -> Iterator[Finding]:
    if not last:
        return
    starts, ends = date.fromisoformat(last) + DAY, date.fromisoformat(following) - DAY
    if starts <= ends:
        zh, en = (tuple(day_in_words(day, language) for day in (starts, ends)) for language in ("zh", "en"))
        yield warning(
            f"{where} {following}", f"从{zh[0]}到{zh[1]}{what[0]}", f"From {en[0]} to {en[1]} {what[1]}"
        )


def _amount_days(version: Version) -> Iterator[Finding]:
    """Days without any row between rows, and rows of one kind that overlap."""
    rows = sorted(version.get("amounts", []), key=lambda row: row.get("from") or "")
    covered = None
    for row in rows:
        if covered and row.get("from"):
            yield from _gap("amount", covered, row["from"], ("没有金额", "there is no amount"))
        ends = row.get("to") or "9999-12-31"
        covered = max(covered or ends, ends) if ends != "9999-12-31" else "9999-12-30"
    if version.get("amount_rule", "first") == "first":
        yield from _overlaps(rows)


def _overlaps(rows: list[Mapping[str, Any]]) -> Iterator[Finding]:
    def kind(row: Mapping[str, Any]) -> str:
        return canonical([row.get("guard"), row.get("areas")])

    for _kind, group in itertools.groupby(sorted(rows, key=kind), kind):
        for one, two in itertools.pairwise(group):
            if not one.get("to") or one["to"] >= (two.get("from") or ""):
                days = (one.get("from") or "…", two.get("from") or "…")
                yield warning(
                    f"amount {days[1]}",
                    f"{days[0]}和{days[1]}起的金额时间重叠",
                    f"The amounts from {days[0]} and {days[1]} overlap",
                )


def _out_of_reach(data: Mapping[str, Any], place: int, facts: Facts) -> Iterator[Finding]:
    """A row whose sum could be any other and nobody would notice."""
    for number, row in enumerate(data["versions"][place].get("amounts", [])):
        path: Path = ("versions", place, "amounts", number)
        changed = data
        for where, value in of_value(row, path).changes:
            changed = put(changed, where, value)
        if cannot_show(data, changed, facts, confirmed=True):
            name = f"amount {row.get('from') or ''}".strip()
            value, since = row.get("value"), row.get("from")
            yield warning(
                name, f"{since or '开始'}起的金额{value or '（未定）'}谁都用不到",
                f"The amount {value or '(open)'} from {since or 'the start'} is never reached",
            )  # fmt: skip
