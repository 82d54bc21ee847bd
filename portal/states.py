"""Changing a state: compare and write in one statement."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


class WrongState(Exception):
    """Somebody else was faster, or the step is not allowed from here. The text is shown as it is."""

    def __init__(self, record, to: str):
        self.record, self.to = record, to
        now = record.get_state_display() if hasattr(record, "get_state_display") else record.state
        super().__init__(
            _("This step is not possible now: the state is “%(now)s”. Reload the page to see what happened.")
            % {"now": now}
        )


def move(record, *, from_: Iterable[str], to: str, **changes) -> None:
    """Set `state` to `to`, only while the row is still in one of `from_`; else raise WrongState."""
    rows = type(record)._base_manager.filter(pk=record.pk, state__in=set(from_))
    moved = rows.update(state=to, **changes)
    record.refresh_from_db()
    if not moved:
        raise WrongState(record, to)
