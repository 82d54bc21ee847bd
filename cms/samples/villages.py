"""Six villages: who is who, charter, rules."""

from pypinyin import lazy_pinyin

from cms.models import VillageIndexPage, VillagePage
from cms.samples.tree import Tree
from cms.samples.words import listed, read, rows


def load(tree: Tree) -> None:
    tree.index(VillageIndexPage, "villages")
    shared = read("village_words")
    for row in read("villages"):
        words = tree.words(row)
        tree.page(
            VillagePage, "villages", row["slug"], title=words["title"], purpose=words["purpose"], area_id=row["area"],
            introduction=words["introduction"], people=_people(tree, row, shared["roles"]),
            charter=listed(words.get("charter", shared["en_charter"]), "ol"),
            rules=listed(words.get("rules", shared["en_rules"]), "ol"),
        )  # fmt: skip


def _people(tree: Tree, row: dict, roles: dict) -> list:
    people = []
    for role, name, phone in row["people"]:
        office, what_for = roles[role][tree.language]
        people.append([office, name if tree.language == "zh" else latin(name), phone, what_for])
    return rows("person", ("role", "name", "phone", "what_for"), people)


def latin(name: str) -> str:
    """石德全 → Shi Dequan."""
    family, *given = lazy_pinyin(name)
    return f"{family.capitalize()} {''.join(given).capitalize()}"
