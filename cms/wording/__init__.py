"""What a text for residents should not say, and what it forgot: plain Python, no framework, no database.

`look(text, words)` finds wordings, office phrases, long sentences and personal data; `event_parts(text)` says
what an announcement forgot. The sentences about it are made in `cms/editing/checks.py`.
"""

from cms.wording.find import Finding, Words, look
from cms.wording.missing import event_parts

__all__ = ["Finding", "Words", "event_parts", "look"]
