"""The rural reward (JF) on one day, by our three evaluators and by two other engines, measured in turns in one run."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from statistics import mean
from time import process_time

from bench import peers, report
from bench.measure import cpu
from cms.eligibility import Rules, judge, next_question, read_facts, record_answer
from cms.eligibility.batch import judge_all_columns, judge_columns
from cms.eligibility.columns import BLOCK, Columns
from cms.eligibility.compiled import compiled
from cms.eligibility.facts import PROGRAMMES
from tests.cms.dialogues import KNOWN_HERE, answer, asked_until_settled, in_own_order, one_by_one, shares
from tests.cms.village import as_registered, village

ON = date(2026, 11, 24)
DAY = str(ON)
SECTION = "Rules against peers"
ALL = [Rules.from_json(json.loads(path.read_text())) for path in sorted(PROGRAMMES.glob("[A-Z]*.json"))]
IN_FORCE = [rules for rules in ALL if rules.version(ON)]
JF = next(rules for rules in ALL if rules.code == "JF")
SEVERAL = 50  # people judged in one call of a measured action, so that the clock's own cost does not count
REGISTER = 1_000_000


def main() -> None:
    people = village(BLOCK)
    parts = [
        _agreement(people[:600]),
        _one_person(people),
        _register(people),
        _dialogue(people[:40]),
        _questions(people[:600]),
    ]
    text = f"Written by `make bench-rules` on {report.here_and_now()}. {__doc__}\n\n" + "\n\n".join(parts)
    report.write({SECTION: text})
    print(text)  # noqa: T201


def _line(what: str, value: float, unit: str, ratio: float, goal: str) -> str:
    return f"| {what} | {value:,.2f} {unit} | {ratio:,.1f} | {goal} |"


def _table(rows: Sequence[str], first: str, ratio: str) -> str:
    return "\n".join([f"| {first} | CPU | {ratio} | goal |", "|---|--:|--:|---|", *rows])


def _agreement(people: list[dict]) -> str:
    """Before the clock: with everything known, do all say the same?"""
    engine, system = peers.zen_engine(ON), peers.country()
    ours = [judge(JF, one, ON).verdict for one in people]
    others = {
        "ZEN": [engine.evaluate("JF", peers.as_context(one))["result"]["verdict"] for one in people],
        "OpenFisca": [
            peers.VERDICTS[code]
            for code in peers.calculate_again(peers.many_households(system, people, DAY), DAY)
        ],
    }
    for name, said in others.items():
        different = [number for number, pair in enumerate(zip(ours, said, strict=True)) if pair[0] != pair[1]]
        if different:
            raise AssertionError(
                f"{name} says something else of {len(different)} people, first {people[different[0]]}"
            )
    return f"All agree on {len(people)} people of whom everything is known ({ours.count('yes')} yes)."


def _one_person(people: list[dict]) -> str:
    named = {
        "children",
        "spouse",
        *(key for key in JF.facts if f'"{key}"' in json.dumps(JF.version(ON).criteria)),
    }
    some = [{key: value for key, value in one.items() if key in named} for one in people[:SEVERAL]]
    told = [read_facts(one, JF.facts) for one in some]
    contexts = [peers.as_context(one) for one in people[:SEVERAL]]
    requests = [{"key": "JF", "context": one} for one in contexts]
    families = [peers.as_household(one, DAY) for one in some[:5]]
    engine, system, verdict = peers.zen_engine(ON), peers.country(), compiled(JF, ON)
    decision = engine.get_decision("JF")

    def each(action: Callable, rows: Sequence) -> Callable[[], object]:
        return lambda: [action(row) for row in rows]

    actions = {
        "compiled": each(verdict, told), "compiled, facts read from JSON": each(lambda one: verdict(read_facts(one, JF.facts)), some),
        "traced": each(lambda one: judge(JF, one, ON), told), "traced, facts read from JSON": each(lambda one: judge(JF, one, ON), some),
        "ZEN table": each(decision.evaluate, contexts), "ZEN table by key": each(lambda one: engine.evaluate("JF", one), contexts),
        "ZEN trace": each(lambda one: decision.evaluate(one, {"trace": True}), contexts),
        "ZEN batch": lambda: engine.evaluate_batch(requests),
        "OpenFisca": each(lambda one: peers.one_household(system, one, DAY), families),
    }  # fmt: skip
    took = {name: value / SEVERAL for name, value in cpu(actions, 2).items()}
    took["OpenFisca"] *= SEVERAL / len(families)
    call = min(took["ZEN table"], took["ZEN table by key"])
    rows = [
        _line("compiled verdict", took["compiled"], "µs", call / took["compiled"], "≥ 5 × ZEN call"),
        _line("compiled verdict, facts read from JSON", took["compiled, facts read from JSON"], "µs", call / took["compiled, facts read from JSON"], ""),
        _line("ZEN, compiled decision table, one call", call, "µs", 1, ""),
        _line("ZEN, evaluate_batch, per item", took["ZEN batch"], "µs", call / took["ZEN batch"], ""),
        _line("traced verdict", took["traced"], "µs", took["ZEN trace"] / took["traced"], "≥ 2 × ZEN with trace"),
        _line("traced verdict, facts read from JSON", took["traced, facts read from JSON"], "µs", took["ZEN trace"] / took["traced, facts read from JSON"], ""),
        _line("ZEN with trace", took["ZEN trace"], "µs", 1, ""),
        _line("compiled verdict against one OpenFisca household", took["compiled"], "µs", took["OpenFisca"] / took["compiled"], "≥ 100 × OpenFisca"),
        _line("the same, facts read from JSON", took["compiled, facts read from JSON"], "µs", took["OpenFisca"] / took["compiled, facts read from JSON"], ""),
        _line("OpenFisca, one household from JSON", took["OpenFisca"], "µs", 1, ""),
    ]  # fmt: skip
    return _table(rows, "one person", "times quicker")


def _register(people: list[dict]) -> str:
    system = peers.country()
    simulation = peers.many_households(system, people, DAY)
    start = process_time()
    columns = Columns.of(as_registered(people))
    read = process_time() - start
    actions = {
        "ours": lambda: judge_columns(JF, columns, ON),
        "OpenFisca": lambda: peers.calculate_again(simulation, DAY),
        "twelve": lambda: judge_all_columns(IN_FORCE, columns, ON),
    }
    took = {name: value / 1e6 for name, value in cpu(actions, 2).items()}
    million = took["twelve"] * REGISTER / BLOCK
    rows = [
        _line(f"JF for {BLOCK:,} people, unknowns included", took["ours"] * 1e3, "ms", took["OpenFisca"] / took["ours"], "≥ 2 × OpenFisca"),
        _line(f"OpenFisca, {BLOCK:,} households, calculate only", took["OpenFisca"] * 1e3, "ms", 1, ""),
        _line(f"{REGISTER:,} people × {len(IN_FORCE)} programmes", million, "s", 1 / million, "≤ 1 s (last column: times better)"),
        _line(f"{REGISTER:,} people's facts read from JSON into columns, beside it", read * REGISTER / BLOCK, "s", million / read / REGISTER * BLOCK, ""),
    ]  # fmt: skip
    return _table(rows, "a register", "times quicker")


def _dialogue(people: list[dict]) -> str:
    steps, start = 0, process_time()
    for one in people:
        told = dict(KNOWN_HERE)
        while True:
            steps += 1
            known = read_facts(told)
            for rules in ALL:
                judge(rules, known, ON)
            asked = next_question(ALL, told, ON)
            if asked is None:
                break
            told = record_answer(told, asked, answer(asked, one, told, ON), ON)
    took = (process_time() - start) / steps * 1e3
    row = _line(
        f"judge {len(ALL)} programmes with trace and choose the question",
        took,
        "ms",
        5 / took,
        "≤ 5 ms (last column: times better)",
    )
    return _table([row], f"one step of a dialogue, mean of {steps}", "times better")


def _questions(people: list[dict]) -> str:
    asks = partial(next_question, priors=shares(village(300, seed=9), IN_FORCE, ON))
    together = mean(asked_until_settled(IN_FORCE, one, KNOWN_HERE, ON, asks)[0] for one in people)
    apart = mean(one_by_one(IN_FORCE, one, ON, in_own_order) for one in people)
    in_turn = mean(one_by_one(IN_FORCE, one, ON, asks) for one in people)
    lines = [
        f"| questions until {len(people)} people know of each programme | engine | order of criteria | ratio | goal |",
        "|---|--:|--:|--:|---|",
        f"| all {len(IN_FORCE)} at once, against one after the other | {together:.2f} | {apart:.2f} | {together / apart:.3f} | ≤ 0.93 |",
    ]
    lines.append(
        f"| the same, each programme in the engine's own order too | {together:.2f} | {in_turn:.2f} | {together / in_turn:.3f} | |"
    )
    for rules in IN_FORCE:
        engine, own = (
            mean(asked_until_settled([rules], one, KNOWN_HERE, ON, ask)[0] for one in people)
            for ask in (asks, in_own_order)
        )
        ratio = f"{engine / own:.3f}" if own else "–"
        lines.append(f"| {rules.code} alone | {engine:.2f} | {own:.2f} | {ratio} | ≤ 1 |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
