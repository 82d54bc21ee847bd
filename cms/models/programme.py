from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from cms.eligibility import BadRule, Rules
from portal.gate import GatedQuerySet, may


class ProgrammeQuerySet(GatedQuerySet):
    see_act = "edit rules"

    def published(self):
        return self.filter(live=True)

    def rules(self) -> list[Rules]:
        """Every published rule, as the engine wants it."""
        return [programme.as_rules for programme in self.published().order_by("code")]

    def where_may(self, user, act):
        return self if may(user, act) else self.none()


class Programme(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A benefit and its rule. Its page, the hotline and the batch all apply this one text."""

    code = models.SlugField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=100)
    rule = models.JSONField(
        _("rule"), help_text=_("Versions, criteria, amounts and sources. See docs/rules.md.")
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("rule")]

    class Meta:
        ordering = ["code"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return self.rule.get("name", {}).get("en" if get_language() == "en" else "zh", self.name)

    @cached_property
    def as_rules(self) -> Rules:
        return Rules.from_json(self.rule)

    def clean(self):
        super().clean()
        try:
            rules = Rules.from_json(self.rule)
        except BadRule as problem:
            raise ValidationError({"rule": problem.problems}) from None
        except (AttributeError, KeyError, TypeError) as problem:
            raise ValidationError({"rule": _("This is not a rule: %s.") % problem}) from None
        if rules.code != self.code:
            raise ValidationError({"code": _("The rule says “%s”.") % rules.code})
