import secrets
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from membership.models.item_result import ItemResult, Level, ResultState
from portal import audit, gate, states
from portal.gate import GatedQuerySet
from portal.models.area import Level as AreaLevel


class EvaluationState(models.TextChoices):
    SELF = "self", _("self-check")
    TOWNSHIP = "township", _("with the township")
    DRAW = "draw", _("waits for the county's draw")
    COUNTY = "county", _("with the county")
    PASSED = "passed", _("passed")


EVALUATION_MOVES: dict[str, set[str]] = {
    "self": {"township", "draw"},
    "township": {"draw"},
    "draw": {"county", "passed"},
    "county": {"passed"},
    "passed": set(),
}


class CheckedBefore(PermissionDenied):
    """Who checked at one level does not check the same association at another."""


class NotAllPassed(Exception):
    """An item is open or failed. The text is shown as it is."""


class EvaluationQuerySet(GatedQuerySet):
    see_act = "see associations"
    code_field = "association__area_id"

    @transaction.atomic
    def begin(self, scheme) -> int:
        """One for each standing association below the scheme's county that has none."""
        from membership.models.association import Association

        rows = Association.objects.standing().filter(area_id__within=scheme.area_id)
        missing = rows.exclude(evaluations__scheme=scheme)
        made = self.bulk_create(self.model(scheme=scheme, association=one) for one in missing)
        return len(made)


class Evaluation(models.Model):
    """One association under one scheme: the village looks at itself, the township checks, the county draws some."""

    scheme = models.ForeignKey(
        "membership.Scheme", models.PROTECT, related_name="evaluations", verbose_name=_("scheme")
    )
    association = models.ForeignKey(
        "membership.Association", models.PROTECT, related_name="evaluations", verbose_name=_("association")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=EvaluationState.choices, default=EvaluationState.SELF
    )
    sampled = models.BooleanField(_("drawn for the spot check"), null=True, editable=False)
    passed_on = models.DateField(_("passed on"), null=True, blank=True)
    token = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe, editable=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "association__area_id", "pk"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "association"], name="evaluation_once_per_scheme"),
            models.CheckConstraint(
                condition=Q(state__in=EvaluationState.values), name="evaluation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="passed", passed_on__isnull=False)
                | (~Q(state="passed") & Q(passed_on=None)),
                name="evaluation_passes_on_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.association} {self.scheme.year}"

    @property
    def area_id(self):
        return self.association.area_id

    @property
    def has_township(self) -> bool:
        """A township's own association has no township above it."""
        return len(self.area_id) > AreaLevel.TOWNSHIP

    @property
    def level(self) -> str | None:
        """At which level it is being checked; None between levels and at the end."""
        return self.state if self.state in Level.values else None

    def may_check(self, user) -> bool:
        """The village's clerk looks at itself; an officer of the township, then of the county, checks."""
        if self.level == Level.SELF:
            return gate.may(user, "edit register", self.area_id)
        longest = {Level.TOWNSHIP: AreaLevel.TOWNSHIP, Level.COUNTY: AreaLevel.COUNTY}.get(self.level)
        held = gate.places(user, "evaluate")
        return bool(longest) and any(self.area_id.startswith(c) and len(c) <= longest for c in held)

    def guard(self, user) -> None:
        if not self.may_check(user):
            raise PermissionDenied
        if self.results.exclude(level=self.level).filter(by=user).exists():
            raise CheckedBefore(
                gettext("You have checked this association before. A colleague has to do this step.")
            )

    @transaction.atomic
    def judge(self, item, user, passes: bool, finding: str = "", mend_by: date | None = None) -> ItemResult:
        """One item, at the level where the evaluation stands: passed, or failed with a day to mend it by."""
        standing = Evaluation.objects.select_for_update(no_key=True).get(pk=self.pk)
        standing.guard(user)
        result, _made = ItemResult.objects.get_or_create(evaluation=self, item=item, level=standing.level)
        to = ResultState.PASSED if passes else ResultState.FAILED
        states.move(
            result, from_={ResultState.OPEN, ResultState.MENDED}, to=to, by=user, at=timezone.now(),
            finding="\n".join(filter(None, [result.finding, finding])), mend_by=None if passes else mend_by,
        )  # fmt: skip
        audit.record(user, f"evaluation {to}", self, item=item.pk, level=standing.level)
        return result

    @transaction.atomic
    def hand_on(self, user) -> None:
        """To the next level, once every item has passed at this one."""
        standing = Evaluation.objects.select_for_update(no_key=True).get(pk=self.pk)
        standing.guard(user)
        passed = standing.results.filter(level=standing.level, state=ResultState.PASSED).values("item")
        if standing.scheme.items.exclude(pk__in=passed).exists():
            raise NotAllPassed(
                gettext("Every item has to pass first. Look at those that are open or failed.")
            )
        after = {Level.SELF: "township" if self.has_township else "draw", Level.TOWNSHIP: "draw"}
        to = after.get(standing.level, EvaluationState.PASSED)
        done = {"passed_on": timezone.localdate()} if to == EvaluationState.PASSED else {}
        states.move(self, from_={standing.state}, to=to, **done)
        audit.record(user, f"evaluation to {to}", self)

    @property
    def results_by_item(self) -> dict[int, ItemResult]:
        """Of each item what was said last: the county's word before the township's before the village's."""
        ordered = sorted(self.results.all(), key=lambda one: Level.values.index(one.level))
        return {one.item_id: one for one in ordered}
