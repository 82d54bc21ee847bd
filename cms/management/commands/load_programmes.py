"""Load the shipped facts, programmes and cases; an editor's newer text stays unless told otherwise."""

import json

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.eligibility.canonical import fingerprint
from cms.eligibility.facts import PROGRAMMES
from cms.models import Fact, Programme

NO_PROGRAMMES = {"facts", "questions"}


def shipped() -> list[dict]:
    """The programmes that come with Linli."""
    files = [path for path in sorted(PROGRAMMES.glob("*.json")) if path.stem not in NO_PROGRAMMES]
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def shipped_facts() -> list[dict]:
    return json.loads((PROGRAMMES / "facts.json").read_text(encoding="utf-8"))


def shipped_cases(code: str) -> list[dict]:
    """The cases that come with a programme; none if there is no file."""
    path = PROGRAMMES / "cases" / f"{code}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines if line.strip()]


class Command(BaseCommand):
    help = "Load the benefit programmes that come with Linli (samples, not advice)."

    def add_arguments(self, parser):
        parser.add_argument("--replace", action="store_true", help="also replace what an editor changed")

    @transaction.atomic
    def handle(self, replace, **options):
        words = [self.load(self.fact(row), row, replace) for row in shipped_facts()]
        self.stdout.write(f"{len(words)} facts, {words.count('loaded')} loaded")
        for rule in shipped():
            programme = Programme.objects.filter(code=rule["code"]).first() or Programme(code=rule["code"])
            self.stdout.write(
                f"{rule['code']}: {self.load(programme, rule, replace, shipped_cases(rule['code']))}"
            )

    def fact(self, row: dict) -> Fact:
        return Fact.objects.filter(key=row["key"]).first() or Fact(key=row["key"])

    def load(
        self, thing: Fact | Programme, data: dict, replace: bool, cases: list[dict] | None = None
    ) -> str:
        """One word for what happened to this fact or programme."""
        new = fingerprint([data, cases] if cases else data)
        if thing.pk and thing.loaded_hash == new and self.up_to_date(thing):
            return "unchanged"
        if thing.pk and self.edited(thing) and not replace:
            return "kept, an editor changed it (--replace to overwrite)"
        if not thing.pk:
            thing.live = False  # an empty row; what is in it comes with its first publication
            thing.save()
        thing.fill(data)
        if cases:
            thing.fill_cases(cases)
        thing.loaded_hash = new
        thing.full_clean()
        thing.save_revision().publish()
        return "loaded"

    def up_to_date(self, thing: Fact | Programme) -> bool:
        """Does the applied rule carry the facts as they are defined now?"""
        return isinstance(thing, Fact) or thing.frozen() == thing.rule

    def edited(self, thing: Fact | Programme) -> bool:
        """Has somebody written a revision? What is loaded is nobody's."""
        return thing.revisions.filter(user__isnull=False).exists() or thing.has_unpublished_changes
