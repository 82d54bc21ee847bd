"""One thing found in a rule: how bad, where, and a sentence in both languages."""

from typing import NamedTuple


class Finding(NamedTuple):
    """`where` is a criterion's id or the name of a part (`amount 2012-01-01`, `source law`, `papers`)."""

    level: str
    where: str
    zh: str
    en: str


def error(where: str, zh: str, en: str) -> Finding:
    return Finding("error", where, f"{zh}。", f"{en.rstrip('.')}.")


def warning(where: str, zh: str, en: str) -> Finding:
    return Finding("warning", where, f"{zh}。", f"{en.rstrip('.')}.")
