"""Brings the compiled translations up to date. `make run` and the tests do it by themselves."""

from django.core.management.base import BaseCommand

from portal import translations


class Command(BaseCommand):
    help = "Compile each translation that is newer than its compiled file. Needs no gettext."
    requires_system_checks: list[str] = []

    def handle(self, *, verbosity=1, **options):
        written = translations.compile_stale()
        if verbosity:
            self.stdout.write(f"{len(written)} of {len(translations.catalogues())} catalogues compiled")
