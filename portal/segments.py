"""How many SMS segments a text needs, counted in characters. Pure.

3GPP TS 23.038: the GSM 7-bit alphabet carries 160 characters alone and 153 when joined, its
extension table costs two each; anything else is sent as UCS-2, 70 alone and 67 when joined.
"""

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")


def _gsm_cost(text: str) -> int | None:
    cost = 0
    for character in text:
        if character in GSM:
            cost += 1
        elif character in EXTENSION:
            cost += 2
        else:
            return None
    return cost


def segments(text: str) -> int:
    """Segments this text is billed as; an empty text is one."""
    cost = _gsm_cost(text)
    alone, joined = (160, 153) if cost is not None else (70, 67)
    if cost is None:
        cost = len(text.encode("utf-16-be")) // 2
    return 1 if cost <= alone else -(-cost // joined)


def fits(text: str, most: int = 2) -> bool:
    return segments(text) <= most


def split(text: str, most: int = 2) -> list[str]:
    """Parts of at most `most` segments each, cut at a line or sentence end where there is one."""
    parts = []
    while not fits(text, most):
        end = _longest(text, most)
        cut = max(
            (text.rfind(mark, end // 2, end) + len(mark) for mark in ("\n", "。", "；", ". ", " ")), default=0
        )
        cut = cut if cut > end // 2 else end
        parts.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*parts, text] if text or not parts else parts


def _longest(text: str, most: int) -> int:
    low, high = 1, min(len(text), 160 * most)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle], most) else (low, middle - 1)
    return low
