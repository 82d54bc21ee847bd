"""The time machine: `?on=2025-03-01` asks what was in force that day. What is no day gets a sentence, never an error."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.eligibility.answers import Unread, read_day

EARLIEST, LATEST = date(1949, 10, 1), date(2099, 12, 31)
LONGEST = 30


@dataclass(frozen=True)
class DayAsked:
    """`on` is the day to show; `said` what was typed; `wrong` why it could not be taken."""

    on: date
    said: str = ""
    wrong: str = ""

    @classmethod
    def of(cls, request) -> "DayAsked":
        today = timezone.localdate()
        said = request.GET.get("on", "").strip().replace("\x00", "")[:LONGEST]
        if not said:
            return cls(today)
        try:
            day = read_day(said, today)
        except Unread:
            return cls(today, said, _("“%(said)s” is no day. Write it like 2025-03-01.") % {"said": said})
        if not EARLIEST <= day <= LATEST:
            return cls(today, said, _("Choose a day between 1949 and 2099."))
        return cls(day, said)

    @property
    def travelled(self) -> bool:
        """Is another day than today shown?"""
        return self.on != timezone.localdate()

    @property
    def past(self) -> bool:
        return self.on < timezone.localdate()

    @property
    def query(self) -> str:
        """What a link carries to stay on this day."""
        return f"?on={self.on.isoformat()}" if self.travelled else ""
