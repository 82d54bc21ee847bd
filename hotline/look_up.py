"""Looking a case up from outside: five tries an hour, the same answer for wrong and unknown."""

from hotline.models import Case
from portal.limits import Limit

MOST, WINDOW = 5, 3600


class Tries:
    """Counts wrong tries per asker and per case. When nobody can count, nobody may guess."""

    def __init__(self, *who: str):
        self.limits = [Limit("case look-up", one, most=MOST, seconds=WINDOW) for one in who if one]

    @property
    def used_up(self) -> bool:
        return any([limit.reached or limit.unknown for limit in self.limits])  # noqa: C419  (all take the same time)

    def look_up(self, number: str, code: str) -> Case | None:
        """The case, or None: wrong, unknown or tried too often look alike and take the same steps.

        Counted before looking, so that a hundred guesses at once are a hundred guesses.
        """
        blocked = any([limit.add() > limit.most or limit.unknown for limit in self.limits])  # noqa: C419
        case = Case.objects.look_up(number, code)
        if case is None or blocked:
            return None
        for limit in self.limits:
            limit.give_back()
        return case
