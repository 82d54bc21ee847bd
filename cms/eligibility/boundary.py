"""Cases at the edges, for an editor to tick: the rule's present answer stands in each as expected.

From one person's facts: every threshold a day or unit before, at and after; every fact unknown, every
yes turned to no, every other choice, one child more or less, every first and last day of a version or amount.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cms.eligibility.ask import next_question
from cms.eligibility.canonical import canonical
from cms.eligibility.dates import anniversary
from cms.eligibility.edges import Edge, edges_of
from cms.eligibility.judge import judge
from cms.eligibility.opening import judge_fully
from cms.eligibility.plausible import problems
from cms.eligibility.rules import Rules, Version
from cms.eligibility.words import day_in_words

DAY = timedelta(days=1)
Case = Mapping[str, Any]


def boundary_cases(
    rules: Rules, bases: Sequence[Case], existing: Iterable[Case] = ()
) -> list[dict[str, Any]]:
    """New cases from these, none twice and none that stands in `existing`."""
    seen = {_sameness(case) for case in (*bases, *existing)}
    made = []
    for base in bases:
        for case in _around(rules, base):
            if _sameness(case) not in seen and could_be(rules, case):
                seen.add(_sameness(case))
                made.append({**case, **answer(rules, case)})
    return made


def answer(rules: Rules, case: Case) -> dict[str, Any]:
    """What the rule says today, as a case expects it."""
    facts, on = case["facts"], date.fromisoformat(case["on"])
    verdict = judge_fully(rules, facts, on, case.get("area") or "")
    said: dict[str, Any] = {
        "verdict": verdict.verdict, "amount": None if verdict.amount is None else str(verdict.amount),
        "period": verdict.period, "per": verdict.per, "missing": list(verdict.missing),
    }  # fmt: skip
    if verdict.verdict == "no":
        said["opens_on"] = verdict.opens_on.isoformat() if verdict.opens_on else None
    if verdict.verdict == "unknown":
        asked = next_question([rules], facts, on, case.get("area") or "")
        said["next_question"] = asked.key if asked else None
    return said


def could_be(rules: Rules, case: Case) -> bool:
    """Is this a person? Nobody is born tomorrow, or has a grade that there is not."""
    return not problems(case["facts"], date.fromisoformat(case["on"]), rules.facts)


def _around(rules: Rules, base: Case) -> Iterator[dict[str, Any]]:
    on, area = date.fromisoformat(base["on"]), base.get("area") or ""
    if version := rules.version(on, area):
        for edge in edges_of(version, base["facts"], on, rules.facts):
            yield _case(rules, base, edge.facts, on, edge)
    for number in range(len(rules.versions)):
        yield from _days(rules, rules.versions[number], base)


def _case(
    rules: Rules, base: Case, facts: Mapping[str, Any], on: date, edge: "Edge | _Named"
) -> dict[str, Any]:
    case = {
        "programme": rules.code, "on": on.isoformat(), "facts": facts, "generated": True,
        "name": edge.zh, "names": {"zh": edge.zh, "en": edge.en},
    }  # fmt: skip
    return {**case, "area": base["area"]} if base.get("area") else case


def _sameness(case: Case) -> str:
    return canonical([case["on"], case.get("area") or "", case["facts"]])


@dataclass(frozen=True)
class _Named:
    zh: str
    en: str


def _days(rules: Rules, version: Version, base: Case) -> Iterator[dict[str, Any]]:
    """The first and last days of the version and its amounts, and those beside them, at the same age."""
    rows = [("版本", "the version", version.data)]
    rows += [
        (f"金额{row['value'] or '未定'}", f"the amount {row['value'] or '(open)'}", row)
        for row in version.amounts
    ]
    for zh, en, row in rows:
        for key, which in (("from", ("第一天", "first day")), ("to", ("最后一天", "last day"))):
            if not row.get(key):
                continue
            day = date.fromisoformat(row[key])
            beside = day - DAY if key == "from" else day + DAY
            after = ("前一天", "the day before") if key == "from" else ("后一天", "the day after")
            names = [
                (
                    day,
                    _Named(f"{zh}的{which[0]}（{day_in_words(day, 'zh')}）", f"{which[1]} of {en} ({day})"),
                ),
                (
                    beside,
                    _Named(
                        f"{zh}{which[0]}的{after[0]}（{day_in_words(beside, 'zh')}）",
                        f"{after[1]} the {which[1]} of {en} ({beside})",
                    ),
                ),
            ]
            for on, named in names:
                yield _case(rules, base, _best(rules, base, on), on, named)


def _best(rules: Rules, base: Case, on: date) -> Mapping[str, Any]:
    """The facts as they are or, where only that gives a yes or can be, everybody as old as in the base case."""
    years = on.year - date.fromisoformat(base["on"]).year
    both = [base["facts"], aged(base["facts"], years)]
    possible = [one for one in both if could_be(rules, {"facts": one, "on": on.isoformat()})]
    area = base.get("area") or ""
    paid = (one for one in possible if judge(rules, one, on, area).verdict == "yes")
    return next(paid, next(iter(possible), base["facts"]))


def aged(facts: Any, years: int) -> Any:
    """The same people, born (and died) so many years later."""
    if isinstance(facts, list):
        return [aged(one, years) for one in facts]
    if not isinstance(facts, Mapping):
        return facts
    return {
        key: _moved(value, years) if key.endswith("_date") else aged(value, years)
        for key, value in facts.items()
    }


def _moved(value: Any, years: int) -> Any:
    if isinstance(value, str):
        return anniversary(date.fromisoformat(value), years).isoformat()
    return value
