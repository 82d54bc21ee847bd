import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models.disclosure import Disclosure
from cms.models.disclosure_state import shown_changed
from portal.crypto import EncryptedTextField, keyed_hash
from portal.gate import GatedQuerySet
from portal.models import CaseWish


class Recused(PermissionDenied):
    """Whoever wrote what is objected to does not answer."""


@dataclass(frozen=True)
class Raised:
    """A new objection and the digits with which its author finds it again."""

    objection: "Objection"
    code: str


def code_of(key: str) -> str:
    """Six digits only this installation can make from this key: asked twice, answered alike."""
    return str(int(keyed_hash("objection code", key), 16) % 10**6).zfill(6)


class ObjectionQuerySet(GatedQuerySet):
    see_act = "answer objections"
    code_field = "disclosure__area_id"

    def visible_to(self, user):
        """Those of one's places, without those about what one wrote oneself."""
        if not user.is_authenticated:
            return self.none()
        rows = super().visible_to(user).exclude(disclosure__drafted_by=user)
        return rows.exclude(disclosure__edited_by=user)

    def open(self):
        return self.filter(closed_at=None)

    def overdue(self, day=None):
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def shown(self):
        """Question and answer as staff have published them, without the person."""
        return self.filter(published_at__isnull=False)

    @transaction.atomic
    def raise_against(self, disclosure, *, kind, text, key, name="", phone="") -> Raised:
        """File once per key; the same form sent twice gives the same number and code."""
        stored, code = keyed_hash("objection key", key), code_of(key)
        Disclosure.objects.select_for_update(no_key=True).get(pk=disclosure.pk)
        if found := self.filter(key=stored).first():
            return Raised(found, code)
        day = timezone.localdate()
        serial = self.filter(disclosure=disclosure).count() + 1
        objection = Objection(
            disclosure=disclosure, writer=disclosure.drafted_by, kind=kind, text=text, key=stored,
            number=f"{disclosure.area_id}-{disclosure.number}-{serial}", code=keyed_hash("objection code", code),
            opened_on=day, due_on=day + timedelta(days=disclosure.item.answer_days),
        )  # fmt: skip
        objection.name, objection.phone = name, phone
        objection.save(force_insert=True)
        objection.wish_for_a_case()
        return Raised(objection, code)

    def look_up(self, number: str, code: str):
        """The objection that has this number and this code, or None."""
        return self.filter(number=number, code=keyed_hash("objection code", code)).first()


class Objection(models.Model):
    """Somebody says a published disclosure is wrong, or asks what it means. Owns text, answer and closing."""

    class Kind(models.TextChoices):
        OBJECTION = "objection", _("objection: something is wrong")
        QUESTION = "question", _("question")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(
        "cms.Disclosure", models.PROTECT, related_name="objections", verbose_name=_("disclosure")
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wrote the disclosure")
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    code = models.CharField(max_length=64)
    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("objection or question in their words"), max_length=4000)
    name = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("mobile number"))
    opened_on = models.DateField(_("since"))
    due_on = models.DateField(_("answer due"))
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by"),
    )  # fmt: skip
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    public_text = models.TextField(_("question as published"), max_length=4000, blank=True)
    public_answer = models.TextField(_("answer as published"), max_length=4000, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "number"]
        verbose_name = _("objection or question")
        verbose_name_plural = _("objections and questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["objection", "question"]), name="objection_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("writer")),
                name="objection_not_answered_by_the_writer",
            ),
            models.CheckConstraint(
                condition=(Q(closed_at=None) & Q(answer="") & Q(answered_by=None))
                | (Q(closed_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="objection_closed_with_an_answer_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | (~Q(public_text="") & ~Q(public_answer="") & Q(closed_at__isnull=False)),
                name="objection_published_only_with_its_answer",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["due_on"], condition=Q(closed_at=None), name="objection_open")]

    def __str__(self):
        return self.number

    @property
    def area_id(self) -> str:
        return self.disclosure.area_id

    def wish_for_a_case(self) -> None:
        """The hotline opens a case for it, without the person."""
        CaseWish.objects.wish(
            kind="complaint" if self.kind == self.Kind.OBJECTION else "enquiry", area=self.disclosure.area,
            text=gettext("%(number)s about “%(title)s”: %(text)s")
            % {"number": self.number, "title": self.disclosure, "text": self.text},
            cause=f"objection {self.number}", key=f"objection:{self.pk}", about=str(self.disclosure)[:120],
        )  # fmt: skip

    @transaction.atomic
    def close(self, answer: str, by) -> bool:
        """Answer and close. False if somebody has answered before; never by who wrote the disclosure."""
        if by.pk in (self.writer_id, self.disclosure.edited_by_id):
            raise Recused(gettext("You wrote what is objected to. Somebody else has to answer."))
        if not answer.strip():
            raise ValueError(gettext("Write the answer."))
        rows = Objection.objects.filter(pk=self.pk, closed_at=None)
        done = rows.update(answer=answer.strip(), answered_by=by, closed_at=timezone.now())
        self.refresh_from_db()
        return bool(done)

    @transaction.atomic
    def publish(self, text: str, answer: str) -> None:
        """Show question and answer beside the disclosure, in words that name nobody."""
        changes = {
            "public_text": text.strip(),
            "public_answer": answer.strip(),
            "published_at": timezone.now(),
        }
        Objection.objects.filter(pk=self.pk).update(**changes)
        self.refresh_from_db()
        shown_changed.send(Disclosure, instance=self.disclosure)
