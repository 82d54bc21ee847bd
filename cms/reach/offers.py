"""What this part offers the house: its addresses and its tasks on the desk."""

from django.urls import include, path

from cms.admin import feedback, site_health
from cms.pack import views as pack
from cms.reach import sitemap
from portal import registries


def offer() -> None:
    registries.addresses.add(
        "reach",
        {
            "pages": [path("", include("cms.reach.urls")), *pack.pages()],
            "plain": [*sitemap.addresses(), *pack.plain()],
        },
    )
    registries.home_panels.add("words about pages", feedback.words_about_pages)
    registries.home_panels.add("site health", site_health.site_health)
