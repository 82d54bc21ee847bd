"""Seals every sealed value anew with the first of FIELD_KEYS. Stop it and start it again as you like.

A row already sealed with the first key is left alone, so a second run only finishes the first.
"""

import base64
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction

from portal import crypto
from portal.accounts import SecondFactorAdapter

BATCH = 200
SECRETS = ("secret", "seed")  # where allauth keeps an app's secret and the recovery codes' seed


def sealed_fields() -> list[tuple[type[models.Model], str]]:
    """Every (model, field) that holds sealed text."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, crypto.EncryptedTextField)
    ]


def rotate() -> Iterator[int]:
    """Yields how many rows each batch sealed anew."""
    for model, field in sealed_fields():
        for keys in _batches(model):
            yield _seal_rows(model, field, keys)
    for keys in _batches(Authenticator):
        yield _seal_authenticators(keys)


def rows() -> int:
    return (
        sum(model._base_manager.count() for model, _field in sealed_fields()) + Authenticator.objects.count()
    )


def _batches(model: type[models.Model]) -> Iterator[list]:
    last = None
    while True:
        found = model._base_manager.order_by("pk")
        keys = list((found.filter(pk__gt=last) if last else found).values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]


def _newest() -> str:
    return next(iter(crypto.keys()))


def _seal_rows(model: type[models.Model], name: str, keys: list) -> int:
    """The stored bytes are read and written directly: nobody reveals anything to anybody here."""
    done = 0
    with transaction.atomic():
        for row in model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk"):
            stored = row.__dict__[name]
            if stored and crypto.key_of(stored) != _newest():
                text = getattr(row, name).open()
                setattr(row, name, text)
                model._base_manager.filter(pk=row.pk).update(**{name: row.__dict__[name]})
                done += 1
    return done


def _seal_authenticators(keys: list) -> int:
    adapter, done = SecondFactorAdapter(), 0
    with transaction.atomic():
        for row in Authenticator.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
            old = [n for n in SECRETS if row.data.get(n) and _key_of(row.data[n]) != _newest()]
            for name in old:
                row.data[name] = adapter.encrypt(adapter.decrypt(row.data[name]))
            if old:
                row.save(update_fields=["data"])
                done += 1
    return done


def _key_of(text: str) -> str:
    return crypto.key_of(base64.b64decode(text))
