"""What any engine of search has to keep, ours and one plugged in later."""

import pytest
from django.utils.module_loading import import_string

from cms.search.engine import Engine, Filters
from cms.search.entry import Entry
from cms.search.query import Reader

pytestmark = pytest.mark.django_db
ENGINES = ["cms.search.postgres.Postgres"]  # a new adapter is added here


def entry(key: str, title: str, **more) -> Entry:
    given = {
        "language": "zh",
        "kind": "policy",
        "address": f"/{key}/",
        "said": [("A", title), ("C", more.pop("text", ""))],
    }
    return Entry(key=key, title=title, **{**given, **more})


@pytest.fixture(params=ENGINES)
def engine(request) -> Engine:
    return import_string(request.param)()


def keys(engine, words, language="zh", page=1, **filters):
    return [hit.key for hit in engine.find(Reader().read(words), language, Filters(**filters), page).hits]


def test_what_is_put_is_found_until_it_is_dropped(engine):
    one, two = (
        entry("a", "高龄津贴"),
        entry("b", "育儿补贴", text="和高龄津贴无关", year=2025, area_code="990001102001"),
    )
    assert engine.put([one, two]) == 2
    assert engine.put([one, two]) == 0, "what is the same is not written again"
    assert keys(engine, "高龄津贴") == ["a", "b"]
    assert keys(engine, "高龄津贴", year=2025) == ["b"]
    assert keys(engine, "高龄津贴", area="990001101") == ["a"]
    assert keys(engine, "高龄津贴", "en") == []
    assert engine.suggest(Reader().read("gao"), "zh") == [("高龄津贴", "/a/")]
    engine.put([entry("a", "尊老金")])
    assert keys(engine, "高龄津贴") == ["b"]
    engine.drop(["a", "b"])
    assert keys(engine, "尊老金") == keys(engine, "高龄津贴") == []


def test_many_hits_come_in_pages_without_gap_or_repetition(engine):
    engine.put([entry(f"k{n}", f"村务公开第{n}期") for n in range(25)])
    found = [key for page in (1, 2, 3) for key in keys(engine, "村务公开", page=page)]
    assert sorted(found) == sorted(f"k{n}" for n in range(25))
    assert keys(engine, "村务公开", page=4) == []
    results = engine.find(Reader().read("村务公开"), "zh", Filters())
    assert (results.total, results.pages, results.exact) == (25, 3, True)
