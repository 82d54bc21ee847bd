"""Where upper packages offer what the ground needs without importing them.

Filled in `AppConfig.ready()`. An empty registry makes its feature say so.
"""

from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Things by name, in the order they came."""

    def __init__(self, empty: str):
        self.empty = empty
        self._things: dict[str, T] = {}

    def add(self, name: str, thing: T) -> T:
        if self._things.get(name, thing) is not thing:
            raise ValueError(f"“{name}” is registered already.")
        self._things[name] = thing
        return thing

    def get(self, name: str) -> T | None:
        return self._things.get(name)

    def __getitem__(self, name: str) -> T:
        return self._things[name]

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(list(self._things.items()))

    def __bool__(self) -> bool:
        return bool(self._things)


class Way(NamedTuple):
    """A link every page has: its words, its address (a view's name, or the path of a page: "/guides/"), its place."""

    words: Any
    address: str
    order: int


class Identity(NamedTuple):
    """Who answers for this site. What is empty is not printed."""

    host: str = ""
    address: str = ""
    phone: str = ""
    icp: str = ""
    police_record: str = ""
    site_code: str = ""
    report_error: str = ""  # where a mistake in a text is reported
    mourning: bool = False  # the whole site in grey


class Notice(NamedTuple):
    """What stands above every page while it lasts. Level: info, warning, danger."""

    level: str
    words: str
    link: str = ""


class Event(NamedTuple):
    """Something to come to. `starts` is a day or a moment."""

    title: str
    starts: Any
    place: str = ""
    address: str = ""  # of its page


ways: Registry = Registry("Nowhere to go yet.")
foot_links: Registry = Registry("Nothing more to read.")  # Way
search_address: Registry = Registry("Nothing can be searched yet.")  # one: a view's name, or a path
identities: Registry = Registry("Nobody has said who answers for this site.")  # one: request -> Identity
notices: Registry = Registry("No notices.")  # request -> list[Notice]
facts_of_a_person: Registry = Registry("No register is connected.")
home_panels: Registry = Registry("Nothing to do here yet.")
next_events: Registry = Registry("No events are planned.")  # (area code, how many) -> list[Event]
my_data: Registry = Registry("Nothing is kept about you.")
evaluation_checks: Registry = Registry("No checks are defined.")
offline_kinds: Registry = Registry("Nothing can be logged offline yet.")
recusals: Registry = Registry("Nothing is kept from anybody.")
carriers: Registry = Registry("No channel can carry texts.")
safe_copy: Registry = Registry(
    "Nobody here can check files."
)  # one: (content, ending) -> (content, ending), or ValueError
drains: Registry = Registry("No background work is defined.")
doctors: Registry = Registry("Nothing to examine.")
addresses: Registry = Registry("No further pages.")
registers: Registry = Registry(
    "No register is connected."
)  # provider() yields lists of (key, label, area, facts)
fact_words: Registry = Registry("Facts have no words.")  # one: (key, value) -> (name, value in words)
reach: Registry = Registry(
    "Nobody who asked can be called."
)  # provider(answers) -> {answer's key: page to call from}


class Measure(NamedTuple):
    """How long something really takes: its name, and the working days each took in the last year, in a place."""

    label: Any
    days: Any  # (area code) -> list[int]


days_needed: Registry = Registry("Nobody measures how long it takes.")  # Measure
waiting_messages: Registry = Registry("Nobody counts messages that wait.")  # provider() -> list[date]
