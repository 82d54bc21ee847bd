import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.id_number import tidy
from portal.crypto import EncryptedTextField, keyed_hash
from portal.gate import GatedQuerySet


def number_hash(number: str) -> str:
    """By which a number is found without being stored in the open."""
    return keyed_hash("national id", tidy(number))


class IdentityNumberQuerySet(GatedQuerySet):
    see_act = "see residents"
    code_field = "resident__area_id"

    def of(self, number: str):
        return self.filter(hash=number_hash(number))

    def keep(self, resident, number: str):
        """Seal a number for one resident; IntegrityError where somebody else who stands has it."""
        kept = self.filter(resident=resident).first() or self.model(resident=resident)
        kept.number, kept.hash, kept.tail = tidy(number), number_hash(number), tidy(number)[-2:]
        kept.save()
        return kept


class IdentityNumber(models.Model):
    """A national identity number (GB 11643-1999): sealed, found by its keyed hash, shown only for a stated reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.OneToOneField("membership.Resident", models.CASCADE, related_name="identity")
    number = EncryptedTextField()
    hash = models.CharField(max_length=64, db_index=True)
    tail = models.CharField(_("its end"), max_length=2, blank=True)
    stands = models.BooleanField(default=True)  # False once its resident is merged into another

    objects = IdentityNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity number")
        constraints = [
            models.UniqueConstraint(
                fields=["hash"], condition=Q(stands=True), name="identity_number_of_one_resident"
            ),
        ]

    def __str__(self):
        return f"••••••{self.tail}"

    @property
    def area_id(self):
        return self.resident.area_id
