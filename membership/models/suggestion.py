from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models.full_coverage import CONTACTS
from membership.models.pairing import Pairing, PairingKind
from membership.models.pairing_rules import PairingRefused, refusals_in_words
from portal.gate import GatedQuerySet
from portal.models.periods import since
from portal.states import WrongState


class RunState(models.TextChoices):
    WAITING = "waiting", _("waits to be worked on")
    WORKING = "working", _("being worked on")
    DONE = "done", _("all villages looked at")
    STOPPED = "stopped", _("stopped")


RUN_MOVES: dict[str, set[str]] = {
    "waiting": {"working", "done", "stopped"},
    "working": {"done", "stopped"},
    "done": set(),
    "stopped": set(),
}


class PairingRunQuerySet(GatedQuerySet):
    see_act = "see pairings"

    def unfinished(self):
        return self.filter(state__in=["waiting", "working"])


class PairingRun(models.Model):
    """Somebody asked who should look after whom in a place and all below it; village by village."""

    area = models.ForeignKey(
        "portal.Area", models.PROTECT, related_name="pairing_runs", verbose_name=_("area")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    state = models.CharField(_("state"), max_length=8, choices=RunState.choices, default=RunState.WAITING)
    villages = models.PositiveIntegerField(_("villages"), default=0)
    done = models.PositiveIntegerField(_("villages looked at"), default=0)
    alone = models.JSONField(_("households nobody was found for"), default=dict)
    made_at = models.DateTimeField(_("asked"), default=timezone.now)

    objects = PairingRunQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("search for pairings")
        verbose_name_plural = _("searches for pairings")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="pairing_run_state_is_known")
        ]

    def __str__(self):
        return f"{self.area}, {timezone.localtime(self.made_at):%Y-%m-%d %H:%M}"

    @property
    def unfinished(self) -> bool:
        return self.state in {RunState.WAITING, RunState.WORKING}

    def stop(self) -> None:
        """No further village; what is suggested so far stays."""
        type(self).objects.unfinished().filter(pk=self.pk).update(state=RunState.STOPPED)
        self.refresh_from_db()

    @property
    def percent(self) -> int:
        return 100 * self.done // self.villages if self.villages else 100


class SuggestionState(models.TextChoices):
    OFFERED = "offered", _("suggested")
    ACCEPTED = "accepted", _("taken up")
    DECLINED = "declined", _("declined")


SUGGESTION_MOVES: dict[str, set[str]] = {
    "offered": {"accepted", "declined"},
    "accepted": set(),
    "declined": set(),
}


class PairingSuggestionQuerySet(GatedQuerySet):
    see_act = "see pairings"
    code_field = "household__area_id"

    def open(self):
        return self.filter(state=SuggestionState.OFFERED)


class PairingSuggestion(models.Model):
    """Nothing changes until a person accepts it. `reasons` are codes with numbers, said in words by screens."""

    run = models.ForeignKey(PairingRun, models.CASCADE, related_name="suggestions", verbose_name=_("search"))
    household = models.ForeignKey(
        "membership.Household", models.CASCADE, related_name="suggestions", verbose_name=_("household")
    )
    member = models.ForeignKey(
        "membership.Membership", models.CASCADE, related_name="suggestions", verbose_name=_("member")
    )
    cost = models.FloatField(_("cost"))
    reasons = models.JSONField(_("reasons"), default=list)
    state = models.CharField(
        _("state"), max_length=8, choices=SuggestionState.choices, default=SuggestionState.OFFERED
    )
    declined_because = models.CharField(_("declined because"), max_length=120, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    pairing = models.OneToOneField(
        "membership.Pairing",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="suggestion",
        editable=False,
    )

    objects = PairingSuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["run", "cost", "pk"]
        verbose_name = _("suggested pairing")
        verbose_name_plural = _("suggested pairings")
        constraints = [
            models.UniqueConstraint(fields=["run", "household", "member"], name="suggestion_once_per_search"),
            models.CheckConstraint(
                condition=Q(state="offered", decided_by=None)
                | Q(state__in=["accepted", "declined"], decided_by__isnull=False),
                name="suggestion_decision_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.member} → {self.household}"

    @transaction.atomic
    def accept(self, user, why: str = "") -> Pairing:
        """Make the pair, if the register of this moment still allows it; else `PairingRefused` says what changed."""
        row = self._held()
        day = timezone.localdate()
        if problem := row.changed_meanwhile(day):
            raise PairingRefused(str(problem))
        with refusals_in_words():
            pair = Pairing.objects.create(
                household=row.household, member=row.member, period=since(day), why=why[:200], kind=row.kind
            )
        row._decide(user, SuggestionState.ACCEPTED, pairing=pair)
        return pair

    @transaction.atomic
    def decline(self, user, because: str) -> None:
        self._held()._decide(user, SuggestionState.DECLINED, declined_because=because[:120])

    @property
    def kind(self) -> str:
        special = "special" in self.household.kinds
        return PairingKind.TWO_POSTS if special else PairingKind.CONTACT

    def changed_meanwhile(self, day):
        """What is no longer as it was when this was suggested."""
        wanted = CONTACTS if "special" in self.household.kinds else 1
        if self.household.ended_on:
            return _("Meanwhile this household was closed.")
        if not self.member.lasts(day):
            return _("Meanwhile this member left the association.")
        if self.household.pairings.on(day).count() >= wanted:
            return _("Meanwhile somebody else was found for this household.")
        return None

    def _held(self) -> "PairingSuggestion":
        """This row, from now until the end of the transaction, as nobody has decided it."""
        locked = PairingSuggestion.objects.select_for_update(of=("self", "household"))
        row = locked.select_related("household", "member__association").get(pk=self.pk)
        if row.state != SuggestionState.OFFERED:
            raise WrongState(row, row.state)
        return row

    def _decide(self, user, state: str, **changes) -> None:
        changes |= {"state": state, "decided_by": user, "decided_at": timezone.now()}
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=list(changes))
