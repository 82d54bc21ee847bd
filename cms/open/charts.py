"""Income and spending over time as bars, drawn here: places and lengths only, colours are the style sheet's. Pure."""

from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, BASE, TOP, LEFT = 640, 260, 210, 16, 92  # of the type that a phone shows too
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Bar:
    """One bar: what it is, where it stands, what it says."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    amount: Decimal


@dataclass(frozen=True)
class Chart:
    """All that a template needs to draw it, and the same as rows for a table beneath."""

    bars: list[Bar]
    labels: list[tuple[float, str]]
    lines: list[tuple[float, str]]
    rows: list[tuple[str, Decimal, Decimal]]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    left: int = LEFT


def pairs(records) -> Chart | None:
    """From records with figures; two periods at least, or there is no “over time”."""
    rows = [
        (one.period, Decimal(one.figures["income"]), Decimal(one.figures["spending"]))
        for one in sorted(records, key=lambda one: one.period_start)
        if {"income", "spending"} <= set(one.figures)
    ]
    return drawn(rows) if len(rows) > 1 else None


def drawn(rows: list[tuple[str, Decimal, Decimal]]) -> Chart:
    most = max((max(income, spending, Decimal(1)) for _period, income, spending in rows), default=Decimal(1))
    top = _rounded_up(float(most))
    room = (WIDTH - LEFT - 10) / len(rows)
    thick = min(room * 0.36, 46)
    bars, labels = [], []
    for at, (period, income, spending) in enumerate(rows):
        middle = LEFT + room * (at + 0.5)
        for kind, amount, shift in (("income", income, -thick - 1), ("spending", spending, 1)):
            tall = max(float(amount), 0) / top * (BASE - TOP)
            bars.append(
                Bar(
                    kind,
                    round(middle + shift, 1),
                    round(BASE - tall, 1),
                    round(thick, 1),
                    round(tall, 1),
                    amount,
                )
            )
        labels.append((round(middle, 1), period))
    lines = [(round(BASE - part / 4 * (BASE - TOP), 1), _short(top * part / 4)) for part in range(5)]
    return Chart(bars, labels, lines, rows)


def _rounded_up(amount: float) -> float:
    """The next round number: 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** (len(str(int(amount))) - 1)
    return next(step * power for step in STEPS if step * power >= amount)


def _short(amount: float) -> str:
    return f"{amount:,.0f}"
