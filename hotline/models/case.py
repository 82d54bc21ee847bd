import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline import clocks, notices
from hotline.models.case_event import CaseAccused, CaseEvent
from hotline.models.case_state import MOVES, Kind, State
from hotline.models.number import next_number
from hotline.recusal import accused_in, hidden_from
from portal import states
from portal.crypto import EncryptedTextField, keyed_hash
from portal.gate import GatedQuerySet
from portal.models import Area, Outbox, User
from portal.roles import roles_that_may

REOPEN_WITHIN = timedelta(days=10)


@dataclass(frozen=True)
class Opened:
    """A new case and what its reporter needs to find it: four digits, or a receipt of sixteen."""

    case: "Case"
    code: str


def secret_digits(key: str, count: int) -> str:
    """Digits only this installation can make from this key: asked twice, answered alike."""
    return str(int(keyed_hash(f"case code {count}", key), 16) % 10**count).zfill(count)


def key_hash(key: str) -> str:
    """How a case remembers what it was made from: the same twice, and no way back to a message or a phone."""
    return keyed_hash("case key", key)


def reporter_hash(channel: str, address: str) -> str:
    return keyed_hash("case reporter", f"{channel}:{address}")


def _one_at_a_time(key: str) -> None:
    """A second sender of the same form waits here until the first has filed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"case {key}"])


class CaseQuerySet(GatedQuerySet):
    see_act = "see cases"

    def visible_to(self, user):
        """Cases of one's places, without those one is named in, oneself or through one's unit."""
        return super().visible_to(user).exclude(hidden_from(user))

    def unfinished(self):
        return self.exclude(state__in=[State.ANSWERED, State.CLOSED])

    def overdue(self, day=None):
        return self.unfinished().filter(due_on__lt=day or timezone.localdate())

    @transaction.atomic
    def open(self, *, kind, text, key, area="", place_text="", channel="web", reporter="", language="zh-hans",
             urgent=False, accused=(), by=None) -> Opened:  # fmt: skip
        """File a case. Filing twice with the same key files once and gives the same code.

        `reporter` is "channel:address" of who files it, empty for an anonymous one; `accused` are
        names as told, units or members of staff.
        """
        code, key = secret_digits(key, 4 if reporter else 16), key_hash(key)
        _one_at_a_time(key)
        if found := self.filter(key=key).first():
            return Opened(found, code)
        now = timezone.now() if reporter else timezone.now().replace(minute=0, second=0, microsecond=0)
        due_on, due_rule = clocks.due(kind, timezone.localdate(now))
        number = next_number(timezone.localdate(now).year)
        case = self.model(
            key=key, number=number, kind=kind, text=text.strip(), place_text=place_text[:200], channel=channel,
            area=Area.objects.filter(pk=area).first() or Area.objects.within("").order_by("code").first(),
            language=language, urgent=urgent, opened_at=now, due_on=due_on, due_rule=due_rule,
        )  # fmt: skip
        case.seal_reporter(reporter, code)
        case.save(force_insert=True)
        case.log("opened", by, at=now)
        case.name_accused(accused or accused_in(case))
        return Opened(case, code)

    def look_up(self, number: str, code: str):
        """The case of this number and code (or phone tail), or of this receipt; None alike for wrong and unknown."""
        hashed = keyed_hash("case look-up", f"{number}:{code}")
        return self.filter(Q(code_hash=hashed) | Q(tail_hash=hashed)).first()

    def of_reporter(self, channel: str, address: str):
        return self.filter(reporter_hash=reporter_hash(channel, address)).order_by("-opened_at")


class Case(models.Model):
    """What somebody brought to us, followed to its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=12, unique=True)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.REGISTERED)
    text = models.TextField(_("what happened"))
    area = models.ForeignKey(
        "portal.Area", models.PROTECT, null=True, related_name="cases", verbose_name=_("area")
    )
    place_text = models.CharField(_("place as told"), max_length=200, blank=True)
    channel = models.CharField(_("channel"), max_length=8)
    language = models.CharField(max_length=8, default="zh-hans")
    urgent = models.BooleanField(_("urgent"), default=False)
    reporter = EncryptedTextField()
    reporter_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_hash = models.CharField(max_length=64, unique=True)
    tail_hash = models.CharField(max_length=64, blank=True, db_index=True)
    opened_at = models.DateTimeField(_("filed"))
    due_on = models.DateField(_("due"), null=True)
    due_rule = models.CharField(_("rule of the due day"), max_length=120)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("handler"),
    )
    answer_text = models.TextField(_("answer"), blank=True)
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    solved = models.BooleanField(_("solved"), null=True)
    satisfied = models.PositiveSmallIntegerField(_("satisfied, 1 to 5"), null=True)
    version = models.PositiveIntegerField(default=0)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="case_kind_is_known"),
            models.CheckConstraint(
                condition=Q(satisfied=None) | Q(satisfied__gte=1, satisfied__lte=5),
                name="case_satisfied_1_to_5",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | ~Q(answer_text=""),
                name="case_answered_in_words",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "-opened_at"], name="case_by_area"),
            models.Index(fields=["due_on"], condition=~Q(state__in=["answered", "closed"]), name="case_due"),
        ]

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"

    def seal_reporter(self, reporter: str, code: str) -> None:
        """Keep who filed it closed, and findable only with what that person knows."""
        if not reporter:
            self.code_hash = keyed_hash("case look-up", f":{code}")
            return
        channel, _colon, address = reporter.partition(":")
        self.reporter = reporter
        self.reporter_hash = reporter_hash(channel, address)
        self.code_hash = keyed_hash("case look-up", f"{self.number}:{code}")
        if channel == "sms":
            self.tail_hash = keyed_hash("case look-up", f"{self.number}:{address[-4:]}")

    @property
    def anonymous(self) -> bool:
        return not self.reporter_hash

    @property
    def overdue(self) -> bool:
        finished = self.state in {State.ANSWERED, State.CLOSED}
        return not finished and self.due_on is not None and self.due_on < timezone.localdate()

    def log(self, kind: str, actor=None, text: str = "", at=None) -> CaseEvent:
        return self.events.create(kind=kind, actor=actor, text=text, at=at or timezone.now())

    def name_accused(self, accused) -> None:
        """Remember whom the case is about; from then on they see nothing of it."""
        for one in accused:
            field = {User: "user", Area: "unit"}.get(type(one), "name")
            CaseAccused.objects.get_or_create(case=self, **{field: one})
        if self.handler_id and any(one == self.handler for one in accused):
            raise Recused

    def name_accused_as_told(self, name: str) -> None:
        """A name somebody typed: kept as told, and whoever of the staff bears it is recused."""
        from portal.models import Duty

        bearers = User.objects.filter(duties__in=Duty.objects.current()).distinct()
        found = [user for user in bearers if user.get_full_name() and user.get_full_name() in name]
        self.name_accused(found or [name])

    def withdraw_from_recused(self, by) -> None:
        """A handler who turns out to be named gives the case back."""
        if self.handler_id and not self.eligible_handlers().filter(pk=self.handler_id).exists():
            Case.objects.filter(pk=self.pk).update(handler=None)
            self.refresh_from_db()
            self.log("note", by, str(_("the handler is named in the case and was withdrawn")))

    def is_code(self, code: str) -> bool:
        """Is this the code that was sent, not only the tail of a phone?"""
        return self.code_hash == keyed_hash("case look-up", f"{self.number}:{code}")

    def eligible_handlers(self):
        """Who may answer it: in its place or above, and not named in it. Never empty while anybody is left."""
        roles = roles_that_may("answer cases")
        held = Q()
        for code in self.area.path() if self.area else []:
            held |= Q(duties__area_id=code)
        from portal.models import Duty

        current = Duty.objects.current().filter(role__in=roles)
        users = User.objects.filter(held, duties__in=current, is_active=True)
        hidden = Q(pk__in=self.accused.filter(user__isnull=False).values("user"))
        units = Duty.objects.current().filter(area__in=self.accused.filter(unit__isnull=False).values("unit"))
        return users.exclude(hidden | Q(pk__in=units.values("user"))).distinct().order_by("username")

    def _move(self, to: str, event: str, by, text: str = "", **changes) -> None:
        start = {state for state, ends in MOVES.items() if to in ends}
        states.move(self, from_=start, to=to, version=models.F("version") + 1, **changes)
        self.log(event, by, text)
        notices.tell(self, event)

    @transaction.atomic
    def accept(self, by) -> None:
        self._move(State.ACCEPTED, "accepted", by)

    @transaction.atomic
    def assign(self, handler, by) -> None:
        if not self.eligible_handlers().filter(pk=handler.pk).exists():
            raise Recused
        if self.state == State.ASSIGNED:
            self._move(State.ACCEPTED, "note", by, str(_("given to somebody else")))
        self._move(State.ASSIGNED, "assigned", by, handler=handler)

    @transaction.atomic
    def answer(self, text: str, basis: str, by) -> None:
        self._move(
            State.ANSWERED, "answered", by, text, answer_text=text, basis=basis, answered_at=timezone.now()
        )

    @transaction.atomic
    def close(self, by) -> None:
        self._move(State.CLOSED, "closed", by, closed_at=timezone.now())

    @transaction.atomic
    def reopen(self, words: str, by=None) -> None:
        """The person says it is not solved. Ten days after the answer the way is a new case."""
        if self.answered_at and timezone.now() - self.answered_at > REOPEN_WITHIN:
            raise TooLate
        self._move(State.REOPENED, "reopened", by, words[:2000], solved=False, closed_at=None)

    @transaction.atomic
    def rate(self, stars: int) -> None:
        answered = Case.objects.filter(pk=self.pk, state__in=[State.ANSWERED, State.CLOSED])
        if answered.update(satisfied=min(max(stars, 1), 5), solved=stars >= 3):
            self.refresh_from_db()
            self.log("rated", None, str(self.satisfied))

    def note(self, text: str, by) -> None:
        self.log("note", by, text)

    def texts(self):
        """What the reporter was told."""
        return Outbox.objects.filter(key__startswith=f"case:{self.pk}:")


class Recused(Exception):
    """This person or their unit is named in the case."""

    def __str__(self):
        return str(
            _("This person is named in the case or belongs to the unit it is about. Choose somebody else.")
        )


class TooLate(Exception):
    """Ten days after the answer a case can no longer be opened again."""

    def __str__(self):
        return str(_("Ten days have passed. If there is something new, please file a new case."))
