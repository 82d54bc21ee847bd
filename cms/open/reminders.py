"""A text to clerks before something falls due, and once it is late: at most one a week each."""

from collections import defaultdict
from datetime import date, timedelta

from django.utils import timezone

from cms.open import board
from portal.models import Duty, Outbox, User
from portal.roles import Role

AHEAD = timedelta(days=7)
HOURS = range(9, 18)
TEXT = "【邻里】{place}：{soon}项村务公开一周内到期，{late}项已逾期。请登录后台“村务公开”办理。"


def remind(day: date | None = None) -> int:
    """Queue what is to be said this week; said once however often this runs."""
    day = day or timezone.localdate()
    owed = [one for one in board.obligations("", day) if not one.is_published and one.due_on]
    by_place = defaultdict(lambda: [0, 0])
    names = {}
    for one in owed:
        if one.is_late or one.due_on <= day + AHEAD:
            by_place[one.area.code][one.is_late] += 1
            names[one.area.code] = one.area.name
    return sum(_tell(user, names[code], by_place[code], day) for code, user in _clerks(by_place))


def _clerks(codes) -> list[tuple[str, User]]:
    """Those who draft in these places and can be texted."""
    held = Duty.objects.current().filter(role=Role.CLERK, area_id__in=list(codes), user__is_active=True)
    return [
        (duty.area_id, duty.user)
        for duty in held.exclude(user__phone="").select_related("user")
        if duty.user.phone
    ]


def _tell(user, place: str, counts: list[int], day: date) -> int:
    soon, late = counts
    year, week, _weekday = day.isocalendar()
    key = f"open affairs:{user.pk}:{place}:{year}-{week:02}"
    if Outbox.objects.filter(key=key).exists():
        return 0
    text = TEXT.format(place=place, soon=soon, late=late)
    Outbox.objects.queue("sms", user.phone, text, purpose="notice", cause="open affairs", key=key)
    return 1


def remind_by_day() -> int:
    """Only while people work."""
    return remind() if timezone.localtime().hour in HOURS else 0
