"""The same form sent twice leaves what once leaves.

The page carries a fresh `token()` in a hidden field; the view does its work inside
`once(token)`, which yields the earlier result or a place to write this one:

    with once(request.POST["once"]) as sent:
        if not sent.result:
            sent.result = do_it()
    return redirect(sent.result)
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import transaction

from portal.models.submitted_form import SubmittedForm


def token() -> str:
    return secrets.token_urlsafe(18)


def key(kind: str, request, told: str) -> str:
    """For a row made from a form: the same form and words twice give the same key, other words another."""
    once = request.POST.get("once") or token()
    return f"{kind}:{sha256(f'{once}:{told}'.encode()).hexdigest()}"


@contextmanager
def once(token: str) -> Iterator[SubmittedForm]:
    """Hold this form's row; a second sender waits here and then finds the first one's result."""
    key = sha256(token.encode()).hexdigest() if token else sha256(secrets.token_bytes(16)).hexdigest()
    with transaction.atomic():
        SubmittedForm.objects.bulk_create([SubmittedForm(key=key)], ignore_conflicts=True)
        sent = SubmittedForm.objects.select_for_update().get(key=key)
        yield sent
        sent.save(update_fields=["result"])
