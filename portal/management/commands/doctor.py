"""Says in plain words how the house is. Ends with 1 where something needs a hand."""

import sys

from django.core.management.base import BaseCommand

from portal.doctor import Level, examine


class Command(BaseCommand):
    help = "What is configured, reachable, overdue, unsent. Names nobody."

    def handle(self, **options):
        found = list(examine())
        for name, finding in found:
            self.stdout.write(f"{finding.level.value:8} {name:10} {finding.text}")
        if any(finding.level is Level.PROBLEM for _name, finding in found):
            sys.exit(1)
