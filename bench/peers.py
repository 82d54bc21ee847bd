"""The rural reward (JF) as two other engines say it: a ZEN decision table, and an OpenFisca country of our own.

Both get the children counted or in arrays, everything known: that is to their favour.
"""

import json
from datetime import date
from typing import Any

import numpy as np
import zen
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.model_api import DAY, Variable
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from cms.eligibility.dates import youngest_birth

VERDICTS = ("no", "yes", "staff", "elsewhere")
ALONE = ("widowed", "divorced", "single")


def as_context(facts: dict) -> dict:
    """What a table can compare: the children as numbers."""
    living = [child for child in facts["children"] if child["alive"]]
    bore = facts["ever_had_living_child"] or any(not child["adopted"] for child in facts["children"])
    return {
        **{key: facts[key] for key in ("birth_date", "hukou_kind", "hukou_here", "marital_status", "births_confirmed")},
        "spouse_hukou": facts.get("spouse", {}).get("hukou_kind", ""), "bore": bore, "living": len(living),
        "girls": sum(child["sex"] == "f" for child in living), "died": len(facts["children"]) - len(living),
    }  # fmt: skip


def zen_table(on: date) -> str:
    """The rule as a decision table: three ways of having the right children, alone or married, here or elsewhere."""
    fields = {
        "birth": "d(birth_date)", "hukou": "hukou_kind", "marital": "marital_status", "spouse": "spouse_hukou",
        "living": "living", "girls": "girls", "died": "died", "bore": "bore", "confirmed": "births_confirmed",
        "here": "hukou_here",
    }  # fmt: skip
    latest = youngest_birth(on, 60)
    always = {
        "birth": f'$ >= d("1933-01-01") and $ <= d("{latest}")',
        "hukou": '"rural"',
        "bore": "true",
        "confirmed": "true",
    }
    children = [{"living": "1"}, {"living": "2", "girls": "2"}, {"living": "0", "died": ">= 1"}]
    couples = [
        ({"marital": '"married"', "spouse": '"rural"'}, "yes"),
        ({"marital": ", ".join(f'"{one}"' for one in ALONE)}, "staff"),
    ]
    rows = []
    for some in children:
        for couple, verdict in couples:
            for here, said in (("true", verdict), ("false", "elsewhere")):
                rows.append({**always, **some, **couple, "here": here, "out": f'"{said}"'})
    rows.append({"out": '"no"'})
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": key, "name": key, "field": field} for key, field in fields.items()],
        "outputs": [{"id": "out", "name": "verdict", "field": "verdict"}],
        "rules": [{"_id": str(n), **dict.fromkeys(fields, ""), **row} for n, row in enumerate(rows)],
    }
    nodes = [("in", "inputNode", {}), ("table", "decisionTableNode", table), ("out", "outputNode", {})]
    return json.dumps({
        "nodes": [{"id": key, "name": key, "type": kind, "content": content} for key, kind, content in nodes],
        "edges": [{"id": "1", "sourceId": "in", "targetId": "table"}, {"id": "2", "sourceId": "table", "targetId": "out"}],
    })  # fmt: skip


def zen_engine(on: date) -> zen.ZenEngine:
    """With the table compiled once: compiling it in each call costs twenty times the call."""
    content = zen.ZenDecisionContent(zen_table(on))
    return zen.ZenEngine({"loader": lambda key: content})


class Marital(Enum):
    married, divorced, widowed, single = "married", "divorced", "widowed", "single"


person = build_entity("person", "persons", "", is_person=True)
household = build_entity(
    "household", "households", "",
    roles=[{"key": "parent", "plural": "parents", "max": 1}, {"key": "child", "plural": "children"}],
)  # fmt: skip


def _input(name: str, kind: Any, entity: Any, **more: Any) -> type[Variable]:
    return type(name, (Variable,), {"value_type": kind, "entity": entity, "definition_period": DAY, **more})


