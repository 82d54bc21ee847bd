"""Every address. Residents' pages have an English twin under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from portal import registries, route, views

# Published pages are for everyone; every other view asks who you are.
login_not_required(wagtail_views.serve)


def upper_addresses(kind: str) -> list:
    """What upper packages answer at: `registries.addresses.add("hotline", {"pages": …, "webhooks": …})`.

    "pages" have an English twin, "plain" are files with one address, "webhooks" pass no middleware.
    """
    return [address for _name, kinds in registries.addresses for address in kinds.get(kind, [])]


# Nobody here has an e-mail address: a forgotten password is the manager's to replace.
UNUSED = ("email/", "confirm-email/", "password/reset/", "password/set/")

urlpatterns = [
    path("favicon.ico", views.icon),
    *upper_addresses("webhooks"),
    *upper_addresses("plain"),
    path("admin/", include(admin_urls)),
    path("documents/<int:document_id>/<str:document_filename>", views.document),
    path("documents/", include(document_urls)),
]
urlpatterns += i18n_patterns(
    *(path(f"accounts/{start}{rest}", views.closed) for start in UNUSED for rest in ("", "<path:rest>")),
    path("_util/login/", views.closed),  # one way to sign in is enough
    path("accounts/", include("allauth.urls")),
    *upper_addresses("pages"),
    re_path(wagtail_urls.serve_pattern, route.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
