"""Policies: what the rules do not say, in plain words; dates and number come from the rule where there is one."""

from datetime import date

from cms.models import PolicyIndexPage, PolicyPage, Programme
from cms.samples.tree import Tree
from cms.samples.words import read, stream


def load(tree: Tree) -> None:
    tree.index(PolicyIndexPage, "policies")
    programmes = {one.code: one for one in Programme.objects.published()}
    for row in read("policies"):
        code = row.get("programme")
        if code is None:
            tree.page(PolicyPage, "policies", row["slug"], **_told(tree, row), **_own(tree, row))
        elif code in programmes:
            fields = _told(tree, row) | _ruled(tree, row, programmes[code])
            tree.page(PolicyPage, "policies", row["slug"], **fields)


def _told(tree: Tree, row: dict) -> dict:
    words = tree.words(row)
    return {
        "purpose": words["purpose"], "issuer": words["issuer"], "ask": words["ask"], "text": stream(words["text"]),
        "replaces": tree.pages.get(f"policies/{row.get('replaces')}"),
    }  # fmt: skip


def _own(tree: Tree, row: dict) -> dict:
    words, until = tree.words(row), row.get("until")
    return {
        "title": words["title"], "plain_words": words["plain_words"], "reference": row["reference"],
        "in_force_from": date.fromisoformat(row["from"]),
        "in_force_until": date.fromisoformat(until) if until else None,
    }  # fmt: skip


def _ruled(tree: Tree, row: dict, programme: Programme) -> dict:
    rule, versions = programme.rule, programme.as_rules.versions
    source = rule["sources"][row["source"]]
    return {
        "title": rule["name"][tree.language], "plain_words": rule["summary"][tree.language], "programme": programme,
        "reference": source.get("document", ""), "in_force_from": versions[0].starts,
        "in_force_until": versions[-1].ends,
    }  # fmt: skip
