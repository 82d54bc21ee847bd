import logging
from functools import cached_property
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from cms import rule_data
from cms.blocks import InteractionsBlock, SourcesBlock, choices
from cms.blocks.field import BlocksField
from cms.eligibility import Rules
from cms.models.approval import Approved
from cms.models.case import RuleCase
from cms.models.fact import Fact
from cms.models.kept import KeptRule
from cms.models.version import RuleVersion
from portal.gate import GatedQuerySet, may
from portal.reading import english

log = logging.getLogger(__name__)
STREAMS = ("sources", "interactions")
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


class ProgrammeQuerySet(GatedQuerySet):
    see_act = "edit rules"

    def published(self):
        return self.filter(live=True)

    def rules(self) -> list[Rules]:
        """Every published rule, as the engine wants it; one that cannot be read is left out."""
        read = (programme.readable for programme in self.published().order_by("code"))
        return [rules for rules in read if rules]

    def broken(self) -> list[str]:
        """Codes of what is published, but no rule."""
        return [one.code for one in self.published().order_by("code") if not one.readable]

    def where_may(self, user, act):
        return self if may(user, act) else self.none()


def short(label, most=200):
    return models.CharField(label, max_length=most, blank=True)


def listed(label, help_text=""):
    return models.TextField(label, blank=True, help_text=help_text or _("One a line."))


class Programme(
    Approved, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel
):  # fmt: skip
    """A benefit and its rule. Its page, the hotline and the batch all apply this one text.

    Editors fill in fields and blocks; `rule` is what these come to, as canonical JSON with the definitions of
    the facts it uses. It is written on every save and is the only thing anything else reads.
    """

    class Kind(models.TextChoices):
        CASH = "cash", _("money")
        SERVICE = "service", _("a service")
        INSURANCE = "insurance", _("an insurance")
        LETTER = "letter", _("a paper")

    code = models.SlugField(_("code"), max_length=10, unique=True)
    kind = models.CharField(_("what it gives"), max_length=10, choices=Kind.choices, blank=True)
    by_person = models.BooleanField(
        _("only a person asks"), default=False,
        help_text=_("The hotline does not ask about this by machine; it offers a call."),
    )  # fmt: skip
    name_zh = models.CharField(_("name (Chinese)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=150)
    short_zh = short(_("short name (Chinese)"), 40)
    short_en = short(_("short name (English)"), 60)
    also_zh = listed(_("what people call it (Chinese)"))
    also_en = listed(_("what people call it (English)"))
    authority_zh = short(_("responsible office (Chinese)"))
    authority_en = short(_("responsible office (English)"))
    channels_zh = listed(_("ways to apply (Chinese)"))
    channels_en = listed(_("ways to apply (English)"))
    summary_zh = models.TextField(_("in plain words (Chinese)"), blank=True)
    summary_en = models.TextField(_("in plain words (English)"), blank=True)
    papers_zh = listed(_("papers (Chinese)"))
    papers_en = listed(_("papers (English)"))
    where_zh = models.TextField(_("where to apply (Chinese)"), blank=True)
    where_en = models.TextField(_("where to apply (English)"), blank=True)
    time_zh = models.TextField(_("how long it takes (Chinese)"), blank=True)
    time_en = models.TextField(_("how long it takes (English)"), blank=True)
    no_child_zh = short(_("said to somebody without such a child (Chinese)"))
    no_child_en = short(_("said to somebody without such a child (English)"))
    notes_zh = listed(_("good to know (Chinese)"))
    notes_en = listed(_("good to know (English)"))
    sources = BlocksField(SourcesBlock, verbose_name=_("sources"), blank=True, default=list)
    interactions = BlocksField(
        InteractionsBlock,
        verbose_name=_("together with other programmes"),
        blank=True,
        default=list,
    )
    rule = models.JSONField(_("rule"), editable=False, default=dict)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    rows_follow = False  # a form cleans the fields before it puts the versions in, and looks itself
    rule_versions: ClassVar
    cases: ClassVar

    class Meta:
        ordering = ["code"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return (self.name_en if english() else self.name_zh) or self.name_zh or self.code

    @cached_property
    def as_rules(self) -> Rules:
        return Rules.from_json(self.rule)

    @property
    def readable(self) -> Rules | None:
        """The rule; None if there is none to read: nobody is answered by it, and no page falls over it."""
        try:
            return self.as_rules
        except BROKEN:
            log.error("%s: published, but its rule cannot be read", self.code)
            return None

    def as_data(self) -> dict:
        """The canonical JSON of what the fields and blocks say now, as it stands in cms/programmes/CODE.json."""
        fields = {
            field.name: getattr(self, field.name)
            for field in self._meta.concrete_fields
            if not field.is_relation
        }
        for name in STREAMS:
            fields[name] = fields[name].stream_block.get_prep_value(fields[name])
        types = Fact.objects.types()
        versions = sorted(self.rule_versions.all(), key=lambda one: str(one.valid_from))
        return rule_data.as_data(fields, [version.as_data(types) for version in versions])

    def used_facts(self) -> set[str]:
        return rule_data.used_facts(self.rule)

    def frozen(self) -> dict:
        """The text that is applied: with the definitions of the facts it uses, so that it stands by itself."""
        data = self.as_data()
        facts = Fact.objects.definitions(rule_data.used_facts(data))
        return data | ({"facts": facts} if facts else {})

    @classmethod
    def from_data(cls, data: dict) -> "Programme":
        return cls().fill(data)

    def fill(self, data: dict) -> "Programme":
        """Take over a programme's JSON; nothing is saved yet."""
        for name, value in rule_data.fields_of(data).items():
            setattr(self, name, value)
        self.rule_versions.set([RuleVersion.from_data(version) for version in data["versions"]])
        self._freeze()
        return self

    def fill_cases(self, rows: list[dict]) -> None:
        self.cases.set([RuleCase.from_data(row) for row in rows])

    def _freeze(self) -> None:
        self.rule = self.frozen()
        self.__dict__.pop("as_rules", None)

    def save(self, *args, update_fields=None, **kwargs):
        """Freeze the rule; a text that is in use is kept for ever, in the same transaction."""
        with transaction.atomic():
            if update_fields is None or "rule" in update_fields:
                self._freeze()
            super().save(*args, update_fields=update_fields, **kwargs)
            if self.live and update_fields is None:
                KeptRule.objects.keep(self.rule)
        choices.forget()

    def save_revision(self, *args, **kwargs):
        self._freeze()
        return super().save_revision(*args, **kwargs)

    def obstacles(self, revision, user) -> list[str]:
        from cms import checking, register_diff

        found = checking.standing(revision.as_object()).errors
        if not register_diff.seen(revision, user):
            found.append(str(_("Look first at whom this changes: it is in the menu of the programme.")))
        return found

    def clean(self):
        super().clean()
        if self.rows_follow:
            return
        from cms.checking import problems

        if found := list(problems(self)):
            raise ValidationError(found)