class reward(Variable):
    """0 no, 1 yes, 2 staff, 3 elsewhere."""

    value_type, entity, definition_period = int, household, DAY

    def formula(families, period):
        born = families("born", period)
        count = families.sum
        living = count(families.members("alive", period), role=household.CHILD)
        girls = count(
            families.members("alive", period) * families.members("girl", period), role=household.CHILD
        )
        died = count(~families.members("alive", period), role=household.CHILD)
        children = (living == 1) | ((living == 2) & (girls == 2)) | ((living == 0) & (died > 0))
        own = count(families.members("own", period), role=household.CHILD)
        latest = np.datetime64(youngest_birth(period.start.date, 60))
        fits = (born >= np.datetime64("1933-01-01")) & (born <= latest) & families("rural", period) & children
        fits = fits & (families("ever_had", period) | (own > 0)) & families("confirmed", period)
        marital = families("marital", period)
        married = (marital == Marital.married) & families("spouse_rural", period)
        fits = fits & (married | (marital != Marital.married))
        return fits * np.where(families("here", period), np.where(married, 1, 2), 3)


def country() -> TaxBenefitSystem:
    system = TaxBenefitSystem([person, household])
    for name in ("alive", "girl", "own"):
        system.add_variable(_input(name, bool, person))
    for name in ("rural", "spouse_rural", "ever_had", "confirmed", "here"):
        system.add_variable(_input(name, bool, household))
    system.add_variable(_input("born", date, household))
    system.add_variable(
        _input("marital", Enum, household, possible_values=Marital, default_value=Marital.single)
    )
    system.add_variable(reward)
    return system


def as_household(facts: dict, day: str) -> dict:
    """One family in OpenFisca's JSON."""
    children = {f"c{n}": child for n, child in enumerate(facts["children"])}
    own = {
        "born": facts["birth_date"], "marital": facts["marital_status"], "rural": facts["hukou_kind"] == "rural",
        "spouse_rural": facts.get("spouse", {}).get("hukou_kind") == "rural", "here": facts["hukou_here"],
        "ever_had": facts["ever_had_living_child"], "confirmed": facts["births_confirmed"],
    }  # fmt: skip
    of_child = {
        key: {"alive": one["alive"], "girl": one["sex"] == "f", "own": not one["adopted"]}
        for key, one in children.items()
    }
    return {
        "persons": {"p": {}, **{k: {n: {day: v} for n, v in one.items()} for k, one in of_child.items()}},
        "households": {
            "h": {"parents": ["p"], "children": list(children), **{n: {day: v} for n, v in own.items()}}
        },
    }


def one_household(system: TaxBenefitSystem, family: dict, day: str) -> str:
    simulation = SimulationBuilder().build_from_entities(system, family)
    return VERDICTS[int(simulation.calculate("reward", day)[0])]


def many_households(system: TaxBenefitSystem, people: list[dict], day: str) -> Any:
    """All in arrays, ready to calculate."""
    counts = np.array([len(one["children"]) for one in people])
    children = [child for one in people for child in one["children"]]
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(len(people) + len(children)))
    families = builder.declare_entity("household", np.arange(len(people)))
    owners = np.concatenate([np.arange(len(people)), np.repeat(np.arange(len(people)), counts)])
    roles = np.array(["parent"] * len(people) + ["child"] * len(children))
    builder.join_with_persons(families, owners, roles=roles)
    simulation = builder.build(system)
    for name, said in (("alive", "alive"), ("girl", "sex"), ("own", "adopted")):
        wanted = {"alive": True, "girl": "f", "own": False}[name]
        values = [False] * len(people) + [child[said] == wanted for child in children]
        simulation.set_input(name, day, np.array(values))
    rows = [as_household({**one, "children": []}, day)["households"]["h"] for one in people]
    for name in ("rural", "spouse_rural", "ever_had", "confirmed", "here"):
        simulation.set_input(name, day, np.array([row[name][day] for row in rows]))
    simulation.set_input("born", day, np.array([row["born"][day] for row in rows], "datetime64[D]"))
    simulation.set_input("marital", day, np.array([row["marital"][day] for row in rows]))
    return simulation


def calculate_again(simulation: Any, day: str) -> np.ndarray:
    simulation.delete_arrays("reward", day)
    return simulation.calculate("reward", day)
