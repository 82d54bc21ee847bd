"""Which rows are people and which are titles, totals, notes or nothing."""

import re
from typing import Any

from membership.rolls.reading.cells import text
from membership.rolls.reading.columns import Header, heading

TOTAL = re.compile(r"(本页|本村|全村|本组|全组)?(合计|总计|小计|共计|累计|总数|总户数|总人数)")
NOTE = re.compile(r"(注|备注|说明|填表|制表|审核|填报|负责人|联系人|单位)[^,，]{0,6}[:：]")


def left_out(cells: list[Any], header: Header) -> str:
    """Why this row is no person: empty, header, total, note; empty text for a person."""
    words = [text(cell) for cell in cells]
    filled = [word for word in words if word]
    if not filled:
        return "empty"
    if [heading(word) for word in words][: len(header.heads)] == header.heads[: len(words)]:
        return "header"
    if any(TOTAL.match(word.replace(" ", "")) for word in filled[:2]):
        return "total"
    named = any(
        header.fields.get(one, -1) in range(len(words)) and words[header.fields[one]]
        for one in ("name", "head")
    )
    if (
        NOTE.match(filled[0])
        or (len(filled) == 1 and not named)
        or (len(filled) == 1 and len(filled[0]) > 20)
    ):
        return "note"
    return ""


CARRIED = {
    "members": ("township", "village", "group"),
    "council": ("township", "village", "term"),
    "pairings": ("township", "village", "group"),
    "residents": ("township", "village", "hamlet"),
}
WITH_THE_HELPER = ("name", "phone", "id", "sex")
WITH_THE_HOUSE = ("house", "head", "address", "home_phone")


class Above:
    """What a row leaves to the ones below it: a merged cell has its words in its first row only."""

    def __init__(self, kind: str):
        self.kind, self.last = kind, dict[str, Any]()
        self.house, self.houses = 0, dict[str, int]()

    def fill(self, row: dict[str, Any]) -> list[str]:
        """Puts in what stands above; returns what was taken from there."""
        taken = []
        for field in self._carried(row):
            if not text(row.get(field)) and text(self.last.get(field)):
                row[field] = self.last[field]
                taken.append(field)
        self.last = dict(row)
        return taken

    def _carried(self, row) -> tuple[str, ...]:
        if self.kind == "pairings" and text(row.get("head")) and not text(row.get("name")):
            return (*CARRIED[self.kind], *WITH_THE_HELPER)
        if self.kind == "residents" and not text(row.get("house")) and not self._is_head(row):
            same = not text(row.get("head")) or text(row.get("head")) == text(self.last.get("head"))
            return (*CARRIED[self.kind], *(WITH_THE_HOUSE if same else ()))
        return CARRIED[self.kind]

    def _is_head(self, row) -> bool:
        head, name = text(row.get("head")), text(row.get("name"))
        return text(row.get("relation")) in ("户主", "本人") or bool(head and head == name)

    def house_of(self, row: dict[str, Any], number: int) -> int | None:
        """The number of the row with which this row's household begins."""
        if self.kind != "residents":
            return None
        key = self._house_key(row)
        if key in self.houses:
            self.house = self.houses[key]
        elif key or self._is_head(row) or not self.house:
            self.house = number
        if key:
            self.houses[key] = self.house
        return self.house

    def _house_key(self, row) -> str:
        house, head = text(row.get("house")), text(row.get("head"))
        where = text(row.get("village"))
        return f"{where}#{house}" if house else f"{where}@{head}" if head else ""
