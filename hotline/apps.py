from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

WAYS = [(_("Ask"), "chat"), (_("Tell us"), "file")]


class HotlineConfig(AppConfig):
    name = "hotline"
    verbose_name = _("Hotline")

    def ready(self):
        from django.urls import include, path

        from hotline import answering, claims, desk, examination, measured, my_data, reaching, recusal, wishes
        from hotline.channels.console import Console
        from hotline.channels.twilio_sms import TwilioSms
        from portal import registries

        twilio = settings.TWILIO_ACCOUNT_SID and settings.TWILIO_AUTH_TOKEN and settings.TWILIO_FROM
        registries.carriers.add("sms", TwilioSms() if twilio else Console())
        registries.drains.add("answer messages", answering.answer)
        registries.drains.add("open wished cases", wishes.open_wished)
        registries.recusals.add("cases", recusal.cases_hidden_from)
        registries.reach.add("hotline", reaching.reach)
        registries.my_data.add("hotline", my_data.OFFER)
        measured.offer()
        registries.doctors.add("hotline", examination.hotline)
        registries.addresses.add(
            "hotline",
            {
                "pages": [path("", include("hotline.urls"))],
                "webhooks": [path("hotline/", include(("hotline.webhook_urls", "webhooks")))],
            },
        )
        for order, (words, name) in enumerate(WAYS, start=5):
            registries.ways.add(name, registries.Way(words, f"hotline:{name}", order=order * 10))
        registries.foot_links.add("case", registries.Way(_("My case"), "hotline:case", order=10))
        for task in [*desk.TASKS, claims.draft_claims]:
            registries.home_panels.add(task.__name__, task)
