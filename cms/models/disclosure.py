from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models.disclosure_state import State, shown_changed
from cms.open import chain, periods
from portal import notice_period, states
from portal.gate import GatedQuerySet, may
from portal.models import Area
from portal.models.same import SameNumber, SameText
from portal.reading import english

STANDS = ~Q(state="withdrawn")
ORIGINAL = Q(corrects=None)


class Days(Func):
    """The days from one field up to, and without, another."""

    function = "daterange"
    output_field = DateRangeField()


class SelfApproved(PermissionDenied):
    """Whoever drafted it does not approve it."""


class DisclosureQuerySet(GatedQuerySet):
    see_act = "see disclosures"

    def in_area(self, code: str):
        return self.filter(area_id__within=code)

    def published(self):
        """What everybody may read: published, also what a correction has replaced since."""
        return self.filter(state=State.PUBLISHED)

    def public(self):
        """Published, and withdrawn ones with their banner."""
        return self.filter(number__isnull=False)

    def current(self):
        """Published and not replaced by a correction."""
        newer = Disclosure.objects.filter(corrects=models.OuterRef("pk"), state=State.PUBLISHED)
        return self.published().filter(~models.Exists(newer))

    def newest(self):
        """What a page lists: the latest, with the item and the place of each."""
        return self.current().select_related("item", "area").order_by("-published_at")

    def newest_of_each_item(self):
        """The latest of each item, whichever place it is of."""
        last = self.current().order_by("item_id", "-published_at").distinct("item_id")
        return self.newest().filter(pk__in=last.values("pk"))

    def due(self, day: date | None = None, within: str = ""):
        """What must still be published, late or not: a list of `board.Obligation`."""
        from cms.open import board

        return [one for one in board.obligations(within, day or timezone.localdate()) if not one.is_published]

    def late(self, day: date | None = None, within: str = ""):
        """What should have been published before `day` and is not: a list of `board.Obligation`."""
        return [one for one in self.due(day, within) if one.is_late]

    def begin(self, item, area, period_start: date, by, **told):
        """A draft about the period that holds this day; there is at most one per item, area and period."""
        start, end = periods.around(period_start, item.rhythm)
        due_on, due_rule = item.due(end)
        return self.create(
            item=item, area=area, period_start=start, period_end=end, periodic=item.periodic, due_on=due_on,
            due_rule=due_rule, drafted_by=by, edited_by=by, title=told.pop("title", "") or item.title_zh, **told,
        )  # fmt: skip


