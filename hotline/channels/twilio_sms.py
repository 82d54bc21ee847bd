"""Twilio SMS: signature, incoming texts, sending, status callbacks.

Signed against the configured public address, never the request's own (proxies change it), with the
current and the previous token; a fragment such as `#rc=3` is neither sent nor signed.
"""

import base64
import hmac
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portal.models import Consent
from portal.outbox import CarrierError, Sent

TIMEOUT = 10
# Twilio's error → what it means for this text. Everything else is tried again.
PERMANENT = {
    20003,
    21211,
    21408,
    21421,
    21606,
    21610,
    21612,
    21614,
    21617,
    30002,
    30004,
    30005,
    30006,
    30007,
    30010,
    63016,
}
STATUS = {
    "accepted": "", "queued": "", "sending": "", "scheduled": "", "sent": "sent", "delivered": "delivered",
    "read": "delivered", "undelivered": "failed", "failed": "failed", "canceled": "failed",
}  # fmt: skip


@cache
def bases(public_url: str) -> tuple[str, str]:
    """Our public address with and without its port: Twilio signs either."""
    base = urlsplit(public_url)
    port = base.port or {"https": 443, "http": 80}[base.scheme]
    plain = f"{base.scheme}://{base.hostname}"
    return (plain, f"{plain}:{port}") if not base.port else (f"{plain}:{port}", plain)


def signature(token: str, address: str, form) -> str:
    """base64(HMAC-SHA1(token, address + sorted keys with their sorted, distinct values))."""
    return _sign(token, address + _told(form))


def _told(form) -> str:
    return "".join(f"{key}{value}" for key in sorted(form) for value in sorted(set(form.getlist(key))))


def _sign(token: str, text: str) -> str:
    return base64.b64encode(hmac.digest(token.encode(), text.encode(), "sha1")).decode()


def is_genuine(request: HttpRequest) -> bool:
    """Did Twilio send this? A missing or malformed signature is simply false."""
    given = request.headers.get("X-Twilio-Signature", "").encode()
    tokens = filter(None, (settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_PREVIOUS))
    path, told = request.get_full_path(), _told(request.POST)
    wanted = (_sign(token, f"{base}{path}{told}") for token in tokens for base in bases(settings.PUBLIC_URL))
    return any(hmac.compare_digest(given, one.encode()) for one in wanted)


class TwilioSms:
    """Carries texts through Twilio's REST API."""

    def __init__(self):
        self._client = None

    @property
    def client(self):
        if self._client is None:  # half a second and 20 MB: only where texts are really sent
            from twilio.http.http_client import TwilioHttpClient
            from twilio.rest import Client

            http = TwilioHttpClient(timeout=TIMEOUT, max_retries=0)
            self._client = Client(settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, http_client=http)
            if settings.TWILIO_API_BASE:
                self._client.api.base_url = settings.TWILIO_API_BASE
        return self._client

    def send(self, row) -> Sent:
        from twilio.base.exceptions import TwilioRestException

        callback = f"{settings.PUBLIC_URL}{reverse('webhooks:twilio-status')}?o={row.reference}"
        try:
            message = self.client.messages.create(
                to=row.to, from_=settings.TWILIO_FROM, body=row.text, status_callback=callback
            )
        except TwilioRestException as problem:
            raise self._error(problem, row) from None
        except OSError as problem:  # a timeout or a broken line: it may have gone out
            raise CarrierError("Twilio did not answer", uncertain=True, code=type(problem).__name__) from None
        return Sent(message.sid)

    def _error(self, problem, row) -> CarrierError:
        if problem.code == 21610:  # the person told Twilio to stop
            Consent.objects.record(row.to, "bulk", False, words="STOP (Twilio 21610)", channel="sms")
        uncertain = problem.status >= 500
        permanent = problem.code in PERMANENT or (
            400 <= problem.status < 500 and problem.status != 429 and not uncertain
        )
        return CarrierError(
            "Twilio refused the text",
            permanent=permanent,
            uncertain=uncertain,
            code=str(problem.code or problem.status),
        )

    def find(self, row) -> Sent | None:
        """Look an uncertain text up in Twilio's own list."""
        from twilio.base.exceptions import TwilioRestException

        try:
            sent = self.client.messages.list(to=row.to, date_sent_after=row.claimed_at, limit=50)
        except (TwilioRestException, OSError) as problem:
            raise CarrierError("Twilio did not answer", code=type(problem).__name__) from None
        return next((Sent(message.sid) for message in sent if message.body == row.text), None)
