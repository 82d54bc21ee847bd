"""What can be told about a rule without asking anybody: mistakes that no case has to find.

An error keeps a rule from being submitted, a warning is for the editor to weigh.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cms.eligibility import reach, wording
from cms.eligibility.facts import Facts, definitions
from cms.eligibility.finding import Finding, error, warning
from cms.eligibility.interactions import circles
from cms.eligibility.rules import Rules, problems_of, walk
from cms.eligibility.worlds import facts_of

__all__ = ["Finding", "cycles", "findings"]
TRANSLATED = ("name", "short", "also", "summary", "papers", "where", "time", "notes", "authority", "channels")
OTHER = {"zh": "en", "en": "zh"}
LANGUAGES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}


def findings(data: Mapping[str, Any], facts: Facts | None = None) -> list[Finding]:
    """All of them, errors first. What is no rule at all is only told that."""
    known = definitions(data) if facts is None else {**facts, **definitions({"facts": data.get("facts", ())})}
    if problems := [error("rule", f"规则还不完整：{said}", said) for said in problems_of(data, known)]:
        return problems
    found = [
        *_translations(data), *_sources(data), *_unused(data), *_variant_ids(data),
        *wording.findings(data, known), *reach.findings(data, known),
    ]  # fmt: skip
    return sorted(dict.fromkeys(found), key=lambda one: one.level != "error")


def cycles(programmes: Sequence[Rules]) -> list[Finding]:
    """Programmes that need each other in a circle can never be due."""
    return [
        error(
            circle[0],
            f"互为前提，成了一个圈：{' → '.join(circle)}",
            f"These need each other in a circle: {' → '.join(circle)}",
        )
        for circle in circles(programmes)
    ]


def _translations(data: Mapping[str, Any]) -> Iterator[Finding]:
    for key in TRANSLATED:
        yield from _both_languages(key, data.get(key))
    for version in data["versions"]:
        for row in version.get("amounts", []):
            yield from _both_languages(f"amount {row.get('from') or ''}".strip(), row.get("note"))
        for variant in version.get("variants", []):
            yield from _both_languages(f"variant {variant.get('id')}", variant.get("name"))
    for row in data.get("interactions", ()):
        yield from _both_languages("interactions", row.get("text"))


def _both_languages(where: str, texts: Any) -> Iterator[Finding]:
    if not texts:
        return
    for language, other in OTHER.items():
        if texts.get(other) and not texts.get(language):
            names = LANGUAGES[language]
            yield warning(where, f"{where}没有{names[0]}", f"{where} has no {names[1]} text")
    lists = [texts.get(language) for language in OTHER]
    if (
        all(isinstance(one, list) for one in lists)
        and where in ("papers", "notes")
        and len(lists[0]) != len(lists[1])
    ):
        yield warning(
            where, f"{where}的中英文条数不同", f"{where} has not as many lines in Chinese as in English"
        )


def _sources(data: Mapping[str, Any]) -> Iterator[Finding]:
    sources = data.get("sources", {})
    for key, row in sources.items():
        for part, words in (("issuer", ("发布单位", "issuer")), ("title", ("标题", "title"))):
            if not row.get(part):
                yield warning(
                    f"source {key}", f"来源{key}没有{words[0]}", f"The source {key} has no {words[1]}"
                )
    for where, row in _sourced(data):
        if not row.get("source"):
            yield error(where, f"{where}没有注明来源", f"{where} names no source")
        elif row["source"] not in sources:
            yield error(
                where,
                f"{where}的来源“{row['source']}”不存在",
                f"{where}: there is no source “{row['source']}”",
            )


def _sourced(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Everything that has to say where it comes from."""
    for version in data["versions"]:
        yield f"version {version['from']}", version
        yield from ((node["id"], node) for node in version["criteria"])
        yield from ((f"amount {row.get('from') or ''}".strip(), row) for row in version.get("amounts", []))
        for variant in version.get("variants", []):
            yield f"variant {variant.get('id')}", variant
            yield from ((node["id"], node) for node in variant.get("criteria", []))
    yield from (("interactions", row) for row in data.get("interactions", ()))


def _unused(data: Mapping[str, Any]) -> Iterator[Finding]:
    used: set[str] = set()
    for version in data["versions"]:
        nodes = [
            *version["criteria"],
            *(row["guard"] for row in version.get("amounts", []) if row.get("guard")),
        ]
        nodes += [node for variant in version.get("variants", []) for node in variant.get("criteria", [])]
        used |= facts_of(nodes, "children." if version.get("each") else "")
        used |= {node.get("fact", "staff_decision") for node in walk(nodes) if node["kind"] == "staff"}
    for row in data.get("facts", ()):
        key = row["key"]
        if key not in used and not any(one.startswith(f"{key}.") for one in used):
            yield warning(
                f"fact {key}",
                f"事实“{row['label']['zh']}”没有用到",
                f"The fact “{row['label']['en']}” is not used",
            )


def _variant_ids(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Of versions the loader minds it; a variant's criteria replace each other by id as well."""
    for version in data["versions"]:
        variants = version.get("variants", [])
        groups = [
            [one.get("id") for one in variants],
            *([n["id"] for n in one.get("criteria", [])] for one in variants),
        ]
        for ids in groups:
            for twice in sorted({str(one) for one in ids if ids.count(one) > 1}):
                yield error(twice, f"编号“{twice}”用了两次", f"The id “{twice}” is used twice")
