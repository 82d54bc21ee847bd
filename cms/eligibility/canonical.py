"""One spelling for every rule: sorted JSON, and the SHA-256 by which an answer names its rule."""

import json
from hashlib import sha256
from typing import Any


def canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(data: Any) -> str:
    return sha256(canonical(data).encode()).hexdigest()
