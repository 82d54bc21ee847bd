"""What `manage.py doctor` says about the published rules."""

from collections.abc import Iterator

from cms.models import Programme
from portal.doctor import Finding, problem, well


def programmes() -> Iterator[Finding]:
    count, broken = Programme.objects.published().count(), Programme.objects.broken()
    if broken:
        yield problem(
            f"The published rule of {', '.join(broken)} cannot be read: nobody is answered by it. Mend it in the editor."
        )
    else:
        yield well(f"{count} programmes are published.")
