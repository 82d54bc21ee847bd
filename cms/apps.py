from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self):
        from cms.admin import hooks
        from portal import registries

        registries.home_panels.add("check entitlement", hooks.task)
