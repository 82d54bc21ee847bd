"""Numbers, days and telephone numbers as a voice says them in Chinese. Pure."""

import re
from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
ONE_BY_ONE = "零幺二三四五六七八九"  # over a loudspeaker "one" is 幺, so that nobody hears seven
UNITS = ["", "十", "百", "千"]
GROUPS = ["", "万", "亿"]


def digits(text: str) -> str:
    """2026 as 二〇二六, for years and document numbers."""
    return "".join(DIGITS[int(one)] for one in text)


def phone(text: str) -> str:
    """0990-7110029 as 零九九零，七幺幺，零零二九: in groups that can be written down while listening."""
    parts = []
    for run in re.findall(r"\d+", text):
        cuts = {8: [4, 4], 7: [3, 4], 11: [3, 4, 4]}.get(len(run), [len(run)])
        for length in cuts:
            parts.append("".join(ONE_BY_ONE[int(one)] for one in run[:length]))
            run = run[length:]
    return "，".join(parts)


def whole(number: int) -> str:
    """3600 as 三千六百, 10 as 十, 10050 as 一万零五十."""
    if number == 0:
        return "零"
    said, gap = "", False
    for place in range(len(GROUPS) - 1, -1, -1):
        group = number // 10000**place % 10000
        if not group:
            gap = bool(said)
            continue
        said += ("零" if said and (gap or group < 1000) else "") + _group(group) + GROUPS[place]
        gap = False
    return said.removeprefix("一") if said.startswith("一十") else said


def _group(number: int) -> str:
    """Below ten thousand."""
    said, gap = "", False
    for place in (3, 2, 1, 0):
        one = number // 10**place % 10
        if one:
            said += ("零" if gap else "") + "一二三四五六七八九"[one - 1] + UNITS[place]
            gap = False
        else:
            gap = bool(said)
    return said


def amount(text: str) -> str:
    """3,600 or 2.50 as a voice says it."""
    before, _point, after = text.replace(",", "").partition(".")
    if len(before) > 12:
        return "".join(ONE_BY_ONE[int(one)] for one in before)
    after = after.rstrip("0")
    return whole(int(before)) + (f"点{digits(after).replace('〇', '零')}" if after else "")


def _clock(found: re.Match) -> str:
    minutes = int(found[2])
    return f"{whole(int(found[1]))}点" + (
        "" if not minutes else "半" if minutes == 30 else f"{whole(minutes)}分"
    )


NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
RULES: list[tuple[str, Callable[[re.Match], str]]] = [
    (r"(?<!\d)(?:0\d{2,3}[- ]?\d{7,8}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|400[- ]?\d{3}[- ]?\d{4}|12\d{3}|1[12][0-9])(?![\d年月日元人岁%])",
     lambda found: phone(found[0])),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda found: f"{digits(found[1])}年{whole(int(found[2]))}月{whole(int(found[3]))}日"),
    (r"〔(\d{4})〕\s*(\d+)号", lambda found: f"{digits(found[1])}年{whole(int(found[2]))}号"),
    (r"(\d{4})(?=年)", lambda found: digits(found[1])),
    (r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?!\d)", _clock),
    (rf"({NUMBER})\s*%", lambda found: f"百分之{amount(found[1])}"),
    (rf"({NUMBER})\s*[-~–—～至]\s*(?={NUMBER})", lambda found: f"{amount(found[1])}到"),
    (NUMBER, lambda found: amount(found[0])),
]  # fmt: skip


def spoken(text: str) -> str:
    """Every figure of a sentence in words."""
    for pattern, say in RULES:
        text = re.sub(pattern, say, text)
    return text
