"""What the reading of queries knows: names of places and programmes, and what editors say means the same."""

from cms.models import Programme, PromotedAnswer, Synonym
from cms.search.query import Reader
from portal.models import Area, Level
from portal.remembered import remembered

LONGEST_NAME = 8


def reader() -> Reader:
    return remembered("how searches are read", _reader)


def promoted(text: str) -> list[PromotedAnswer]:
    """What editors put above everything for these words; at most two."""
    answers = remembered("promoted answers", lambda: list(PromotedAnswer.objects.select_related("page")))
    return [one for one in answers if one.answers(text)][:2]


def _reader() -> Reader:
    return Reader(_names(), [[*one.group("zh"), *one.group("en")] for one in Synonym.objects.all()])


def _names() -> list[str]:
    areas = Area.objects.standing().filter(code__length__lte=Level.VILLAGE).values_list("name", flat=True)
    short = Programme.objects.published().values_list("short_zh", "also_zh")
    programmes = [name for both in short for text in both for name in text.split()]
    return [name for name in [*areas, *programmes] if 2 < len(name) <= LONGEST_NAME]
