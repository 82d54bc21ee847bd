"""In which language a text is written; the spelling itself is portal.spelling's."""

import re

from hotline.matching.sounds import is_pinyin
from portal.spelling import HAN, normal, plain

__all__ = ["HAN", "language_of", "normal", "plain"]


def language_of(text: str) -> str:
    """Any Han character means Chinese; pinyin counts as Chinese too; else English."""
    if HAN.search(text) or is_pinyin(text):
        return "zh"
    return "en" if re.search(r"[a-zA-Z]", text) else "zh"
