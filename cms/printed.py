"""A verdict as programs read it: what `manage.py judge` prints and the API begins with."""

from typing import Any

from cms.eligibility import Rules, Verdict
from cms.eligibility.explain import reason


def printed(verdict: Verdict, rules: Rules, language: str = "zh") -> dict[str, Any]:
    met = verdict.verdict == "yes"
    reasons = [reason(rules, key, language, met=met) for key in verdict.reasons]
    return {
        "verdict": verdict.verdict,
        "amount": yuan(verdict.amount),
        "period": verdict.period,
        "per": verdict.per,
        "missing": list(verdict.missing),
        "opens_on": verdict.opens_on.isoformat() if verdict.opens_on else None,
        "reasons": [words for words in reasons if words],
        "rule": verdict.rule,
    }


def yuan(amount) -> str | None:
    return None if amount is None else f"{amount:.2f}"
