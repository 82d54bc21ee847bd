"""Shipped rules and their cases as data, for the tests of what looks at rules."""

import json

from cms.eligibility.facts import PROGRAMMES


def programme(code):
    return json.loads((PROGRAMMES / f"{code}.json").read_text(encoding="utf-8"))


def shipped_codes():
    return sorted(
        path.stem for path in PROGRAMMES.glob("*.json") if "versions" in path.read_text(encoding="utf-8")
    )


def cases_of(code):
    lines = (PROGRAMMES / "cases" / f"{code}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


TEXT = {"zh": "条件", "en": "the condition"}
SOURCES = {"law": {"issuer": "办公室", "title": "办法"}}


def rule(*criteria, amounts=(), **version):
    """A small rule of one version with these criteria, numbered c1, c2 …"""
    numbered = [
        {"id": f"c{n}", "text": TEXT, "not_met": TEXT, "source": "law", **node}
        for n, node in enumerate(criteria, 1)
    ]
    return {
        "code": "X", "name": {"zh": "补助", "en": "allowance"}, "kind": "cash", "sources": SOURCES,
        "versions": [{"from": "2020-01-01", "to": None, "source": "law", "criteria": numbered,
                      "amounts": list(amounts), **version}],
    }  # fmt: skip


def case(facts, verdict="yes", on="2026-01-01", **more):
    return {"id": f"{verdict}-{on}", "on": on, "programme": "X", "facts": facts, "verdict": verdict, **more}
