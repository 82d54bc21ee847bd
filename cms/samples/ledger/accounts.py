"""A village's accounts, quarter by quarter: what is left over is where the next one begins. Pure."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from cms.samples.words import read

TOLD = read("ledger")
QUARTERS = [date.fromisoformat(day) for day in TOLD["days"]]
SHARES = (
    Decimal("0.2"),
    Decimal("0.3"),
    Decimal("0.3"),
    Decimal("0.2"),
)  # of a project, paid in each quarter
SLIP = ("990001101002", 2)  # where a mistake was made and corrected
Line = tuple[str, Decimal, str]


def dice(seed: str) -> Random:
    """The same throws for the same seed, on every machine."""
    return Random(seed)  # noqa: S311  (amounts, not secrets)


@dataclass
class Quarter:
    start: date
    opening: Decimal
    income: list[Line]
    spending: list[Line]
    slips: list[Line] = field(default_factory=list)  # as first published, before a mistake was found

    @property
    def received(self) -> Decimal:
        return sum((amount for _name, amount, _note in self.income), Decimal(0))

    @property
    def spent(self) -> Decimal:
        return sum((amount for _name, amount, _note in self.spending), Decimal(0))

    @property
    def closing(self) -> Decimal:
        return self.opening + self.received - self.spent

    def with_slip(self) -> "Quarter":
        return Quarter(self.start, self.opening, self.income, self.slips)


def quarters(code: str) -> list[Quarter]:
    """Four quarters that carry over."""
    village, chance = TOLD["villages"][code], dice(code)
    opening, found = Decimal(village["opening"]), []
    for number, start in enumerate(QUARTERS):
        income = _income(village, opening, number, chance)
        found.append(Quarter(start, opening, income, _spending(village, number, chance)))
        if (code, number) == SLIP:
            _slip(found[-1])
        opening = found[-1].closing
    return found


def _income(village: dict, opening: Decimal, number: int, chance: Random) -> list[Line]:
    name, note, rent = village["rent"]
    lines = [(name, Decimal(rent + 50 * chance.randint(-6, 6)).quantize(Decimal("0.01")), note)]
    lines += [_around(line, chance) for line in TOLD["income"]]
    lines.append(("存款利息", (opening * Decimal("0.0009")).quantize(Decimal("0.01")), "信用社"))
    if number == 3:
        lines.append(
            ("废品和旧物变卖", Decimal(chance.randint(8, 32) * 10).quantize(Decimal("0.01")), "卖旧桌椅")
        )
    return lines


def _spending(village: dict, number: int, chance: Random) -> list[Line]:
    lines = [_around(line, chance) for line in TOLD["spending"]]
    if number == 1:
        lines.append(
            ("春节看望老人", Decimal(chance.randint(14, 30) * 60).quantize(Decimal("0.01")), "米和油")
        )
    name, budget, builder, _begun = village["project"]
    return [*lines, (f"工程款：{name}", paid(budget, number), builder)]


def paid(budget: str, number: int) -> Decimal:
    """What a project costs in this quarter."""
    return (Decimal(budget) * SHARES[number]).quantize(Decimal("0.01"))


def _around(line: list, chance: Random) -> Line:
    name, note, middle, spread = line
    return (
        name,
        (Decimal(middle) + Decimal(chance.randint(-spread * 10, spread * 10)) / 10).quantize(Decimal("0.01")),
        note,
    )


def _slip(quarter: Quarter) -> None:
    """Shiqiao wrote 3,260 for a bill of 3,620."""
    at = next(number for number, line in enumerate(quarter.spending) if line[0] == "路灯和水管维修")
    name, _amount, note = quarter.spending[at]
    quarter.spending[at] = (name, Decimal("3620.00"), note)
    quarter.slips = [*quarter.spending]
    quarter.slips[at] = (name, Decimal("3260.00"), note)
