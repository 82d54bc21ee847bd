import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.crypto import EncryptedTextField
from portal.gate import GatedQuerySet


class RollKind(models.TextChoices):
    MEMBERS = "members", _("members")
    PAIRINGS = "pairings", _("households looked after")
    COUNCIL = "council", _("council and offices")
    RESIDENTS = "residents", _("residents and households")


class RollState(models.TextChoices):
    SHEET = "sheet", _("choose a sheet")
    READING = "reading", _("being read")
    COLUMNS = "columns", _("name the columns")
    PLANNING = "planning", _("being compared with the register")
    STAGED = "staged", _("waits for your yes")
    IMPORTING = "importing", _("being imported")
    STOPPED = "stopped", _("stopped")
    DONE = "done", _("imported")
    UNDOING = "undoing", _("being taken back")
    UNDONE = "undone", _("taken back")
    REFUSED = "refused", _("cannot be read")


WORKING = (RollState.READING, RollState.PLANNING, RollState.IMPORTING, RollState.UNDOING)


class RollImportQuerySet(GatedQuerySet):
    see_act = "edit register"

    def working(self):
        return self.filter(state__in=WORKING)


class RollImport(models.Model):
    """A roll somebody uploaded: read, compared, decided on, imported, and perhaps taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64)
    kind = models.CharField(_("kind of roll"), max_length=10, choices=RollKind.choices)
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    association = models.ForeignKey(
        "membership.Association", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("association"),
    )  # fmt: skip
    name = models.CharField(_("file"), max_length=120)
    as_of = models.DateField(_("state of the roll"), default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("uploaded"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=RollState.choices, default=RollState.READING)
    refusal = models.CharField(max_length=300, blank=True)
    content = EncryptedTextField()  # the file, until it is read
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=100, blank=True)
    layout: Any = models.JSONField(default=dict)
    upto = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RollImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("imported roll")
        verbose_name_plural = _("imported rolls")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RollState.values), name="roll_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=RollKind.values), name="roll_kind_is_known"),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(state__in=["undone", "refused"]), name="roll_of_a_place_once"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def works(self) -> bool:
        return self.state in WORKING

    @property
    def percent(self) -> int:
        return min(100, 100 * self.upto // self.total) if self.total else 0


class Verdict(models.TextChoices):
    """What will become of a row."""

    ADD = "add", _("will be added")
    CHANGE = "change", _("will be changed")
    SAME = "same", _("nothing new")
    DECIDE = "decide", _("needs a decision")
    SKIP = "skip", _("to be mended")
    LEFT = "left", _("not a person")


class Choice(models.TextChoices):
    SAME = "same", _("the same person")
    OTHER = "other", _("a different person")
    SKIP = "skip", _("leave out")


class RollRow(models.Model):
    """One line of a roll. What it says of people is sealed and is forgotten once it is imported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    roll = models.ForeignKey(RollImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("line of the file"))
    held = EncryptedTextField()
    identity_hash = models.CharField(max_length=64, blank=True)
    house = models.PositiveIntegerField(null=True)
    household = models.ForeignKey(
        "membership.Household", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(max_length=6, choices=Verdict.choices, blank=True)
    reasons: Any = models.JSONField(default=list)
    fields: Any = models.JSONField(default=list)
    found: Any = models.JSONField(default=list)
    choice = models.CharField(max_length=5, choices=Choice.choices, blank=True)
    written = models.BooleanField(default=False)
    deeds: Any = models.JSONField(default=list)
    before = EncryptedTextField()
    kept: Any = models.JSONField(default=list)

    class Meta:
        verbose_name = _("row of a roll")
        constraints = [models.UniqueConstraint(fields=["roll", "number"], name="roll_row_once")]
        indexes = [
            models.Index(fields=["roll", "verdict", "number"], name="roll_row_by_verdict"),
            models.Index(fields=["roll", "identity_hash"], name="roll_row_by_identity"),
        ]

    def __str__(self):
        return f"{self.roll} {self.number}"


class RollColumn(models.Model):
    """What a heading nobody could know means in this place; remembered for its next roll."""

    area = models.ForeignKey("portal.Area", models.CASCADE, related_name="+")
    heading = models.CharField(max_length=60)
    field = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("heading of a roll")
        constraints = [models.UniqueConstraint(fields=["area", "heading"], name="roll_heading_once")]

    def __str__(self):
        return self.heading
