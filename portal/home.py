"""What waits for somebody at their desk: a handful of tasks in plain words.

Each package offers its own in `AppConfig.ready()`:

    registries.home_panels.add("cases to answer", cases_to_answer)

    def cases_to_answer(user) -> Task | None:      # None: not this user's task
        return Task(_("Answer cases"), _("3 wait, 1 is overdue."), reverse("…"), count=3, order=10)

A task whose part of the house is not built is not offered, so no link is dead.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from portal import gate, registries
from portal.models import Area


@dataclass
class Task:
    title: str
    says: str
    address: str
    count: int | None = None
    order: int = 100


def tasks_of(user) -> list[Task]:
    offered = (offer(user) for _name, offer in registries.home_panels)
    return sorted((task for task in offered if task), key=lambda task: task.order)


class Desk(Component):
    """The tasks, first thing on the admin's home page."""

    order = 0
    template_name = "portal/desk.html"

    def get_context_data(self, parent_context):
        return {"tasks": tasks_of(parent_context["request"].user)}


def places_looked_after(user) -> Task:
    tops = Area.objects.filter(code__in=[code for code in gate.places(user, "use admin") if code])
    names = _(", ").join(str(area) for area in tops)
    return Task(_("My places"), names or _("The whole installation"), reverse("areas:index"), order=60)


def password_and_second_factor(user) -> Task:
    says = _("Change my password, set up my phone as a second key.")
    return Task(_("My password"), says, reverse("mfa_index"), order=70)


def help_by_phone(user) -> Task | None:
    if not settings.HOTLINE_PHONE:
        return None
    says = _("Call the hotline desk: %(phone)s") % {"phone": settings.HOTLINE_PHONE}
    return Task(_("Help"), says, f"tel:{settings.HOTLINE_PHONE}", order=80)


def people_and_duties(user) -> Task | None:
    if not gate.may(user, "edit duties"):
        return None
    return Task(
        _("People and duties"), _("Who does what, where, until when."), reverse("duties:index"), order=50
    )


def offer():
    for task in (people_and_duties, places_looked_after, password_and_second_factor, help_by_phone):
        registries.home_panels.add(task.__name__, task)
