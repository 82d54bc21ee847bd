"""Guides: for whom, papers, steps, where, how long."""

from cms.models import GuideIndexPage, GuidePage, Programme
from cms.samples.tree import SITE, Tree
from cms.samples.words import listed, read, rows

PLAIN = ("title", "purpose", "for_whom", "fee", "result", "basis")
NUMBERS = ("days_promised", "days_legal", "visits")
TOWNSHIPS = "townships"  # at the desk of one's own township, so no single place


def load(tree: Tree) -> None:
    tree.index(GuideIndexPage, "guides")
    programmes = {one.code: one for one in Programme.objects.published()}
    for row in read("guides"):
        words = tree.words(row)
        fields = {name: words[name] for name in PLAIN} | {name: row.get(name) for name in NUMBERS}
        tree.page(
            GuidePage, "guides", row["slug"], **fields, **_where(tree, row), conditions=listed(words["conditions"]),
            papers=rows("paper", ("name", "kind", "number", "note"), words["papers"]),
            steps=rows("step", ("what", "who", "days"), words["steps"]),
            policy=tree.pages.get(f"policies/{row.get('policy')}"), programme=programmes.get(row.get("programme")),
            life_event=row["life_event"], group=row["group"], questions_phone=SITE["phones"]["hotline"],
            complaints_phone=SITE["phones"]["complaints"],
        )  # fmt: skip


def _where(tree: Tree, row: dict) -> dict:
    words, place = tree.words(row)["where_words"], row.get("where")
    if place != TOWNSHIPS:
        hours = tree.words(row).get("hours", "")
        return {"where": tree.pages.get(f"places/{place}"), "where_words": words, "hours": hours}
    desks = SITE["desks"][tree.language]
    return {"where_words": f"{words} {desks['phones']}", "hours": desks["hours"]}
