from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = _("Register")

    def ready(self):
        from django.urls import include, path

        from membership import erasing, evaluated, evaluation_checks, facts, my_data, pair_finding
        from membership.admin import data_request, move
        from membership.rolls import work
        from portal import registries
        from portal.my_data import Offer

        registries.facts_of_a_person.add("register", facts.of_phone)
        registries.registers.add("register", facts.everybody)
        registries.drains.add("suggest pairings", pair_finding.work)
        registries.drains.add("work on rolls", work.drain)
        move.offer()
        data_request.offer()
        registries.my_data.add(
            "register", Offer(my_data.sections, erasing.fates, erasing.erase, my_data.LEFT_OUT)
        )
        pages = [
            path("my/", include("membership.my.urls")),
            path("evaluation/<str:token>/", evaluated.evaluation, name="evaluated"),
        ]
        registries.addresses.add("my data", {"pages": pages})
        evaluation_checks.offer()
        registries.foot_links.add("my data", registries.Way(_("My data"), "my:see", order=15))
