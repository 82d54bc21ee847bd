"""One spelling for what people type: width, script, case, punctuation, politeness. Pure."""

import re
import unicodedata
from functools import cache

POLITE = re.compile(
    r"请问一下|请问|麻烦问一下|麻烦|您好|你好|谢谢您|谢谢|谢了|一下|哈$|呢$|吗$|嘛$|啊|呀|吧$|哦|噢"
)
JUNK = re.compile(r"[^\w\u4e00-\u9fff]+")
HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _converter():
    from opencc import OpenCC

    return OpenCC("t2s")


def plain(text: str) -> str:
    """NFKC, simplified characters, lower case, no control characters."""
    text = unicodedata.normalize("NFKC", text).replace("\x00", "")
    if HAN.search(text):
        text = _converter().convert(text)
    return text.lower().strip()


def normal(text: str) -> str:
    """`plain` without punctuation and politeness."""
    text = plain(text)
    kept = POLITE.sub("", text)
    return JUNK.sub(" ", kept).strip() or JUNK.sub(" ", text).strip()
