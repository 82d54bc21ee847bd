"""Who should look after whom, for the heavy county: 471 villages, 49,240 members, 53,510 households, generated.

Village by village, one process; reading from and writing to the database is not in it. Goal: 10 s on two cores.
"""

from time import perf_counter, process_time

import numpy as np

from bench import report
from membership.matching import NONE, Households, Members, match

VILLAGES, MEMBERS, HOUSEHOLDS, SEED = 471, 49_240, 53_510, 7
SECTION = "Pairing"


def village(chance, members: int, homes: int) -> tuple[Members, Households]:
    """Spread over three kilometres; one position in five unknown, one wish in ten, half keep a helper."""

    def positions(count):
        found = np.array([30.0, 120.0]) + chance.random((count, 2)) * 0.03
        found[chance.random(count) < 0.2] = np.nan
        return found

    keys = np.arange(members)
    people = Members(
        key=keys, position=positions(members), load=chance.integers(0, 2, members), cap=np.full(members, 5),
        sex=chance.choice(["F", "M"], members), home=chance.choice(homes, members),
        group=chance.integers(0, 4, members), languages=[frozenset(["普通话"])] * members,
    )  # fmt: skip
    last = np.where(chance.random(homes) < 0.5, chance.choice(keys, homes), NONE)
    wishes = np.where(chance.random(homes) < 0.1, chance.choice(["F", "M"], homes), "")
    return people, Households(
        key=np.arange(homes), position=positions(homes), wish_sex=wishes, last=last,
        wish_language=np.where(chance.random(homes) < 0.02, "吴语", ""),
        needed=np.where(chance.random(homes) < 0.02, 2, 1), group=chance.integers(0, 4, homes),
        helpers=[frozenset()] * homes,
    )  # fmt: skip


def measure() -> str:
    chance = np.random.default_rng(SEED)
    sizes = [np.diff(np.linspace(0, all_, VILLAGES + 1).astype(int)) for all_ in (MEMBERS, HOUSEHOLDS)]
    county = [village(chance, int(people), int(homes)) for people, homes in zip(*sizes, strict=True)]
    began, worked, worst, made, alone = perf_counter(), process_time(), 0.0, 0, 0
    for people, homes in county:
        start = perf_counter()
        plan = match(people, homes)
        worst = max(worst, perf_counter() - start)
        made, alone = made + len(plan.suggestions), alone + len(plan.unmatched)
    taken, cpu = perf_counter() - began, process_time() - worked
    return "\n".join([
        "| what | measured | goal |", "|---|--:|---|",
        f"| whole county | {taken:.1f} s | ≤ 10 s |", f"| CPU | {cpu:.1f} s | |",
        f"| slowest village | {1000 * worst:.0f} ms | |",
        f"| suggestions, each with its reasons | {made:,} | |", f"| households left alone | {alone:,} | |",
    ])  # fmt: skip


def main() -> None:
    said = measure()
    print(said)  # noqa: T201
    about = f"Written by `make bench-pairing` on {report.here_and_now()}. {__doc__.strip()}"
    report.write({SECTION: f"{about}\n\n{said}"})


if __name__ == "__main__":
    main()
