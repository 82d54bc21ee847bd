"""Ends with 0 if worker and schedule were alive within the last minute: a container's health check."""

import sys
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.models import Heartbeat


class Command(BaseCommand):
    help = "Has the schedule rung and a worker heard it within a minute?"

    def handle(self, **options):
        since = timezone.now() - timedelta(seconds=60)
        if not Heartbeat.objects.filter(at__gt=since).exists():
            sys.exit("No worker or no schedule for a minute.")
