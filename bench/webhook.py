"""The webhook against an empty view and a view that only checks the signature, on the same path."""

import logging
from itertools import count
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from twilio.request_validator import RequestValidator

from bench.measure import ROUNDS, cpu, table
from hotline.webhooks import genuine
from portal import registries

TOKEN, BASE = "the-token-of-the-tests", "https://linli.test"
_numbers = count(1)


@login_not_required
@csrf_exempt
def empty(request):
    return HttpResponse("ok")


@genuine
def signed(request):
    return HttpResponse("ok")


registries.addresses.add("bench", {"webhooks": [path("bench/empty", empty), path("bench/signed", signed)]})


def form(sid: str) -> dict[str, str]:
    """Twenty fields, as Twilio sends them."""
    rest = {f"Field{n}": f"value {n}" for n in range(12)}
    return {"MessageSid": sid, "AccountSid": "AC" + "0" * 32, "From": "+8613900139001", "To": "+15005550006",
            "Body": "育儿补贴我家能领吗，孩子前年三月生的", "NumMedia": "0", "NumSegments": "1",
            "ApiVersion": "2010-04-01", **rest}  # fmt: skip


def request(where: str, told: dict[str, str], token: str = TOKEN):
    signature = RequestValidator(token).compute_signature(BASE + where, told)
    body, kind = urlencode(told), "application/x-www-form-urlencoded"
    made = RequestFactory().post(where, body, kind, secure=True, headers={"X-Twilio-Signature": signature})
    return made.environ


def measure() -> str:
    logging.getLogger("django.request").setLevel("ERROR")
    handler, calls, rounds = WSGIHandler(), 40, ROUNDS + 1

    def prepared(where, told=lambda: form("SM-same"), token=TOKEN):
        """Signing costs the sender, not us: requests are made before the clock runs."""
        waiting = [request(where, told(), token) for _ in range(calls * rounds)]
        return lambda: handler(waiting.pop(), lambda *_: None).close()

    measured = cpu(
        {
            "empty view": prepared("/bench/empty"),
            "signature only": prepared("/bench/signed"),
            "forged, refused": prepared("/hotline/twilio/sms", token="not-ours"),  # noqa: S106
            "message accepted": prepared("/hotline/twilio/sms", lambda: form(f"SM{next(_numbers):032x}")),
            "the same delivered again": prepared("/hotline/twilio/sms", lambda: form("SM-same")),
        },
        calls,
    )
    goals = {"message accepted": "≤ 6", "forged, refused": "≤ 1.1 × signature only"}
    return table(measured, "empty view", goals)
