from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who can sign in: staff by name and password, residents and volunteers by phone."""

    phone = models.CharField(_("phone"), max_length=16, blank=True, help_text=_("With country code: +86…"))
    phone_verified = models.BooleanField(_("phone verified"), default=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(fields=["phone"], condition=~Q(phone=""), name="user_phone_once"),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def get_full_name(self):
        return f"{self.last_name}{self.first_name}".strip()
