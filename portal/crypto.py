"""Encrypted values bound to their row, and keyed hashes to find them by.

AES-256-GCM (NIST SP 800-38D), a key per purpose by HKDF-SHA256 (RFC 5869) from FIELD_KEYS
("id:secret,id:secret": the first encrypts, all decrypt). Stored: version · key id · nonce · sealed.
"""

import hmac
import secrets
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext as _

VERSION = b"\x01"


class Unreadable(ValueError):
    """The value belongs to another row, was changed, or its key is gone."""


def keys() -> dict[str, str]:
    """Key id → secret, the one that encrypts first."""
    pairs = [part.split(":", 1) for part in settings.FIELD_KEYS.split(",") if part.strip()]
    if not pairs or any(len(pair) != 2 or not 0 < len(pair[0]) < 256 or len(pair[1]) < 12 for pair in pairs):
        raise ImproperlyConfigured("FIELD_KEYS must look like id:secret,id:secret with long secrets.")
    return dict(pairs)


@cache
def _key(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, b"linli", purpose.encode()).derive(secret.encode())


def seal(text: str, context: str) -> bytes:
    """Encrypt for one place: `context` names model, field and row."""
    key_id, secret = next(iter(keys().items()))
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(_key(secret, "field")).encrypt(nonce, text.encode(), context.encode())
    return VERSION + bytes([len(key_id)]) + key_id.encode() + nonce + sealed


def unseal(value: bytes, context: str) -> str:
    value = bytes(value)
    length = value[1]
    key_id, rest = value[2 : 2 + length].decode(), value[2 + length :]
    secret = keys().get(key_id)
    if value[:1] != VERSION or secret is None:
        raise Unreadable(f"No key “{key_id}” is configured for this value.")
    try:
        return AESGCM(_key(secret, "field")).decrypt(rest[:12], rest[12:], context.encode()).decode()
    except InvalidTag:
        raise Unreadable("The value does not belong here or was changed.") from None


def key_of(value: bytes) -> str:
    return bytes(value)[2 : 2 + bytes(value)[1]].decode()


def keyed_hash(purpose: str, text: str) -> str:
    """64 hex digits by which equal texts are found without being stored (HMAC-SHA256).

    Uses the key named `index` if there is one, else the last: it stays when keys rotate.
    """
    ring = keys()
    secret = ring.get("index") or list(ring.values())[-1]
    return hmac.new(_key(secret, f"index:{purpose}"), text.encode(), sha256).hexdigest()


class Sealed:
    """A closed envelope. Printing it shows a mask; only `open()` shows what is inside."""

    def __init__(self, row: models.Model, field: "EncryptedTextField"):
        self._row, self._field = row, field

    @property
    def _value(self) -> bytes | None:
        return self._row.__dict__.get(self._field.attname)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __str__(self) -> str:
        return "••••••" if self else ""

    __repr__ = __str__

    def open(self) -> str:
        value = self._value
        return unseal(value, self._field.context(self._row)) if value else ""


class _Envelope:
    """Assigning a text seals it; reading gives the closed envelope."""

    def __init__(self, field: "EncryptedTextField"):
        self.field = field

    def __get__(self, row, owner=None):
        return self if row is None else Sealed(row, self.field)

    def __set__(self, row, value):
        if isinstance(value, Sealed):
            value = value.open()
        if isinstance(value, str):
            value = seal(value, self.field.context(row)) if value else b""
        row.__dict__[self.field.attname] = bytes(value) if value is not None else b""


class EncryptedTextField(models.BinaryField):
    """Text that only `row.field.open()` shows. The row's key must be made in Python (a UUID)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", b"")
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Envelope(self))

    def context(self, row: models.Model) -> str:
        if row.pk is None:
            raise ValueError(_("An encrypted field needs a row whose key is known before it is saved."))
        return f"{row._meta.label_lower}.{self.name}:{row.pk}"

    def pre_save(self, model_instance, add):
        return model_instance.__dict__.get(self.attname, b"")
