"""Chinese names by their sound: full pinyin and initials, a family name read as a family name (单 shan, 曾 zeng)."""

from pypinyin import Style, lazy_pinyin

FAMILY = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "查": "zha", "解": "xie", "盖": "ge", "朴": "piao", "任": "ren",
    "尉迟": "yu chi", "万俟": "mo qi", "华": "hua", "盛": "sheng", "曲": "qu", "乐": "yue", "覃": "qin", "缪": "miao",
    "翟": "zhai", "召": "shao", "纪": "ji", "宁": "ning", "祭": "zhai", "员": "yun", "黑": "he", "折": "she",
}  # fmt: skip


def _sounds(name: str) -> list[str]:
    name = "".join(name.split())
    for length in (2, 1):
        if sound := FAMILY.get(name[:length]):
            return [*sound.split(), *lazy_pinyin(name[length:], style=Style.NORMAL, errors="default")]
    return lazy_pinyin(name, style=Style.NORMAL, errors="default")


def pinyin(name: str) -> str:
    """“王秀英” is wangxiuying."""
    return "".join(_sounds(name)).lower()[:160]


def initials(name: str) -> str:
    """“王秀英” is wxy."""
    return "".join(sound[:1] for sound in _sounds(name)).lower()[:30]
