import secrets
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import audit, gate, masks, states
from portal.gate import GatedQuerySet
from portal.models import CaseWish
from portal.notice_period import notice_period


class HonourKind(models.TextChoices):
    MEMBER = "member", _("advanced member")
    GROUP = "group", _("advanced member group")
    HOUSEHOLD = "household", _("model household")


class HonourState(models.TextChoices):
    NOMINATED = "nominated", _("nominated")
    CHECKED = "checked", _("checked")
    NOTICE = "notice", _("on public notice")
    AWARDED = "awarded", _("awarded")
    DROPPED = "dropped", _("not awarded")


HONOUR_MOVES: dict[str, set[str]] = {
    "nominated": {"checked", "dropped"},
    "checked": {"notice", "dropped"},
    "notice": {"awarded", "dropped"},
    "awarded": set(),
    "dropped": set(),
}


class TooEarly(Exception):
    """The notice still hangs, or an objection has no answer. The text is shown as it is."""


class HonourQuerySet(GatedQuerySet):
    see_act = "see members"
    code_field = "association__area_id"

    def public(self):
        """What everybody may read: on notice, and awarded."""
        return self.filter(state__in=[HonourState.NOTICE, HonourState.AWARDED])


class Honour(models.Model):
    """A member, a group or a household is honoured for a year: nominated, checked, on public notice, awarded."""

    association = models.ForeignKey(
        "membership.Association", models.PROTECT, related_name="honours", verbose_name=_("association")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=10, choices=HonourKind.choices)
    member = models.ForeignKey(
        "membership.Membership", models.PROTECT, null=True, blank=True, related_name="honours",
        verbose_name=_("member"),
    )  # fmt: skip
    group = models.ForeignKey(
        "membership.MemberGroup", models.PROTECT, null=True, blank=True, related_name="honours",
        verbose_name=_("member group"),
    )  # fmt: skip
    household = models.ForeignKey(
        "membership.Household", models.PROTECT, null=True, blank=True, related_name="honours",
        verbose_name=_("household"),
    )  # fmt: skip
    reason = models.CharField(_("what for"), max_length=300)
    named = models.BooleanField(
        _("agreed to be named in full"), default=False,
        help_text=_("Without it the public reads the family name only."),
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=HonourState.choices, default=HonourState.NOMINATED
    )
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("nominated by")
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("checked by"),
    )  # fmt: skip
    notice_from = models.DateField(_("notice from"), null=True, blank=True)
    notice_until = models.DateField(_("notice until"), null=True, blank=True)
    notice_rule = models.CharField(max_length=80, blank=True)
    objections_answered = models.CharField(_("what became of the objections"), max_length=300, blank=True)
    awarded_on = models.DateField(_("awarded on"), null=True, blank=True)
    token = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe, editable=False)

    objects = HonourQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "association__area_id", "pk"]
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HonourState.values), name="honour_state_is_known"),
            models.CheckConstraint(
                condition=(
                    Q(kind="member", member__isnull=False, group=None, household=None)
                    | Q(kind="group", member=None, group__isnull=False, household=None)
                    | Q(kind="household", member=None, group=None, household__isnull=False)
                ),
                name="honour_is_of_one",
                violation_error_message=_("Choose one member, one group or one household, as the kind says."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["notice", "awarded"])
                | Q(notice_from__isnull=False, notice_until__isnull=False),
                name="honour_had_its_notice",
            ),
            models.CheckConstraint(
                condition=Q(awarded_on=None, state__in=["nominated", "checked", "notice", "dropped"])
                | Q(awarded_on__isnull=False, state="awarded", awarded_on__gt=models.F("notice_until")),
                name="honour_awarded_after_its_notice",
            ),
            *[
                models.UniqueConstraint(
                    fields=["year", kind], condition=Q(**{f"{kind}__isnull": False}) & ~Q(state="dropped"),
                    name=f"honour_of_{kind}_once_a_year",
                    violation_error_message=_("Nominated for this year already."),
                )
                for kind in HonourKind.values
            ],
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("nominated_by")),
                name="honour_checked_by_somebody_else",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.whom}, {self.get_kind_display()} {self.year}"

    @property
    def area_id(self):
        return self.association.area_id

    @property
    def whom(self):
        return self.member or self.group or self.household

    @property
    def public_name(self) -> str:
        """A group by its name; people in full only if they agreed."""
        name = str(self.whom)
        return name if self.group_id or self.named else masks.name(name)

    def check_it(self, user) -> None:
        """Somebody other than who nominated says that it is right."""
        self._officer(user)
        if user.pk == self.nominated_by_id:
            raise PermissionDenied(gettext("Who nominated does not check. A colleague has to do this step."))
        states.move(self, from_={HonourState.NOMINATED}, to=HonourState.CHECKED, checked_by=user)
        audit.record(user, "honour checked", self)

    def post(self, user, days: int, first: date | None = None) -> None:
        """Hangs where everybody may read it, for so many days."""
        self._officer(user)
        notice = notice_period(first or timezone.localdate(), days)
        states.move(
            self, from_={HonourState.CHECKED}, to=HonourState.NOTICE, notice_from=notice.first,
            notice_until=notice.last, notice_rule=notice.rule,
        )  # fmt: skip
        audit.record(user, "honour on notice", self, days=days)

    @property
    def objections(self):
        return CaseWish.objects.filter(key__startswith=f"honour:{self.pk}:")

    @transaction.atomic
    def award(self, user, answered: str = "") -> None:
        """After the notice, with a word on each objection."""
        self._officer(user)
        today = timezone.localdate()
        if self.notice_until and today <= self.notice_until:
            raise TooEarly(
                gettext("The notice hangs until %(day)s. Award it after that day.")
                % {"day": self.notice_until}
            )
        if self.objections.exists() and not answered.strip():
            raise TooEarly(gettext("Somebody objected. Say in a sentence what became of it."))
        states.move(
            self, from_={HonourState.NOTICE}, to=HonourState.AWARDED, awarded_on=today,
            objections_answered=answered.strip()[:300],
        )  # fmt: skip
        audit.record(user, "honour awarded", self)

    def drop(self, user) -> None:
        self._officer(user)
        states.move(self, from_=set(HONOUR_MOVES) - {"awarded", "dropped"}, to=HonourState.DROPPED)
        audit.record(user, "honour dropped", self)

    def object_to(self, text: str, key: str) -> CaseWish:
        """Somebody objects while the notice hangs: it becomes a case."""
        return CaseWish.objects.wish(
            kind="complaint", text=text, cause=f"objection to honour {self.pk}", key=f"honour:{self.pk}:{key}",
            area=self.association.area, about=f"{self._meta.label_lower}:{self.pk}",
        )  # fmt: skip

    def _officer(self, user) -> None:
        if not gate.may(user, "evaluate", self.area_id):
            raise PermissionDenied
