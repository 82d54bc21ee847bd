from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = _("Register")

    def ready(self):
        from membership import facts, pair_finding
        from membership.admin import move
        from membership.rolls import work
        from portal import registries

        registries.facts_of_a_person.add("register", facts.of_phone)
        registries.registers.add("register", facts.everybody)
        registries.drains.add("suggest pairings", pair_finding.work)
        registries.drains.add("work on rolls", work.drain)
        move.offer()
