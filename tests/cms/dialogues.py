"""Whole dialogues with people of the village: how many questions until nothing more can be settled."""

from collections.abc import Callable, Sequence
from datetime import date

from cms.eligibility import Question, Rules, Why, judge, next_question, record_answer
from cms.eligibility.ask import _candidates, read_all, waiting_for
from cms.eligibility.questions import rows_for
from cms.eligibility.rules import walk

Ask = Callable[[Sequence[Rules], dict, date], Question | None]
MOST = 60
KNOWN_HERE = {"local_standard": "720"}  # what the place knows is not asked


def asked_until_settled(
    programmes: Sequence[Rules], truth: dict, told: dict, on: date, ask: Ask = next_question
) -> tuple[int, dict]:
    """How many questions, and what is known then."""
    for number in range(MOST):
        asked = ask(programmes, told, on)
        if asked is None:
            return number, told
        told = record_answer(told, asked, answer(asked, truth, told, on), on)
    raise AssertionError(f"Still asking after {MOST} questions.")


def one_by_one(programmes: Sequence[Rules], truth: dict, on: date, ask: Ask) -> int:
    """Each programme alone, one after the other, with the answers given so far."""
    told, total = dict(KNOWN_HERE), 0
    for rules in programmes:
        number, told = asked_until_settled([rules], truth, told, on, ask)
        total += number
    return total


def in_own_order(programmes: Sequence[Rules], told: dict, on: date) -> Question | None:
    """The question for the first fact still missing, in the order in which the criteria name their facts."""
    (rules,) = programmes
    missing = set(judge(rules, told, on).missing)
    for key in _named(rules, on) if missing else ():
        if key in missing and (asked := _question_for(key, rules, told, on)):
            return asked
    return None


def _named(rules: Rules, on: date) -> list[str]:
    version = rules.version(on)
    prefix = "children." if version.each else ""
    keys: list[str] = ["children"] if version.each else []
    for one in version.criteria:
        for node in walk([one]):
            if node["kind"] in ("count", "exists"):
                keys.append("children")
                keys += [
                    f"children.{inner['fact']}"
                    for inner in walk([node.get("where", {"kind": "all"})])
                    if "fact" in inner
                ]
            keys += {"schedule": [f"{prefix}claimed_years"], "holds": ["receiving"]}.get(node["kind"], [])
            keys += [prefix + node[name] for name in ("fact", "than") if name in node]
    return keys


def _question_for(key: str, rules: Rules, told: dict, on: date) -> Question | None:
    """As the engine itself would put it, were this the only fact that counts."""
    known = read_all([rules], told)
    asked = _candidates(waiting_for([rules], known, on), [rules], known, on)
    return next((one for one in asked if key in rows_for([rules])[one.key]["settles"]), None)


def answer(asked: Question, truth: dict, told: dict, on: date):
    """What this person says: the truth, or that it is not known."""
    if "scope" in asked.data:
        return len(_children(truth, asked.data["scope"]))
    about = truth
    if asked.data.get("member"):
        children = _children(truth, told["children_scope"])
        about = children[asked.member or 0]
    if asked.kind == "choice":
        return _option(asked, about)
    if asked.data.get("fact") == "claimed_now":
        return on.year in about["claimed_years"]
    settles = asked.data["settles"][0]
    said = _at(about, settles.removeprefix("children.") if asked.data.get("member") else settles)
    return Why.DOES_NOT_KNOW if said is None else said


def _children(truth: dict, scope: str) -> list[dict]:
    living = [child for child in truth["children"] if child["alive"]]
    return living if scope == "living" else [child for child in living if child["birth_date"] >= "2022"]


def _option(asked: Question, about: dict):
    for number, option in enumerate(asked.data["options"]):
        if all(_at(about, key.removeprefix("children.")) == value for key, value in option["facts"].items()):
            return number
    return Why.DOES_NOT_KNOW


def _at(holder, key: str):
    for part in key.split("."):
        holder = holder.get(part) if isinstance(holder, dict) else None
    return holder


def shares(people: Sequence[dict], programmes: Sequence[Rules], on: date) -> dict:
    """How often each answer is given: what a register of these people would tell the engine."""
    said: dict[str, list] = {}
    for key, row in rows_for(programmes).items():
        told = {"children_scope": row.get("scope", "living")}
        for truth in people:
            for member in range(len(_children(truth, "living"))) if "member" in row else [None]:
                asked = Question(key, row["kind"], row["text"], row.get("options", ()), member, row)
                said.setdefault(key, []).append(answer(asked, truth, told, on))
    return {key: _few(row for row in rows if row is not Why.DOES_NOT_KNOW) for key, rows in said.items()}


def _few(answers) -> list[tuple]:
    """Up to eight answers with their shares; of many different ones, every eighth."""
    rows = sorted(answers)
    if len(set(rows)) > 8:
        rows = rows[len(rows) // 16 :: max(1, len(rows) // 8)]
    return [(one, rows.count(one) / len(rows)) for one in sorted(set(rows))]
