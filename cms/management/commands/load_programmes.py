"""Load the shipped programmes; an editor's newer text stays unless told otherwise."""

import json

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.eligibility.canonical import fingerprint
from cms.eligibility.facts import PROGRAMMES
from cms.models import Programme


def shipped() -> list[dict]:
    """The programmes that come with Linli."""
    files = [path for path in sorted(PROGRAMMES.glob("*.json")) if path.stem not in {"facts", "questions"}]
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


class Command(BaseCommand):
    help = "Load the benefit programmes that come with Linli (samples, not advice)."

    def add_arguments(self, parser):
        parser.add_argument("--replace", action="store_true", help="also replace what an editor changed")

    @transaction.atomic
    def handle(self, replace, **options):
        for rule in shipped():
            programme = Programme.objects.filter(code=rule["code"]).first() or Programme(code=rule["code"])
            word = self.load(programme, rule, replace)
            self.stdout.write(f"{rule['code']}: {word}")

    def load(self, programme: Programme, rule: dict, replace: bool) -> str:
        new = fingerprint(rule)
        if programme.pk and programme.loaded_hash == new:
            return "unchanged"
        edited = programme.pk and fingerprint(programme.rule) != programme.loaded_hash
        if edited and not replace:
            return "kept, an editor changed it (--replace to overwrite)"
        programme.name, programme.rule, programme.loaded_hash = rule["name"]["zh"], rule, new
        programme.full_clean()
        programme.save()
        programme.save_revision().publish()
        return "loaded"
