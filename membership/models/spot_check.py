import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership import sampling
from membership.models.evaluation import Evaluation, EvaluationState
from portal import audit, gate


class SpotCheck(models.Model):
    """A draw of one scheme: seed, list and size are written down first, and the sample follows from them.

    The table only grows, and nobody is twice among the candidates of a scheme: there is no second try.
    """

    scheme = models.ForeignKey(
        "membership.Scheme", models.PROTECT, related_name="spot_checks", verbose_name=_("scheme")
    )
    seed = models.CharField(_("seed"), max_length=64, editable=False)
    candidates = models.JSONField(_("drawn from"), default=list, editable=False)
    many = models.PositiveIntegerField(_("how many"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drawn by")
    )
    at = models.DateTimeField(_("drawn"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("spot check")

    def __str__(self):
        return f"{self.scheme}, {self.at:%Y-%m-%d}"

    @property
    def sample(self) -> list[int]:
        return sampling.drawn(self.seed, self.candidates, self.many)

    @classmethod
    @transaction.atomic
    def draw(cls, scheme, user) -> "SpotCheck | None":
        """Of all that wait for it; those not drawn have passed, those drawn are with the county."""
        if not gate.may_county_wide(user, "evaluate"):
            raise PermissionDenied
        waiting = Evaluation.objects.filter(scheme=scheme, state=EvaluationState.DRAW)
        keys = list(waiting.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
        if not keys:
            return None
        many = sampling.size(len(keys), scheme.percent, scheme.least)
        made = cls.objects.create(
            scheme=scheme, seed=secrets.token_hex(32), candidates=keys, many=many, by=user
        )
        drawn = Evaluation.objects.filter(pk__in=made.sample)
        drawn.update(state=EvaluationState.COUNTY, sampled=True)
        rest = waiting.filter(pk__in=keys).exclude(pk__in=made.sample)
        rest.update(state=EvaluationState.PASSED, sampled=False, passed_on=timezone.localdate())
        audit.record(user, "spot check drawn", scheme, candidates=len(keys), drawn=many)
        return made
