"""Who is checked on the spot: follows from a seed and a list that were written down before. Pure."""

from collections.abc import Iterable
from hashlib import sha256
from math import ceil


def size(candidates: int, percent: int, least: int) -> int:
    """How many of them: the percentage rounded up, at least so many, never more than there are."""
    return min(max(ceil(candidates * percent / 100), least), candidates)


def drawn(seed: str, candidates: Iterable[int], many: int) -> list[int]:
    """The same seed and list give the same sample on any machine, whatever the order of the list."""
    lots = sorted(set(candidates), key=lambda one: (sha256(f"{seed}:{one}".encode()).hexdigest(), one))
    return sorted(lots[:many])
