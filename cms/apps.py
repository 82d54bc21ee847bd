from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self):
        from django.urls import path

        from cms.api import docs, views
        from portal import registries

        registries.addresses.add(
            "cms",
            {"pages": [path(f"{views.ROOT}docs", docs.page, name="api-docs")], "webhooks": views.addresses()},
        )
