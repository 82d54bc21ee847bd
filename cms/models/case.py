from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey

from cms.blocks.amounts import PER, PERIODS
from cms.rule_data.words import filled

VERDICTS = [
    ("yes", _("yes")),
    ("no", _("no")),
    ("unknown", _("not certain yet")),
    ("staff", _("staff decide")),
    ("not_in_force", _("not in force")),
    ("window_closed", _("too late to claim")),
    ("elsewhere", _("apply elsewhere")),
]


class RuleCase(models.Model):
    """An invented person and what the rule must say to them. A red case keeps a rule from being published."""

    programme = ParentalKey("cms.Programme", on_delete=models.CASCADE, related_name="cases")
    name = models.CharField(_("name"), max_length=200)
    on = models.DateField(_("day"))
    area = models.CharField(_("area code"), max_length=20, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    verdict = models.CharField(_("verdict"), max_length=15, choices=VERDICTS)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    period = models.CharField(
        pgettext_lazy("of a payment", "period"), max_length=10, blank=True, choices=PERIODS
    )
    per = models.CharField(_("for whom"), max_length=10, blank=True, choices=PER)
    missing = models.JSONField(
        _("exactly these facts are missing"), null=True, blank=True, help_text=_("Empty: not checked.")
    )
    missing_any = models.JSONField(_("one of these facts is missing"), default=list, blank=True)
    checks_question = models.BooleanField(_("check the next question"), default=False)
    next_question = models.CharField(_("next question"), max_length=60, blank=True)
    checks_opens_on = models.BooleanField(_("check the day it opens"), default=False)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    generated = models.BooleanField(_("generated"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = pgettext_lazy("of a rule", "case")
        verbose_name_plural = pgettext_lazy("of a rule", "cases")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(verdict="yes"),
                name="rule_case_amount_only_with_a_yes",
            ),
        ]

    def __str__(self):
        return self.name

    def as_data(self) -> dict:
        """One line of a case file."""
        data = {
            "id": self.name,
            "on": self.on.isoformat(),
            "facts": self.facts,
            "verdict": self.verdict,
            "amount": None if self.amount is None else f"{Decimal(self.amount):.2f}",
            "period": self.period or None,
            "per": self.per or None,
            "missing_any": self.missing_any,
        }
        data |= filled({"area": self.area, "note": self.note, "source": self.source})
        data |= {} if self.missing is None else {"missing": self.missing}
        data |= {"next_question": self.next_question or None} if self.checks_question else {}
        return data | (
            {"opens_on": self.opens_on and self.opens_on.isoformat()} if self.checks_opens_on else {}
        )

    @classmethod
    def from_data(cls, data: dict) -> "RuleCase":
        return cls(
            name=str(data.get("id", ""))[:200],
            on=date.fromisoformat(data["on"]),
            facts=data["facts"],
            verdict=data["verdict"],
            amount=data.get("amount") and Decimal(data["amount"]),
            missing=data.get("missing"),
            missing_any=data.get("missing_any") or [],
            checks_question="next_question" in data,
            checks_opens_on="opens_on" in data,
            opens_on=data.get("opens_on") and date.fromisoformat(data["opens_on"]),
            generated=bool(data.get("generated")),
            **{
                key: data.get(key) or ""
                for key in ("area", "period", "per", "next_question", "note", "source")
            },
        )
