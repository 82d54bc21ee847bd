from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet, places


class UserQuerySet(GatedQuerySet):
    see_act = "edit users"
    code_field = "duties__area_id"

    def where_may(self, user, act):
        """Who holds, or held, a duty in a place where this user may do this."""
        return self._holding(places(user, act))

    def visible_to(self, user):
        """Staff of one's places, and oneself. Residents' log-ins are nobody's list."""
        return super().visible_to(user) | self.filter(pk=user.pk)

    def _holding(self, codes):
        from portal.models import Duty

        if "" in codes:
            return self.all()
        held = models.Q(pk__in=[])
        for code in codes:
            held |= models.Q(area_id__within=code)
        return self.filter(pk__in=Duty.objects.filter(held).values("user"))


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False


class User(AbstractUser):
    """Somebody who can sign in: staff by name and password, residents and volunteers by phone."""

    phone = models.CharField(_("phone"), max_length=16, blank=True, help_text=_("With country code: +86…"))
    phone_verified = models.BooleanField(_("phone verified"), default=False)

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(fields=["phone"], condition=~Q(phone=""), name="user_phone_once"),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def get_full_name(self):
        return f"{self.last_name}{self.first_name}".strip()
