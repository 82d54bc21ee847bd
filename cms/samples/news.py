"""News of a year, and two campaigns."""

from datetime import date

from cms.models import CampaignIndexPage, CampaignPage, NewsIndexPage, NewsPage
from cms.samples import pictures
from cms.samples.tree import Tree
from cms.samples.words import read, stream
from portal.models import Area


def load(tree: Tree) -> None:
    tree.index(NewsIndexPage, "news")
    for row in read("news"):
        words = tree.words(row)
        tree.page(
            NewsPage, "news", row["slug"], title=words["title"], purpose=_whose(tree, row["area"]), summary=words["summary"],
            body=stream(words.get("body", [])), day=date.fromisoformat(row["day"]), area_id=row["area"],
            picture=pictures.image(row["picture"], tree.language),
        )  # fmt: skip
    tree.index(CampaignIndexPage, "campaigns")
    for row in read("campaigns"):
        words = tree.words(row)
        tree.page(
            CampaignPage, "campaigns", row["slug"], title=words["title"], purpose=words["purpose"],
            summary=words["summary"], body=stream(words["body"]), starts=date.fromisoformat(row["starts"]),
            ends=date.fromisoformat(row["ends"]), area_id=row["area"], picture=pictures.image(row["picture"], tree.language),
        )  # fmt: skip


def _whose(tree: Tree, code: str) -> str:
    area = Area.objects.get(code=code)
    return f"{area.name}的消息" if tree.language == "zh" else f"News of {area.name_en}"
