"""A village as dots, one per household with a position: looked after, or not yet."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef

from membership.models import Household, Pairing

WIDTH, HEIGHT, EDGE = 640, 360, 20


class Dot(NamedTuple):
    x: float
    y: float
    alone: bool
    name: str


def dots(user, area, day) -> list[Dot]:
    """Empty where no household has a position."""
    helped = Exists(Pairing.objects.on(day).filter(household=OuterRef("pk")))
    homes = list(
        Household.objects.visible_to(user).standing().filter(area_id__within=area.pk, latitude__isnull=False)
        .annotate(helped=helped).with_head()
    )  # fmt: skip
    if not homes:
        return []
    across = _scale([home.longitude for home in homes], WIDTH)
    down = _scale([-home.latitude for home in homes], HEIGHT)
    return [Dot(across(home.longitude), down(-home.latitude), not home.helped, str(home)) for home in homes]


def _scale(values: list[float], size: int):
    low, span = min(values), max(values) - min(values)
    return lambda value: round(EDGE + (size - 2 * EDGE) * ((value - low) / span if span else 0.5), 1)
