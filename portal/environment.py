"""Reads the environment: NAME, or the file that NAME_FILE points to; loud about what is missing."""

import secrets
from os import environ
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

REQUIRED = object()


def env(name: str, default=REQUIRED) -> str:
    """Read NAME, or the file that NAME_FILE points to (for mounted secrets)."""
    if path := environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as problem:
            raise ImproperlyConfigured(f"{name}_FILE points to {path}: {problem.strerror}.") from None
    value = environ.get(name, "") or default
    if value is REQUIRED:
        raise ImproperlyConfigured(f"Set the environment variable {name}, or {name}_FILE with a file's path.")
    return value


def env_flag(name: str, default: bool = False) -> bool:
    return str(env(name, "yes" if default else "no")).lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_number(name: str, default: int) -> int:
    given = env(name, str(default))
    if not given.lstrip("-").isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{given}”.")
    return int(given)


def made_once(name: str, folder: Path, make=lambda: secrets.token_urlsafe(64)) -> str:
    """The environment's NAME; on a private machine a secret made once and kept beside its data."""
    if environ.get(name) or environ.get(f"{name}_FILE"):
        return env(name)
    if not environ.get("LINLI_PRIVATE"):
        return env(name)
    path = folder / name.lower()
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text().strip()


def a_first_key() -> str:
    """What FIELD_KEYS looks like: an id, so that a second key can be told from it, and a secret."""
    return f"k1:{secrets.token_urlsafe(48)}"
