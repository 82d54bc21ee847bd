"""Brings tables, cache, translations and, in the demo, the invented county up to date."""

import io

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.models import Area


class Command(BaseCommand):
    help = "Make this machine ready to serve. Where nothing is left to do it takes a second."

    def handle(self, **options):
        call_command("compile_translations", verbosity=0)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database (half a minute the first time) …")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if settings.DEMO and not Area.objects.exists():
            self.stdout.write("Loading the invented county …")
            call_command("load_demo", stdout=io.StringIO())
