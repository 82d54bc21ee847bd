"""What stands around the pages: tasks on the home page, plain pages, alerts, who we are."""

from datetime import datetime

from django.utils import timezone

from cms.models import Alert, PlainPage, SiteIdentity
from cms.samples.tree import SITE, Tree
from cms.samples.words import read, stream


def load(tree: Tree) -> None:
    for row in read("plain"):
        words = tree.words(row)
        tree.page(
            PlainPage,
            "",
            row["slug"],
            title=words["title"],
            purpose=words["purpose"],
            body=stream(words["body"]),
        )
    home = tree.pages[""]
    if "" in tree.fresh:
        home.tasks = [("task", _task(tree, *task)) for task in tree.words(SITE["home"])["tasks"]]
        home.save()


def _task(tree: Tree, label: str, says: str, target: str) -> dict:
    page = tree.pages.get(target)
    return {"label": label, "says": says, "page": page, "address": "" if page else target}


def around() -> None:
    """Alerts and the host's name; both speak both languages themselves."""
    for row in SITE["alerts"]:
        Alert.objects.get_or_create(
            words_zh=row["zh"],
            defaults={
                "level": row["level"], "area_id": row["area"], "words_en": row["en"], "link": row["link"],
                "starts_at": _day(row["starts"]), "ends_at": _day(row["ends"]),
            },
        )  # fmt: skip
    identity = SiteIdentity.load()
    if not identity.host_zh:
        for name, value in SITE["identity"].items():
            setattr(identity, name, value)
        identity.save()


def _day(told: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(told))
