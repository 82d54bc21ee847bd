from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet


class StagedImportQuerySet(GatedQuerySet):
    see_act = "use admin"

    def visible_to(self, user):
        """One's own uploads only: nobody accepts a file somebody else chose."""
        return self.filter(by=user) if user.is_authenticated else self.none()

    @transaction.atomic
    def stage(
        self, *, kind: str, about: str, name: str, content: bytes, by, found: dict, problems: list, area=None,
        again: bool = False,
    ):  # fmt: skip
        """Keep what a file holds until somebody accepts it. The same file for the same thing is one row.

        A file that was accepted before comes back as it is, unless it may be taken `again`.
        """
        key = sha256(f"{kind}:{about}:".encode() + content).hexdigest()
        row: StagedImport = self.select_for_update().filter(key=key).first() or StagedImport(key=key)  # type: ignore[assignment]
        if row.accepted_at and not again:
            return row
        told = {"kind": kind, "about": about, "name": name[:120], "area": area, "by": by, "found": found}
        for field, value in {**told, "problems": problems, "accepted_at": None, "at": timezone.now()}.items():
            setattr(row, field, value)
        row.save()
        return row


class StagedImport(models.Model):
    """A file somebody uploaded, read but not yet believed: rows and problems wait for a yes."""

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    about = models.CharField(_("about what"), max_length=64)
    name = models.CharField(_("file"), max_length=120)
    area = models.ForeignKey("portal.Area", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("uploaded"), default=timezone.now)
    found = models.JSONField(_("what it holds"), default=dict)
    problems = models.JSONField(_("problems"), default=list)
    accepted_at = models.DateTimeField(_("taken over"), null=True, blank=True)

    objects = StagedImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("uploaded table")

    def __str__(self):
        return self.name

    @transaction.atomic
    def accept(self, write: Callable[[dict], Any]) -> bool:
        """Hand what was found to `write`, once, and forget it. False if it was accepted before or has problems."""
        row = StagedImport.objects.select_for_update().get(pk=self.pk)
        if row.accepted_at or row.problems:
            return False
        write(row.found)
        row.found, row.accepted_at = {}, timezone.now()
        row.save(update_fields=["found", "accepted_at"])
        self.refresh_from_db()
        return True
