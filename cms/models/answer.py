from collections.abc import Mapping
from dataclasses import asdict

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.eligibility import Rules
from cms.models.kept import KeptRule
from portal.crypto import keyed_hash
from portal.gate import GatedQuerySet, places, reach

COUNTY = 6  # digits of a county's code


class Channel(models.TextChoices):
    """Where an answer was given."""

    SMS = "sms", _("text message")
    WEB = "web", _("web check")
    API = "api", _("programs")
    CHAT = "chat", _("web chat")
    DESK = "desk", _("desk")
    VOICE = "voice", _("telephone")


# Nobody is asked who they are there, so nothing that could tell is kept.
ANONYMOUS = [Channel.WEB, Channel.API]
ORIGINS = {"told", "register", "confirmed", "staff"}


class AnswerQuerySet(GatedQuerySet):
    """Most answers have no place; those are for whoever serves the whole county."""

    see_act = "see answers"
    code_field = "area"

    def where_may(self, user, act):
        if any(len(code) <= COUNTY for code in places(user, act)):
            return self
        return self.filter(reach(user, act, self.code_field))

    def keep(
        self, *, channel, rules: Rules, verdict, facts, on, words, language,
        origins=None, cause="", area="", by=None, override="", reason="",
    ):  # fmt: skip
        """Keep one answer and the text of its rule; the same cause and programme are kept once.

        `verdict` is a Verdict or its JSON. `origins` says of each fact whether it was told, confirmed,
        written by staff or taken from the register; left out: told.
        """
        said = dict(verdict) if isinstance(verdict, Mapping) else verdict.to_json()
        if said["rule"] != rules.hash:
            raise ValueError(f"The verdict was given by rule {said['rule'][:12]}, not by {rules.hash[:12]}.")
        origins = dict.fromkeys(facts, "told") if origins is None else dict(origins)
        if unknown := set(origins.values()) - ORIGINS:
            raise ValueError(f"Not an origin of a fact: {', '.join(sorted(unknown))}.")
        if channel in ANONYMOUS:
            by, cause, area = None, _unlinked(cause), as_far_as_it_matters(rules, area)
        keep_rule(rules)
        row = {
            "channel": channel, "on": on, "area": area, "facts": dict(facts), "origins": origins,
            "verdict": said, "rule": rules.hash, "meanings": _meanings(rules, said), "words": words,
            "language": "en" if language.startswith("en") else "zh", "by": by, "override": override,
            "override_reason": reason, "beside": _beside(rules) if said.get("together") else {},
        }  # fmt: skip
        if not cause:
            return self.create(programme=rules.code, **row)
        return self.get_or_create(cause=cause, programme=rules.code, defaults=row)[0]


def keep_rule(rules: Rules) -> None:
    """The rule's text stays, under its hash."""
    if not KeptRule.objects.filter(pk=rules.hash).exists():
        row = KeptRule(hash=rules.hash, code=rules.code, data=dict(rules.data))
        KeptRule.objects.bulk_create([row], ignore_conflicts=True)


def _beside(rules: Rules) -> dict[str, str]:
    """The rules this one meets, and those they meet: the verdict leans on them too. Their texts stay as well."""
    from cms.models.programme import Programme

    published = {one.code: one for one in Programme.objects.rules()}
    meets = {code: _named_by(one) for code, one in {**published, rules.code: rules}.items()}
    found, waiting = set(), {rules.code}
    while waiting:
        found |= waiting
        named = {code for one in waiting for code in meets[one]}
        naming = {code for code, others in meets.items() if others & waiting}
        waiting = ((named | naming) & set(meets)) - found
    others = [published[code] for code in sorted(found - {rules.code})]
    for one in others:
        keep_rule(one)
    return {one.code: one.hash for one in others}


def _named_by(rules: Rules) -> set[str]:
    return {code for row in rules.data.get("interactions", ()) for code in row["programmes"]}


def _unlinked(cause: str) -> str:
    """Enough to know the same form again, and no way back to whoever sent it."""
    return f"once:{keyed_hash('answer cause', cause)[:32]}" if cause else ""


def as_far_as_it_matters(rules: Rules, area: str) -> str:
    """The county, or as much of the place as the rule itself asks for."""
    return max([area[:COUNTY], *(code for code in areas_named(rules) if area.startswith(code))], key=len)


def areas_named(rules: Rules) -> set[str]:
    """Every place a variant or an amount of this programme is for."""
    versions = rules.data.get("versions", [])
    rows = [row for v in versions for row in (*v.get("variants", ()), *v.get("amounts", ()))]
    rows += rules.data.get("interactions", ())
    return {code for row in rows for code in row.get("areas", ())}


def _meanings(rules: Rules, said) -> list:
    """What the open facts were called that day: the words name them, and names are edited."""
    rows = [asdict(rules.fact(key)) for key in said.get("missing", ())]
    return [{key: value for key, value in row.items() if value not in (None, "", ())} for row in rows]


class Answer(models.Model):
    """A verdict somebody was told: the day, the facts, the rule's hash, the words. Only grows."""

    at = models.DateTimeField(_("given at"), default=timezone.now)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    on = models.DateField(_("for the day"))
    area = models.CharField(_("area"), max_length=15, blank=True)
    programme = models.CharField(_("programme"), max_length=10)
    facts = models.JSONField(_("facts"))
    origins = models.JSONField(_("where the facts are from"), default=dict)
    verdict = models.JSONField(_("verdict"))
    rule = models.CharField(_("rule"), max_length=64)
    meanings = models.JSONField(default=list)
    beside = models.JSONField(default=dict)
    words = models.TextField(_("words"), blank=True)
    language = models.CharField(_("language"), max_length=8)
    cause = models.CharField(max_length=80, blank=True)
    override = models.CharField(_("decided by a person"), max_length=20, blank=True)
    override_reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("answer given")
        verbose_name_plural = _("answers given")
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "programme"], condition=~Q(cause=""), name="answer_once_for_its_cause"
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="answer_channel_is_known"),
            models.CheckConstraint(
                condition=~Q(channel__in=ANONYMOUS)
                | Q(by=None) & (Q(cause="") | Q(cause__startswith="once:")),
                name="answer_without_an_asker_stays_so",
            ),
            models.CheckConstraint(
                condition=Q(override="") | (~Q(override_reason="") & Q(by__isnull=False)),
                name="answer_override_has_a_reason_and_a_name",
            ),
        ]
        indexes = [models.Index(fields=["programme", "-id"], name="answer_by_programme")]

    def __str__(self):
        return f"{self.programme}: {self.verdict.get('verdict')}"
