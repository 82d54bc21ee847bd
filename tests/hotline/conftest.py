"""Twilio as the tests know it: the official package signs and sends, a stand-in answers."""

from itertools import count

import pytest
from twilio.request_validator import RequestValidator

from hotline.channels.twilio_sms import TwilioSms
from portal.registries import carriers
from tests.stand_in_twilio import stand_in

TOKEN = "the-token-of-the-tests"
PHONE = "+8613800138001"
_sids = count(1)


@pytest.fixture
def twilio(settings, monkeypatch):
    """The stand-in, with the house configured to use it."""
    with stand_in() as server:
        settings.TWILIO_ACCOUNT_SID = "AC" + "0" * 32
        settings.TWILIO_AUTH_TOKEN = TOKEN
        settings.TWILIO_FROM = "+15005550006"
        settings.TWILIO_API_BASE = server.address
        monkeypatch.setitem(carriers._things, "sms", TwilioSms())
        yield server


@pytest.fixture
def post(client, settings):
    """Deliver a form to an address of ours, signed by the official package."""

    def deliver(path, form, *, token=TOKEN, sign=True, **headers):
        signature = RequestValidator(token).compute_signature(settings.PUBLIC_URL + path, form)
        if sign:
            headers["X-Twilio-Signature"] = signature
        return client.post(path, form, headers=headers)

    return deliver


@pytest.fixture
def text_from(post):
    """Text us, as Twilio delivers it; returns the answer to Twilio."""

    def send(text, phone=PHONE, *, sid=None, times=1, **more):
        sid = sid or f"SM{next(_sids):032x}"
        form = {"MessageSid": sid, "AccountSid": "AC" + "0" * 32, "From": phone, "To": "+15005550006", "Body": text,
                "NumMedia": "0", "NumSegments": "1", "SmsStatus": "received", "ApiVersion": "2010-04-01", **more}  # fmt: skip
        answers = [post("/hotline/twilio/sms", form) for _ in range(times)]
        return answers[-1]

    return send
