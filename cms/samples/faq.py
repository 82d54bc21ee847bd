"""Common questions: asked and answered on the site and by the hotline."""

from cms.models import FaqIndexPage, FaqPage, Programme
from cms.models.faq import RelatedFaq
from cms.samples.tree import SITE, Tree
from cms.samples.words import read


def load(tree: Tree) -> None:
    tree.index(FaqIndexPage, "faq")
    programmes = {one.code: one for one in Programme.objects.published()}
    told = read("faq")
    for row in told:
        words = tree.words(row)
        tree.page(
            FaqPage, "faq", row["slug"], title=words["q"], answer=words["a"], also="\n".join(words["also"]),
            topic=tree.words(SITE["topics"][row["topic"]]), programme=programmes.get(row["programme"]),
        )  # fmt: skip
    _relate(tree, [row for row in told if f"faq/{row['slug']}" in tree.fresh])


def _relate(tree: Tree, told: list[dict]) -> None:
    """Only once every question is there can one lead to another."""
    RelatedFaq.objects.bulk_create(
        RelatedFaq(page=tree.pages[f"faq/{row['slug']}"], to=tree.pages[f"faq/{slug}"], sort_order=order)
        for row in told
        for order, slug in enumerate(row["related"])
    )
