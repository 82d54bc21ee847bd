from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = _("Register")

    def ready(self):
        from membership.rolls import work
        from portal import registries

        registries.drains.add("work on rolls", work.drain)
