"""What a program is told: each programme's verdict, and what the programmes are."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cms.api.asked import Asked
from cms.eligibility import Question, Rules, Verdict, judge_all, next_question
from cms.eligibility.questions import question, rows_for
from cms.eligibility.spans import in_force
from cms.fact_use import facts_of
from cms.printed import printed, yuan


def results(asked: Asked, language: str) -> list[dict[str, Any]]:
    """The programmes asked for are judged together: which of two is paid is said where both were asked for."""
    verdicts = judge_all(asked.rules, asked.facts, asked.on, asked.area)
    return [
        _result(verdict, rules, asked, language) for verdict, rules in zip(verdicts, asked.rules, strict=True)
    ]


def _result(verdict: Verdict, rules: Rules, asked: Asked, language: str) -> dict[str, Any]:
    coming = next_question([rules], asked.facts, asked.on, asked.area) if verdict.missing else None
    good = verdict.verdict in ("yes", "staff", "elsewhere")
    return {
        "programme": verdict.programme,
        **printed(verdict, rules, language),
        "next_question": _question(coming, language) if coming else None,
        "amount_if_confirmed": yuan(verdict.amount_if_confirmed),
        "later": [{"year": year, "amount": yuan(amount)} for year, amount in verdict.later],
        "confirmed_by_staff": list(verdict.staff),
        "together": [{"kind": one.kind, "other": one.other, "pays": one.pays} for one in verdict.together],
        "papers": rules.data.get("papers", {}).get(language) if good else None,
        "where": rules.data.get("where", {}).get(language) if good else None,
    }


def _question(asked: Question, language: str) -> dict[str, Any]:
    return {
        "key": asked.key,
        "facts": list(asked.data["settles"]),
        "kind": asked.kind,
        "text": asked.text[language],
        "options": [option[language] for option in asked.options],
        "child": asked.member,
    }


def described(rules: Rules, on: date) -> dict[str, Any]:
    """One programme: its names, what it pays on this day, its sources, the facts it may ask for."""
    version = rules.version(on)
    return {
        "code": rules.code,
        "name": dict(rules.name),
        "summary": rules.data.get("summary"),
        "kind": rules.data.get("kind"),
        "in_force": version is not None,
        "amounts": [_amount(row) for row in version.amounts if in_force(row, on)] if version else [],
        "sources": rules.data.get("sources", {}),
        "facts": [_fact(rules, key, on) for key in sorted(facts_of(rules))],
        "rule": rules.hash,
    }


def _amount(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "amount": yuan(None if row["value"] is None else Decimal(row["value"])),
        "period": row["period"],
        "per": row["per"],
        "only_if": "guard" in row,
        "areas": row.get("areas"),
        "note": row.get("note"),
        "source": row.get("source"),
    }


def _fact(rules: Rules, key: str, on: date) -> dict[str, Any]:
    one, rows = rules.fact(key), rows_for([rules])
    asked = next((name for name, row in rows.items() if key in row["settles"]), None)
    text = question(asked, {}, on, None, [rules]).text if asked else one.question
    return {
        "key": key,
        "type": one.type,
        "values": list(one.values) or None,
        "label": dict(one.label),
        "question": dict(text) if text else None,
        "by_staff_only": one.staff_only,
    }
