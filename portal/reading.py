"""In which of the house's two languages the reader of this moment reads."""

from django.utils.translation import get_language


def english() -> bool:
    return (get_language() or "").startswith("en")


def language() -> str:
    """As rules, facts and search name it: en or zh."""
    return "en" if english() else "zh"
