"""Migrates the database, one at a time: several containers may start at once."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

ONE_AT_A_TIME = 7_110_030  # the number of the lock that whoever migrates holds


class Command(BaseCommand):
    help = "Run migrations and make the cache table under an advisory lock; the others wait and find it done."

    def handle(self, **options):
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            try:
                call_command("migrate", verbosity=options["verbosity"], interactive=False, stdout=self.stdout)
                call_command("createcachetable", verbosity=0)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
