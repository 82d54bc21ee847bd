"""Makes this house what an archive of `backup` says."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal import archive


class Command(BaseCommand):
    help = "Restore FILE, all or nothing, then run the migrations that are newer than it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose what is in the database now")

    def handle(self, *, file, replace, **options):
        try:
            said = archive.unpack(file, replace=replace)
        except archive.CannotRestore as problem:
            raise CommandError(str(problem)) from None
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"Restored what stood here on {said['made_at']}. Now run manage.py doctor.")
