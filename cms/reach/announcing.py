"""What was published becomes an announcement, once, and everybody who asked is told, once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms.models import Announcement, Subscription
from cms.reach import things
from cms.reach.words import text_of
from portal.models import Consent, Outbox

NEW = timedelta(days=7)  # what is older is no news
AT_ONCE = 200
MORNING, EVENING = 8, 20


def announce() -> int:
    """Find what is new and tell who asked of it; returns how many announcements and texts were written."""
    Subscription.objects.forgotten()
    worked = found()
    while some := told():
        worked += some
    return worked


def found() -> int:
    """An announcement for each thing published in the last days; a second language is the same thing."""
    since, made = timezone.now() - NEW, 0
    for kind in things.KINDS:
        new: dict[str, dict] = {}
        for language in ("zh-hans", "en"):
            for thing in things.things(kind, language):
                if thing.published >= since:
                    new.setdefault(thing.key, {})[language] = thing
        held = set(Announcement.objects.filter(key__in=new).values_list("key", flat=True))
        made += sum(_write(key, spoken) for key, spoken in new.items() if key not in held)
    return made


def _write(key: str, spoken: dict) -> bool:
    first = next(iter(spoken.values()))
    _row, made = Announcement.objects.get_or_create(
        key=key,
        defaults={
            "kind": first.kind, "area": first.area, "published_at": first.published,
            "titles": {language: thing.title for language, thing in spoken.items()},
        },
    )  # fmt: skip
    return made


def told() -> int:
    """The next subscribers of the oldest open announcement. Two at once step over each other."""
    with transaction.atomic():
        row = Announcement.objects.filter(done_at=None).select_for_update(skip_locked=True).first()
        if row is None:
            return 0
        rows = Subscription.objects.wanting(row.kind, row.area_id, row.published_at).order_by("pk")
        some = list((rows.filter(pk__gt=row.upto) if row.upto else rows)[:AT_ONCE])
        for subscription in some:
            tell(row, subscription)
        row.upto = some[-1].pk if some else row.upto
        row.done_at = None if len(some) == AT_ONCE else timezone.now()
        row.save(update_fields=["upto", "done_at"])
    return len(some) or 1


def tell(row: Announcement, subscription: Subscription) -> None:
    """One text in the outbox; whoever sent STOP has ended the subscription by it."""
    address = subscription.address.open()
    if not Consent.objects.allows(address, Consent.Purpose.BULK):
        subscription.end("STOP")
        return
    Outbox.objects.queue(
        subscription.channel, address, text_of(row.kind, row.title(subscription.language), subscription.language),
        purpose="bulk", cause="announcement", key=f"announcement:{row.pk}:{subscription.pk}",
        language=subscription.language, not_before=by_day(timezone.now()),
    )  # fmt: skip


def by_day(now):
    """No text at night: what is published late goes out in the morning."""
    here = timezone.localtime(now)
    if MORNING <= here.hour < EVENING:
        return now
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return morning if here.hour < MORNING else morning + timedelta(days=1)
