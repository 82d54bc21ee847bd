"""Twilio SMS: signature, incoming texts, sending, status callbacks.

Signed against the configured public address, never the request's own (proxies change it), with the
current and the previous token; a fragment such as `#rc=3` is neither sent nor signed.
"""

import base64
import hmac
from hashlib import sha1
from urllib.parse import urlsplit, urlunsplit

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


def addresses(request: HttpRequest) -> list[str]:
    """The public address of this request with and without its default port: Twilio signs either."""
    base = urlsplit(settings.PUBLIC_URL)
    port = base.port or {"https": 443, "http": 80}[base.scheme]
    path = request.get_full_path()
    plain = urlunsplit((base.scheme, base.hostname or "", "", "", ""))
    return [f"{plain}{path}", f"{plain}:{port}{path}"]


def signature(token: str, address: str, form) -> str:
    """base64(HMAC-SHA1(token, address + sorted keys with their sorted, distinct values))."""
    signed = address + "".join(
        f"{key}{value}" for key in sorted(form) for value in sorted(set(form.getlist(key)))
    )
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), sha1).digest()).decode()


def is_genuine(request: HttpRequest) -> bool:
    """Did Twilio send this? A missing or malformed signature is simply false."""
    given = request.headers.get("X-Twilio-Signature", "")
    tokens = [token for token in (settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_PREVIOUS) if token]
    wanted = [signature(token, address, request.POST) for token in tokens for address in addresses(request)]
    return any([hmac.compare_digest(given.encode(), one.encode()) for one in wanted])  # noqa: C419  (all compared)


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
