"""What villages must publish, from cms/open/catalogue.json. Repeatable; what was edited here stays."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.models import DisclosureItem

CATALOGUE = Path(__file__).resolve().parents[2] / "open" / "catalogue.json"


class Command(BaseCommand):
    help = "Load the catalogue of what villages must publish. Items that are here already stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="write over items that were edited here")

    @transaction.atomic
    def handle(self, *, again=False, **options):
        told = json.loads(CATALOGUE.read_text(encoding="utf-8"))
        loaded = sum(self.item(dict(row), told, again) for row in told["items"])
        self.stdout.write(f"{loaded} of {len(told['items'])} items to publish loaded.")

    def item(self, row: dict, told: dict, again: bool) -> bool:
        names, row["layout"] = row.pop("bases"), told["layouts"].get(row.get("layout", ""), {})
        if not again and DisclosureItem.objects.filter(code=row["code"]).exists():
            return False
        item, _made = DisclosureItem.objects.update_or_create(
            code=row["code"], defaults={"valid_from": told["valid_from"], **row}
        )
        item.bases.all().delete()
        for name in names:
            for basis in told["bases"][name]:
                item.bases.create(**basis)
        return True
