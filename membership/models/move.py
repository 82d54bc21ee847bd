import operator
from functools import reduce

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from membership.models.household import Household, HouseholdMember, Relation
from portal import states
from portal.gate import GatedQuerySet, reach


class MoveState(models.TextChoices):
    OFFERED = "offered", pgettext_lazy("a move", "offered")
    ACCEPTED = "accepted", pgettext_lazy("a move", "accepted")
    REFUSED = "refused", pgettext_lazy("a move", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("a move", "withdrawn")


MOVES: dict[str, set[str]] = {
    "offered": {"accepted", "refused", "withdrawn"},
    "accepted": set(),
    "refused": set(),
    "withdrawn": set(),
}


class MoveQuerySet(GatedQuerySet):
    """Both sides see a move: who offers it and who is asked."""

    see_act = "see households"
    SIDES = ("from_area_id", "to_area_id")

    def where_may(self, user, act: str):
        return self.filter(reduce(operator.or_, [reach(user, act, side) for side in self.SIDES]))

    def waiting(self):
        return self.filter(state=MoveState.OFFERED)

    def with_head(self):
        """Each with `who`: the head of the household, or the person, without a query a row."""
        head = HouseholdMember.objects.current().filter(
            household=models.OuterRef("household"), relation=Relation.HEAD
        )
        named = models.Subquery(head.values("resident__name")[:1])
        return self.annotate(who=Coalesce("resident__name", named, "household__address"))

    def to_decide_by(self, user):
        return self.waiting().filter(reach(user, "edit register", "to_area_id"))


class Move(models.Model):
    """A household or one person goes from one place to another: offered by the one, accepted by the other."""

    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="moves", verbose_name=_("household")
    )
    resident = models.ForeignKey(
        "membership.Resident", models.PROTECT, null=True, blank=True, related_name="moves", verbose_name=_("resident")
    )  # fmt: skip
    from_area = models.ForeignKey(
        "portal.Area", models.PROTECT, related_name="+", verbose_name=_("from place")
    )
    to_area = models.ForeignKey("portal.Area", models.PROTECT, related_name="+", verbose_name=_("to place"))
    why = models.CharField(_("why"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MoveState.choices, default=MoveState.OFFERED, editable=False
    )
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("offered at"), default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    word = models.CharField(_("answer"), max_length=200, blank=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MoveState.values), name="move_state_is_known"),
            models.CheckConstraint(
                condition=Q(household__isnull=False, resident=None) | Q(household=None, resident__isnull=False),
                name="move_of_a_household_or_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(from_area=F("to_area")), name="move_goes_somewhere",
                violation_error_message=_("Choose another place than the one where they are registered."),
            ),
            models.UniqueConstraint(
                fields=["household"], condition=Q(state="offered"), name="move_of_a_household_offered_once",
                violation_error_message=_("A move is offered already. Withdraw it first."),
            ),
            models.UniqueConstraint(
                fields=["resident"], condition=Q(state="offered"), name="move_of_a_person_offered_once",
                violation_error_message=_("A move is offered already. Withdraw it first."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return getattr(self, "who", None) or str(self.household or self.resident)

    def offer(self) -> None:
        self.full_clean(exclude=["decided_by", "decided_at"])
        self.save()

    def refuse(self, by, word: str) -> None:
        self._decide(MoveState.REFUSED, by, word)

    def withdraw(self, by) -> None:
        self._decide(MoveState.WITHDRAWN, by)

    @transaction.atomic
    def accept(self, by, into: Household | None = None, relation: str = "other") -> None:
        """The whole of it, or nothing: place, people, home, and who looked after them until now."""
        self._decide(MoveState.ACCEPTED, by)
        thing = self.household or self.resident
        thing = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
        if thing.area_id != self.from_area_id:
            raise ValidationError(
                _now("They are no longer registered where this was offered. Refuse this move.")
            )
        if self.household_id:
            thing.move_to(self.to_area, _now("The household moved to %(place)s.") % {"place": self.to_area})
        else:
            thing.move_to(self.to_area, into, relation)

    def _decide(self, state: MoveState, by, word: str = "") -> None:
        states.move(
            self, from_={"offered"}, to=state, decided_by=by, decided_at=timezone.now(), word=word[:200]
        )
