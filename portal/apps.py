from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Ground")

    def ready(self):
        import portal.celery
        import portal.checks  # noqa: F401
        from portal import doctor, home, outbox, registries

        registries.drains.add("carry texts", outbox.carry)
        home.offer()
        doctor.offer()
