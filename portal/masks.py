"""Personal data made short enough to recognise and too short to misuse."""

import re

LONG_NUMBER = re.compile(r"(?<![A-Za-z0-9_-])(\+?\d[\d ]{5,17}[\dXx])(?![A-Za-z0-9_-])")


def phone(text: str) -> str:
    """+8613800138000 becomes +86138****8000."""
    digits = (text or "").strip()
    return f"{digits[:-8]}****{digits[-4:]}" if len(digits) >= 9 else "****" if digits else ""


def name(text: str) -> str:
    """王小明 becomes 王**."""
    text = (text or "").strip()
    return text[:1] + "*" * min(len(text) - 1, 2) if text else ""


def number(text: str) -> str:
    """Any identity or account number: its last four digits."""
    text = (text or "").strip()
    return f"****{text[-4:]}" if len(text) > 4 else "****" if text else ""


def address(channel: str, to: str) -> str:
    return phone(to) if channel in {"sms", "voice"} else number(to)


def scrub(text: str) -> str:
    """Mask every long run of digits: phones, identity and account numbers."""
    return LONG_NUMBER.sub(lambda found: number(found.group(1)), text)
