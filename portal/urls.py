"""Every address. Residents' pages have an English twin under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.documents.views import serve as document_views

# Published pages are for everyone; every other view asks who you are.
login_not_required(wagtail_views.serve)
login_not_required(document_views.serve)  # papers in a private collection stay private

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
]
urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
