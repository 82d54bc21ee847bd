"""Make every search entry as it should be. What is the same is not written again, so a broken run goes on."""

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from cms.search import keeping


class Command(BaseCommand):
    help = "Bring search up to date with everything public; running it again, or after a break, is quick."

    def handle(self, **options):
        seen, changed = set(), 0
        for thing in tqdm(keeping.public(), total=keeping.how_many(), unit="thing", disable=None):
            with transaction.atomic():
                changed += keeping.keep(thing)
            seen.add(keeping.key_of(thing))
        gone = keeping.forget_gone(seen)
        self.stdout.write(f"{len(seen)} public things, {changed} entries made anew, {gone} forgotten")
