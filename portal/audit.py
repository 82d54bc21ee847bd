"""Who did what, when: an append-only log, and the one door to masked personal data."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from portal import gate
from portal.models.audit import AuditEntry


def record(actor, action: str, obj, **details) -> AuditEntry:
    """Append one line. `details` never holds personal values, only names of fields and codes."""
    return AuditEntry.objects.create(
        actor=actor if getattr(actor, "is_authenticated", False) else None,
        action=action, model=obj._meta.label_lower, row=str(obj.pk),
        area_code=getattr(obj, "area_id", "") or "", details=details,
    )  # fmt: skip


def reveal(user, obj, field: str, reason: str) -> str:
    """Show one personal value of `obj` to somebody who says why. Logged before it is shown."""
    if len(reason.strip()) < 4:
        raise ValueError(_("Say in a few words why you need to see this."))
    if not gate.may(user, "reveal", getattr(obj, "area_id", "") or ""):
        raise PermissionDenied
    record(user, "reveal", obj, field=field, reason=reason.strip()[:200])
    value = getattr(obj, field)
    return value.open() if hasattr(value, "open") else str(value)
