from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

FOOT = [
    ("news", _("News")), ("faq", _("Questions people ask")), ("places", _("Where to go")),
    ("campaigns", _("Campaigns")), ("villages", _("Villages")), ("about", _("About us")), ("accessibility", _("Accessibility")), ("privacy", _("Privacy")),
]  # fmt: skip


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self):
        from django.urls import include, path

        from cms import examination, facts_words, frame, my_data, receivers, reviewing
        from cms.admin import answers, hooks, page_desk
        from cms.api import docs, views
        from cms.files import serving, taken_in
        from cms.open import offers as open_offers
        from cms.reach import offers
        from portal import registries
        from portal.registries import Way

        pages = [
            path("check/", include("cms.check.urls")),
            path("search/", include("cms.search.urls")),
            path(f"{views.ROOT}docs", docs.page, name="api-docs"),
        ]
        pictures = path("media/images/", include([path("<path:name>", serving.picture)]))
        registries.addresses.add("cms", {"pages": pages, "webhooks": [*views.addresses(), pictures]})
        registries.ways.add("policies", Way(_("Policies"), "/policies/", order=10))
        registries.ways.add("check", Way(_("Benefits"), "check:start", order=20))
        registries.ways.add("guides", Way(_("Guides"), "/guides/", order=30))
        registries.identities.add("site identity", frame.identity)
        registries.notices.add("alerts", frame.alerts)
        for order, (slug, words) in enumerate(FOOT):
            registries.foot_links.add(slug, Way(words, f"/{slug}/", order=order))
        registries.search_address.add("cms", "search:page")
        registries.my_data.add("cms", my_data.OFFER)
        offers.offer()
        open_offers.offer()
        receivers.listen()
        registries.doctors.add("programmes", examination.programmes)
        registries.fact_words.add("cms", facts_words.in_words)
        registries.safe_copy.add("cms", taken_in.safe_copy)
        registries.drains.add("review answers", reviewing.review)
        registries.home_panels.add("check entitlement", hooks.task)
        registries.home_panels.add("answers that changed", answers.answers_that_changed)
        page_desk.offer()
