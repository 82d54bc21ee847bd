"""What villages must publish, from cms/open/catalogue.json. Repeatable; what was edited here stays."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.models import DisclosureBasis, DisclosureItem

CATALOGUE = Path(__file__).resolve().parents[2] / "open" / "catalogue.json"


class Command(BaseCommand):
    help = "Load the catalogue of what villages must publish. Items that are here already stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="write over items that were edited here")

    @transaction.atomic
    def handle(self, *, again=False, **options):
        told = json.loads(CATALOGUE.read_text(encoding="utf-8"))
        here = set() if again else set(DisclosureItem.objects.values_list("code", flat=True))
        loaded = sum(self.item(dict(row), told) for row in told["items"] if row["code"] not in here)
        self.stdout.write(f"{loaded} of {len(told['items'])} items to publish loaded.")

    def item(self, row: dict, told: dict) -> bool:
        names, row["layout"] = row.pop("bases"), told["layouts"].get(row.get("layout", ""), {})
        item, _made = DisclosureItem.objects.update_or_create(
            code=row["code"], defaults={"valid_from": told["valid_from"], **row}
        )
        DisclosureBasis.objects.filter(item=item).delete()
        for name in names:
            DisclosureBasis.objects.bulk_create(
                DisclosureBasis(item=item, **one) for one in told["bases"][name]
            )
        return True
