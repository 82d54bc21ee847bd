from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet, places


class CallBackQuerySet(GatedQuerySet):
    """Callers have no place until a case names one: only a duty for the whole county shows them."""

    see_act = "call back"

    def where_may(self, user, act):
        return self if any(len(code) <= 6 for code in places(user, act)) else self.none()

    def open(self):
        return self.filter(done_at=None)


class CallBack(models.Model):
    """Somebody waits for a person: asked for one, or is in danger."""

    inbound = models.OneToOneField("hotline.Inbound", models.PROTECT, related_name="call_back")
    urgent = models.BooleanField(_("urgent"), default=False)
    made_at = models.DateTimeField(_("since"), auto_now_add=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    note = models.TextField(_("what came of it"), blank=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        ordering = ["done_at", "-urgent", "pk"]
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")

    def __str__(self):
        return f"{self.inbound.contact}"

    @property
    def area_id(self) -> str:
        return ""

    @property
    def phone(self) -> str:
        return self.inbound.contact.address

    @transaction.atomic
    def finish(self, by, note: str) -> None:
        """Somebody called. A second word is written below the first."""
        call = CallBack.objects.select_for_update().get(pk=self.pk)
        if call.done_at:
            call.note = f"{call.note}\n{by}: {note}"
        else:
            call.done_at, call.done_by, call.note = timezone.now(), by, note
        call.save(update_fields=["done_at", "done_by", "note"])
