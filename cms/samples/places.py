"""Where to go: the county's hall and clinic, two township desks, a service point in every village."""

from cms.models import PlaceIndexPage, PlacePage
from cms.samples.tree import Tree
from cms.samples.words import read

TOLD = ("title", "purpose", "address", "hours", "services")


def load(tree: Tree) -> None:
    tree.index(PlaceIndexPage, "places")
    for row in read("places"):
        fields = {name: tree.words(row)[name] for name in TOLD}
        fields["services"] = "\n".join(fields["services"])
        tree.page(
            PlacePage,
            "places",
            row["slug"],
            **fields,
            area_id=row["area"],
            phone=row["phone"],
            access=row["access"],
        )
