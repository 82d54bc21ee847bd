from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Ground")

    def ready(self):
        from django.urls import path

        import portal.celery
        import portal.checks  # noqa: F401
        from portal import doctor, home, my_data, outbox, registries, views

        registries.drains.add("carry texts", outbox.carry)
        registries.addresses.add("portal", {"webhooks": [path("healthz", views.healthz, name="healthz")]})
        registries.my_data.add("portal", my_data.GROUND)
        home.offer()
        doctor.offer()
