"""What open affairs offer the rest of the house: their addresses, their way in, what waits at the desk."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from portal import registries
from portal.registries import Way


def offer() -> None:
    from cms.admin import open_board, open_objections

    registries.addresses.add("open", {"pages": [path("open/", include("cms.open.urls"))]})
    registries.ways.add("open", Way(_("Village affairs"), "open:board", order=40))
    registries.home_panels.add("disclosures to publish", open_board.disclosures_to_publish)
    registries.home_panels.add("disclosures to approve", open_board.disclosures_to_approve)
    registries.home_panels.add("objections to answer", open_objections.objections_to_answer)
