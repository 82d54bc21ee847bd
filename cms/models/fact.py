from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from cms.blocks import ValuesBlock, choices
from cms.blocks.field import BlocksField
from cms.eligibility.facts import all_facts
from cms.models.approval import Approved
from cms.rule_data.words import filled, from_pair, pair
from portal import reading
from portal.gate import GatedQuerySet, may

KEY = RegexValidator(
    r"^(spouse\.|children\.)?[a-z][a-z0-9_]*$",
    _("Small letters, digits and _; “spouse.” or “children.” in front for the facts of a spouse or a child."),
)
CHANNELS = ("web", "sms", "voice")


class FactQuerySet(GatedQuerySet):
    see_act = "edit rules"

    def where_may(self, user, act):
        return self if may(user, act) else self.none()

    def offered(self):
        """What a rule may ask for."""
        return self.filter(live=True).order_by("pk")

    def types(self) -> dict[str, str]:
        """Each fact's type; also of those that come with Linli and are not loaded yet."""
        return {key: fact.type for key, fact in all_facts().items()} | dict(self.values_list("key", "type"))

    def definitions(self, keys) -> list[dict]:
        """The published definitions of these facts, to be kept with a rule."""
        return [fact.as_data() for fact in self.filter(live=True, key__in=keys).order_by("key")]


