"""What one cell means: words, sex, telephones, relations, kinds of household, offices."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any

INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
BETWEEN_HAN = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s+(?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)
RARE = re.compile(r"[\uf900-\ufaff\U0002f800-\U0002fa1f]")
PHONE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
ROUNDED = re.compile(r"\d(\.\d+)?e\+\d+")
FORMULA = re.compile(r"[=@]|[+-](?![\d\s-]*$)")

SEXES = {"男": "M", "男性": "M", "m": "M", "male": "M", "1": "M", "女": "F", "女性": "F", "f": "F", "female": "F", "2": "F"}  # fmt: skip
RELATIONS = {
    "head": ("户主", "本人", "本人户主"), "spouse": ("妻", "夫", "妻子", "丈夫", "配偶", "老婆", "老公"),
    "child": ("子", "女", "儿子", "女儿", "长子", "次子", "三子", "长女", "次女", "三女", "独生子", "独生女", "养子", "养女", "继子", "继女"),
    "parent": ("父", "母", "父亲", "母亲", "岳父", "岳母", "公公", "婆婆", "父母"),
    "grandchild": ("孙子", "孙女", "外孙", "外孙女", "外孙子", "孙"),
    "grandparent": ("祖父", "祖母", "爷爷", "奶奶", "外公", "外婆"),
    "sibling": ("兄", "弟", "姐", "妹", "哥哥", "弟弟", "姐姐", "妹妹", "兄弟", "姐妹"),
    "in_law": ("儿媳", "媳妇", "女婿", "长媳", "次媳"), "other": ("其他", "其它", "亲属", "非亲属", "侄子", "侄女"),
}  # fmt: skip
RELATION = {word: relation for relation, words in RELATIONS.items() for word in words}
KINDS = (
    ("失独", "special"), ("特殊家庭", "special"), ("伤残", "special"), ("空巢", "elders"), ("独居", "elders"), ("孤寡", "elders"),
    ("留守老", "elders"), ("困难", "hardship"), ("贫困", "hardship"), ("低保", "hardship"), ("五保", "hardship"),
    ("残疾", "disability"), ("大病", "illness"), ("重病", "illness"), ("留守儿童", "children"), ("单亲", "single"),
    ("外出", "away"), ("务工", "away"), ("流入", "moved_in"), ("迁入", "moved_in"),
)  # fmt: skip
POSTS = {
    "会长": "president", "理事长": "president", "副会长": "vice", "副理事长": "vice", "专职副会长": "full_vice", "常务副会长": "full_vice",
    "秘书长": "secretary", "秘书": "secretary", "理事": "council", "委员": "council", "常务理事": "council",
}  # fmt: skip


def text(value: Any) -> str:
    """As somebody would read it: half-width, one space between words, none between characters."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value == int(value):
        value = int(value)
    plain = INVISIBLE.sub("", _half_width(str(value)))
    return BETWEEN_HAN.sub("", " ".join(plain.split()))


def _half_width(words: str) -> str:
    """NFKC, but a rare character of a name stays the character it is."""
    if not RARE.search(words):
        return unicodedata.normalize("NFKC", words)
    return "".join(one if RARE.match(one) else unicodedata.normalize("NFKC", one) for one in words)


def is_formula(words: str) -> bool:
    """What a spreadsheet program would calculate if it were written into a cell."""
    return bool(FORMULA.match(words))


def sex(words: str) -> str:
    return SEXES.get(words.lower(), "")


def phones(words: str) -> tuple[list[str], bool]:
    """The telephone numbers in a cell, and whether anything else in it looks like one but is none."""
    if ROUNDED.search(words.lower()):
        return [], True
    close = re.sub(r"(?<=\d)[\s.·-]+(?=\d{3,4}(?!\d*-\d))|[()]", "", words)
    close = re.sub(r"(?<!\d)(\d{3})[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)", r"\1\2\3", close)
    rest = PHONE.sub("", close)
    found = _split(close)
    return found, bool(re.search(r"\d", rest)) or (not found and bool(words))


def _split(words: str) -> list[str]:
    return [re.sub(r"^(?:\+?86)(?=1[3-9]\d{9}$)", "", one) for one in PHONE.findall(words)]


def kinds(words: str) -> list[str]:
    return sorted({kind for word, kind in KINDS if word in words})
