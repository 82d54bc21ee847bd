"""The shapes of questions and answers, for the OpenAPI document; what is read is checked in `asked`."""

from typing import Any

from ninja import Schema
from pydantic import Field

from cms.eligibility import Fact

KINDS: dict[str, dict[str, Any]] = {
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "number": {"type": "integer"},
    "money": {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,2})?$"},
    "list": {"type": "array", "items": {"type": "string"}},
    "years": {"type": "array", "items": {"type": "integer"}},
}


class Question(Schema):
    key: str
    facts: list[str]
    kind: str
    text: str
    options: list[str]
    child: int | None = None


class Later(Schema):
    year: int
    amount: str


class Together(Schema):
    kind: str = Field(description="higher_of, excludes or needs")
    other: str
    pays: str | None = None


class Result(Schema):
    programme: str
    verdict: str = Field(description="yes, no, unknown, staff, not_in_force, window_closed or elsewhere")
    amount: str | None = Field(description="yuan, only with a yes; null: ask the office")
    period: str | None = None
    per: str | None = None
    missing: list[str] = Field(description="facts that could still settle it")
    opens_on: str | None = Field(description="the day on which a no becomes a yes")
    reasons: list[str]
    rule: str = Field(description="the fingerprint of the rule's text, which is kept")
    next_question: Question | None = None
    amount_if_confirmed: str | None = None
    later: list[Later]
    confirmed_by_staff: list[str] = Field(description="facts that only staff can settle")
    together: list[Together]
    papers: list[str] | None = None
    where: str | None = None


class Results(Schema):
    results: list[Result]


class Mend(Schema):
    field: str
    value: Any = None
    allowed: str


class Problems(Schema):
    message: str
    problems: list[Mend]


class Sentence(Schema):
    message: str


class Programme(Schema):
    code: str
    name: dict[str, str]
    summary: dict[str, str] | None = None
    kind: str | None = None
    in_force: bool
    amounts: list[dict[str, Any]]
    sources: dict[str, dict[str, Any]]
    facts: list[dict[str, Any]]
    rule: str


class Programmes(Schema):
    programmes: list[Programme]


def asked(definitions: dict[str, Fact]) -> dict[str, Any]:
    """The JSON schema of a question: every fact with its type and its meaning."""
    facts = _facts(definitions, "")
    facts["spouse"] = _object(_facts(definitions, "spouse."))
    facts["children"] = {"type": "array", "items": _object(_facts(definitions, "children."))}
    names = {
        "on": {
            "type": "string",
            "format": "date",
            "description": "the day asked for; the facts as they stand on it",
        },
        "facts": {**_object(facts), "description": "what is known; leave out what is not"},
        "area": {"type": "string", "description": "the code of the place of registration"},
        "programmes": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "language": {"enum": ["zh", "en"]},
    }
    return {**_object(names), "required": ["on", "facts"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _facts(definitions: dict[str, Fact], prefix: str) -> dict[str, Any]:
    mine = {key.removeprefix(prefix): one for key, one in definitions.items() if key.startswith(prefix)}
    return {
        key: {**_kind(one), "description": f"{one.label['zh']} · {one.label['en']}"}
        for key, one in mine.items()
        if "." not in key and one.type != "children"
    }


def _kind(one: Fact) -> dict[str, Any]:
    if one.type == "choice" and len(one.values) > 1:
        return {"enum": list(one.values)}
    return KINDS.get(one.type, {"type": "string"})