class Fact(Approved, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """One thing that can be known about a person, and how it is asked for."""

    class Type(models.TextChoices):
        BOOL = "bool", _("yes or no")
        CHOICE = "choice", _("one of some values")
        DATE = "date", pgettext_lazy("kind of answer", "a day")
        NUMBER = "number", _("a number")
        MONEY = "money", _("an amount of money")
        LIST = "list", _("several codes")
        YEARS = "years", _("several years")
        CHILDREN = "children", _("the children themselves")

    class About(models.TextChoices):
        PERSON = "person", pgettext_lazy("whose fact", "the person")
        SPOUSE = "spouse", _("the spouse")
        CHILD = "child", _("one child")
        HOUSEHOLD = "household", _("the household")

    class Direction(models.TextChoices):
        NONE = "", _("is no grade")
        LOW_IS_SEVERE = "low_is_severe", _("1 is the most severe grade")
        HIGH_IS_SEVERE = "high_is_severe", _("the highest number is the most severe grade")

    key = models.CharField(_("key"), max_length=60, unique=True, validators=[KEY])
    type = models.CharField(_("kind of answer"), max_length=10, choices=Type.choices)
    about = models.CharField(_("about whom"), max_length=10, choices=About.choices, default=About.PERSON)
    label_zh = models.CharField(_("name (Chinese)"), max_length=60)
    label_en = models.CharField(_("name (English)"), max_length=80)
    values = BlocksField(ValuesBlock, verbose_name=_("values"), blank=True, default=list)
    direction = models.CharField(_("grade"), max_length=15, choices=Direction.choices, blank=True, default="")
    web_zh = models.CharField(_("question on the web (Chinese)"), max_length=200, blank=True)
    web_en = models.CharField(_("question on the web (English)"), max_length=300, blank=True)
    sms_zh = models.CharField(_("question by SMS (Chinese)"), max_length=70, blank=True,
                              help_text=_("At most 70 characters: one message."))  # fmt: skip
    sms_en = models.CharField(_("question by SMS (English)"), max_length=160, blank=True)
    voice_zh = models.CharField(_("question by phone (Chinese)"), max_length=200, blank=True)
    voice_en = models.CharField(_("question by phone (English)"), max_length=300, blank=True)
    help_zh = models.TextField(_("help (Chinese)"), blank=True)
    help_en = models.TextField(_("help (English)"), blank=True)
    sensitivity = models.PositiveSmallIntegerField(
        _("how delicate"), default=0, validators=[MaxValueValidator(3)],
        help_text=_("0 plain to 3 very delicate. 3 is never asked by a machine: a person calls."),
    )  # fmt: skip
    staff_only = models.BooleanField(
        _("only staff can say"), default=False, help_text=_("From papers. It is never asked of a resident.")
    )
    cost = models.PositiveSmallIntegerField(
        _("hard to answer"), default=1, validators=[MaxValueValidator(3)],
        help_text=_("1 everybody knows it, 2 has to think, 3 has to look it up."),
    )  # fmt: skip
    freshness_days = models.PositiveIntegerField(
        _("days it stays true"), null=True, blank=True, help_text=_("Empty: it does not go stale.")
    )
    register_source = models.CharField(
        _("known to the register as"),
        max_length=100,
        blank=True,
        help_text=_("Empty: only the person can say."),
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sensitivity__lte=3, cost__lte=3), name="fact_delicate_and_cost_up_to_three"
            ),
        ]

    def __str__(self):
        return self.label(reading.language())

    def label(self, language: str) -> str:
        return (self.label_en if language == "en" else self.label_zh) or self.key

    def options(self, language: str) -> list[tuple[str, str]]:
        """(word, name) of each value."""
        rows = [row["value"] for row in self.values.stream_block.get_prep_value(self.values)]
        return [(row["value"], row.get(f"label_{language}") or row["value"]) for row in rows]

    def as_data(self) -> dict:
        """The definition as it stands in facts.json, without what is left at its default."""
        rows = [row["value"] for row in self.values.stream_block.get_prep_value(self.values)]
        return {"key": self.key, "type": self.type} | filled(
            {
                "label": pair(vars(self), "label"),
                "values": [row["value"] for row in rows],
                "value_labels": filled({row["value"]: pair(row, "label") for row in rows}),
                "direction": self.direction,
                "sensitivity": self.sensitivity or None,
                "staff_only": self.staff_only or None,
                "cost": self.cost if self.cost != 1 else None,
                "freshness_days": self.freshness_days,
                "question": self._questions(),
                "help": pair(vars(self), "help"),
            }
        )

    def _questions(self) -> dict[str, str]:
        asked = {f"{channel}_{language}": getattr(self, f"{channel}_{language}")
                 for channel in CHANNELS for language in ("zh", "en")}  # fmt: skip
        return filled({key.removeprefix("web_"): text for key, text in asked.items()})

    def fill(self, data: dict) -> "Fact":
        """Take over a definition of facts.json."""
        self.key, self.type = data["key"], data["type"]
        self.about = data.get("about") or self._about(data["key"])
        names = data.get("value_labels") or {}
        self.values = [
            {"type": "value", "value": {"value": word, **from_pair(names.get(word), "label")}}
            for word in data.get("values", ())
        ]
        texts = from_pair(data.get("label"), "label") | from_pair(data.get("help"), "help")
        question = data.get("question") or {}
        texts |= {f"web_{language}": question.get(language, "") for language in ("zh", "en")}
        texts |= {name: text for name, text in question.items() if name.startswith(("sms_", "voice_"))}
        for name, text in texts.items():
            setattr(self, name, text)
        for name, usual in (("direction", ""), ("sensitivity", 0), ("staff_only", False), ("cost", 1),
                            ("freshness_days", None), ("register_source", "")):  # fmt: skip
            setattr(self, name, data.get(name, usual))
        return self

    def _about(self, key: str) -> str:
        return {"spouse": "spouse", "children": "child"}.get(key.rpartition(".")[0], "person")

    def used_by(self) -> list[str]:
        """Codes of the programmes whose rule names this fact."""
        from cms.models.programme import Programme

        return sorted(one.code for one in Programme.objects.all() if self.key in one.used_facts())

    def clean(self):
        super().clean()
        before = Fact.objects.filter(pk=self.pk).first() if self.pk else None
        if before and (changed := list(self._settled(before))) and (codes := before.used_by()):
            rules = ", ".join(codes)
            raise ValidationError(
                {
                    name: _("A rule uses this fact (%(rules)s): make a new fact instead.") % {"rules": rules}
                    for name in changed
                }
            )
        if self.type == self.Type.CHOICE and not self.options("zh"):
            raise ValidationError({"values": _("Say which values it can have.")})

    def _settled(self, before: "Fact"):
        """What may not change while a rule uses the fact; a new value may be added."""
        yield from (name for name in ("key", "type") if getattr(self, name) != getattr(before, name))
        if {word for word, _name in before.options("zh")} - {word for word, _name in self.options("zh")}:
            yield "values"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        choices.forget()
