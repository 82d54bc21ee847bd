"""Seals every sealed field with the newest key."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal import crypto, rotation


class Command(BaseCommand):
    help = "Put a new id:secret first in FIELD_KEYS, run this, then drop the old one (keep the key `index`)."

    def handle(self, **options):
        done = 0
        with tqdm(total=rotation.rows(), unit="rows", disable=None) as bar:
            try:
                for batch in rotation.rotate():
                    done += batch
                    bar.update(rotation.BATCH)
            except crypto.Unreadable as problem:
                raise CommandError(f"{problem} Add that key to FIELD_KEYS and start again.") from None
        self.stdout.write(f"{done} values sealed anew with the key “{next(iter(crypto.keys()))}”.")
