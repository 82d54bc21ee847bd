"""Writes the database and the uploaded files into one archive."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal import archive


class Command(BaseCommand):
    help = "Write FILE (readable by you alone). Keep SECRET_KEY and FIELD_KEYS elsewhere: they are not in it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        target = file.absolute()
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}.")
        try:
            archive.pack(target)
        except archive.CannotRestore as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{target}, {target.stat().st_size // 1024 or 1} KB")
        self.stdout.write(
            "Keep SECRET_KEY and FIELD_KEYS somewhere else: without them sealed fields stay shut."
        )
