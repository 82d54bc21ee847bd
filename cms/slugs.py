"""Short Latin addresses: a Chinese title by its sound, word for word."""

import re

MOST = 40
CHINESE = re.compile(r"[\u3400-\u9fff]")


def short_slug(title: str) -> str:
    """育儿补贴怎么领 → yuer-butie-zenme-ling. Cut between words; empty where nothing can be spelt."""
    slug = ""
    for word in _words(title):
        longer = f"{slug}-{word}" if slug else word[:MOST]
        if len(longer) > MOST:
            break
        slug = longer
    return slug


def _words(title: str) -> list[str]:
    import rjieba
    from pypinyin import lazy_pinyin

    spelt = ("".join(lazy_pinyin(word)) if CHINESE.search(word) else word for word in rjieba.cut(title))
    return re.findall(r"[a-z0-9]+", " ".join(spelt).lower())
