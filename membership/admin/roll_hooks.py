"""What rolls add to the back office."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from membership.admin import rolls
from membership.admin.menu import entry
from membership.models import RollImport
from portal.duty_policy import let

let(RollImport)
entry(_("Import a roll"), "rolls", act="edit register", icon="upload", order=90)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("rolls/", rolls.upload, name="rolls"),
        path("rolls/<uuid:pk>/", rolls.show, name="roll"),
        path("rolls/<uuid:pk>/decide/", rolls.decide, name="roll-decide"),
        path("rolls/<uuid:pk>/columns/", rolls.columns, name="roll-columns"),
        path("rolls/<uuid:pk>/to-mend/", rolls.to_mend, name="roll-to-mend"),
        path("rolls/<uuid:pk>/<slug:deed>/", rolls.act, name="roll-act"),
    ]
