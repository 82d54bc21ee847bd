"""What was approved for a later day goes live on it. The day of the law is another matter: see RuleVersion."""

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

ONE_AT_A_TIME = 7_110_032  # the number of the lock under which it is done


def due(now=None) -> int:
    """How many revisions wait to go live, and live things to end, by now."""
    now = now or timezone.now()
    drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    ending = sum(model._default_manager.filter(live=True, expire_at__lt=now).count() for model in drafts)
    return ending + Revision.objects.filter(approved_go_live_at__lt=now).count()


def publish_due() -> int:
    """Publish it; two processes at once do it once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            return 0
        if count := due():
            call_command("publish_scheduled")
        return count