class Disclosure(models.Model):
    """One item made public by one village for one period. Published, its content never changes."""

    item = models.ForeignKey(
        "cms.DisclosureItem", models.PROTECT, related_name="disclosures", verbose_name=_("item")
    )
    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period until"), help_text=_("The day after the last."))
    periodic = models.BooleanField(_("about a period"), default=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title, English"), max_length=160, blank=True)
    summary = models.TextField(_("in plain words"), max_length=2000, blank=True)
    summary_en = models.TextField(_("in plain words, English"), max_length=2000, blank=True)
    figures = models.JSONField(_("key figures"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_rule = models.CharField(_("rule of the due day"), max_length=160, blank=True)
    made_at = models.DateTimeField(_("begun"), default=timezone.now)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("last edited by")
    )
    review_note = models.CharField(_("what to mend"), max_length=500, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by"),
    )  # fmt: skip
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    notice_from = models.DateField(_("on the board from"), null=True, blank=True)
    notice_until = models.DateField(_("on the board until"), null=True, blank=True)
    notice_rule = models.CharField(_("rule of the notice"), max_length=160, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    correction_reason = models.CharField(_("why it is corrected"), max_length=500, blank=True)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    hash = models.CharField(_("fingerprint"), max_length=64, blank=True)
    previous_hash = models.CharField(_("fingerprint of the one before"), max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by"),
    )  # fmt: skip
    withdrawal_reason = models.CharField(_("why it is withdrawn"), max_length=500, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "-pk"]
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="disclosure_period_has_days"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "review", "published", "withdrawn"]),
                name="disclosure_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | (~Q(approved_by=F("drafted_by")) & ~Q(approved_by=F("edited_by"))),
                name="disclosure_not_approved_by_its_drafter",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(approved_by__isnull=False, published_at__isnull=False, number__isnull=False, hash__length=64),
                name="disclosure_published_by_somebody_with_number_and_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (~Q(withdrawal_reason="") & Q(withdrawn_by__isnull=False)),
                name="disclosure_withdrawn_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=(Q(corrects=None) & Q(correction_reason="")) | (Q(corrects__isnull=False) & ~Q(correction_reason="")),
                name="disclosure_correction_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["area", "item", "period_start"], condition=STANDS & ORIGINAL & Q(periodic=True),
                name="disclosure_once_per_item_and_period",
            ),
            models.UniqueConstraint(fields=["corrects"], condition=STANDS, name="disclosure_corrected_once"),
            models.UniqueConstraint(fields=["area", "number"], name="disclosure_number_once_per_area"),
            ExclusionConstraint(
                name="disclosure_periods_do_not_overlap",
                expressions=[
                    (SameText("area"), RangeOperators.OVERLAPS),
                    (SameNumber("item"), RangeOperators.OVERLAPS),
                    (Days("period_start", "period_end"), RangeOperators.OVERLAPS),
                ],
                condition=STANDS & ORIGINAL & Q(periodic=True),
                violation_error_message=_("There is a disclosure of this item for this time already. Open that one."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["area", "-published_at"], name="disclosure_by_area"),
            models.Index(fields=["state", "due_on"], name="disclosure_by_state"),
        ]

    def __str__(self):
        return f"{self.shown_title}, {self.period}"

    @property
    def shown_title(self) -> str:
        return self.title_en if english() and self.title_en else self.title

    @property
    def shown_summary(self) -> str:
        return self.summary_en if english() and self.summary_en else self.summary

    @property
    def period(self) -> str:
        return periods.named(self.item.rhythm, self.period_start, english())

    def get_absolute_url(self) -> str:
        return reverse("open:disclosure", args=[self.area_id, self.number])

    @property
    def is_late(self) -> bool:
        """Published after its day, or not yet and its day is over."""
        when = timezone.localdate(self.published_at) if self.published_at else timezone.localdate()
        return self.due_on is not None and when > self.due_on

    @property
    def notice(self) -> notice_period.NoticePeriod | None:
        if not self.notice_until:
            return None
        return notice_period.NoticePeriod(self.notice_from, self.notice_until, self.notice_rule)

    def correction(self) -> "Disclosure | None":
        """The published record that replaces this one."""
        return next((one for one in self.corrections.all() if one.state == State.PUBLISHED), None)

    def send(self, by) -> None:
        """Ask for approval."""
        states.move(self, from_=[State.DRAFT], to=State.REVIEW, review_note="")

    def send_back(self, by, note: str) -> None:
        states.move(self, from_=[State.REVIEW], to=State.DRAFT, review_note=note[:500])

    def why_not_published_by(self, user) -> str:
        """A sentence that says why this user may not approve it; empty if they may."""
        if user.pk in (self.drafted_by_id, self.edited_by_id):
            return gettext("Whoever wrote it does not approve it. Somebody else has to look at it.")
        if not may(user, "publish disclosures", self.area_id):
            return gettext("You have no duty to approve disclosures here.")
        return ""

    @transaction.atomic
    def publish(self, by, at=None) -> None:
        """Number it, chain it, start its notice. One at a time per area."""
        if problem := self.why_not_published_by(by):
            raise SelfApproved(problem)
        Area.objects.select_for_update(no_key=True).get(pk=self.area_id)
        changes = self._numbered((at or timezone.now()).replace(microsecond=0))
        states.move(self, from_=[State.REVIEW], to=State.PUBLISHED, approved_by=by, **changes)
        shown_changed.send(Disclosure, instance=self)

    def _numbered(self, at) -> dict:
        last = Disclosure.objects.filter(area=self.area_id, number__isnull=False).order_by("-number").first()
        notice = notice_period.notice_period(
            timezone.localdate(at), self.item.notice_days, notice_period.Days.NATURAL, self.item.level
        )
        self.refresh_from_db()
        self.number, self.published_at = (last.number + 1 if last else 1), at
        if self.item.notice_days:
            self.notice_from, self.notice_until, self.notice_rule = notice.first, notice.last, notice.rule
        self.previous_hash = last.hash if last else chain.FIRST
        self.hash = chain.fingerprint_of(self)
        names = [
            "number",
            "published_at",
            "notice_from",
            "notice_until",
            "notice_rule",
            "previous_hash",
            "hash",
        ]
        return {name: getattr(self, name) for name in names}

    @transaction.atomic
    def withdraw(self, by, reason: str) -> None:
        """Taken off the board; it stays readable with the reason."""
        states.move(
            self, from_=[State.DRAFT, State.PUBLISHED], to=State.WITHDRAWN, withdrawn_by=by,
            withdrawn_at=timezone.now(), withdrawal_reason=reason[:500],
        )  # fmt: skip
        shown_changed.send(Disclosure, instance=self)

    @transaction.atomic
    def correct(self, by, reason: str) -> "Disclosure":
        """A new draft that says what this one should have said; this one stays, with a banner."""
        same = ["item", "area", "period_start", "period_end", "periodic", "title", "title_en", "summary",
                "summary_en", "figures", "due_on", "due_rule"]  # fmt: skip
        draft = Disclosure.objects.create(
            **{name: getattr(self, name) for name in same}, corrects=self, correction_reason=reason[:500],
            drafted_by=by, edited_by=by,
        )  # fmt: skip
        for table in self.tables.all():
            table.pk, table.disclosure = None, draft
            table.save(force_insert=True)
        return draft
