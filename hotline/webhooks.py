"""Where providers knock. A forged request costs no query; a genuine one has a row before it is acknowledged."""

import logging
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hotline.channels import twilio_sms
from hotline.models import Inbound
from hotline.tasks import answer_inbox
from portal.doorbell import ring
from portal.models import Outbox

log = logging.getLogger(__name__)
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def _answer(status: int = 200) -> HttpResponse:
    return HttpResponse(EMPTY, content_type="text/xml", status=status)


def genuine(view):
    """Twilio's signature or 403; a request nobody can read is 400; no database is 503, so that Twilio tries again."""

    @login_not_required
    @csrf_exempt
    @require_POST
    def checked(request):
        try:
            if not settings.TWILIO_AUTH_TOKEN or not twilio_sms.is_genuine(request):
                return _answer(403)
            return view(request)
        except (BadRequest, RequestDataTooBig, TooManyFieldsSent, UnicodeError):
            return _answer(400)
        except DatabaseError as problem:
            log.error("webhook: %s", type(problem).__name__)
            return _answer(503)

    return checked


@genuine
def twilio_sms_in(request):
    form = request.POST
    sid, sender = form.get("MessageSid") or form.get("SmsSid", ""), form.get("From", "")
    if not sid or not sender:
        return _answer(400)
    new = Inbound.objects.hear(
        channel="sms", address=sender[:80], provider_id=sid[:80], text=form.get("Body", ""),
        media=_number(form.get("NumMedia")), token=request.headers.get("I-Twilio-Idempotency-Token", ""),
    )  # fmt: skip
    if new:
        ring(answer_inbox)
    return _answer()


def _number(text: str | None) -> int:
    return min(int(text), 99) if text and text.isdecimal() else 0


@genuine
def twilio_status(request):
    form = request.POST
    status = twilio_sms.STATUS.get(form.get("MessageStatus", ""), "")
    row = _text_of(request.GET.get("o", ""), form.get("MessageSid", ""))
    if row is not None and status:
        row.apply_receipt(status, form.get("ErrorCode", ""), provider_id=form.get("MessageSid", ""))
    return _answer()


def _text_of(reference: str, sid: str) -> Outbox | None:
    try:
        return Outbox.objects.filter(reference=UUID(reference)).first()
    except ValueError:
        return Outbox.objects.filter(channel="sms", provider_id=sid).first() if sid else None
