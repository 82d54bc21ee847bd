"""What the reading of queries knows: names of places and programmes, and what editors say means the same."""

from cms.models import Programme, PromotedAnswer, Synonym
from cms.search.query import Reader
from portal.models import Area, Level
from portal.page_cache import epoch

LONGEST_NAME = 8
_kept: dict[tuple, tuple] = {}


def reader() -> Reader:
    return _known()[0]


def promoted(text: str) -> list[PromotedAnswer]:
    """What editors put above everything for these words; at most two."""
    return [one for one in _known()[1] if one.answers(text)][:2]


def _known() -> tuple[Reader, list[PromotedAnswer]]:
    """Built once per publication: whatever changes it raises the epoch."""
    now = (epoch(),)
    if now not in _kept:
        rows = Synonym.objects.all()
        groups = [[*one.group("zh"), *one.group("en")] for one in rows]
        _kept.clear()
        _kept[now] = Reader(_names(), groups), list(PromotedAnswer.objects.select_related("page"))
    return _kept[now]


def _names() -> list[str]:
    areas = Area.objects.standing().filter(code__length__lte=Level.VILLAGE).values_list("name", flat=True)
    short = Programme.objects.published().values_list("short_zh", "also_zh")
    programmes = [name for both in short for text in both for name in text.split()]
    return [name for name in [*areas, *programmes] if 2 < len(name) <= LONGEST_NAME]
