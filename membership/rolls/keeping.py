"""How long a roll's own words are kept: until they are imported, two weeks at most; the way back for ninety days."""

from datetime import timedelta

from django.utils import timezone

from membership.models.roll import RollImport, RollRow, RollState

STAGED_DAYS, WAY_BACK_DAYS = 14, 90


def forget() -> int:
    """Rows that nobody imported lose their words; imports that can no longer be taken back lose their deeds."""
    old = RollImport.objects.filter(at__lte=timezone.now() - timedelta(days=STAGED_DAYS))
    never = old.exclude(state__in=[RollState.DONE, RollState.UNDONE, RollState.UNDOING])
    gone, _by_model = never.delete()
    words = RollRow.objects.filter(roll__in=old).exclude(held=b"").update(held=b"")
    cleared = old.exclude(content=b"").update(content=b"")
    long_ago = timezone.now() - timedelta(days=WAY_BACK_DAYS)
    deeds, _by_model = RollRow.objects.filter(roll__ended_at__lte=long_ago).delete()
    return gone + words + cleared + deeds
