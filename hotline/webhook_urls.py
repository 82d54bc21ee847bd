"""Where providers knock; the same in every language."""

from django.urls import path

from hotline import webhooks

urlpatterns = [
    path("twilio/sms", webhooks.twilio_sms_in, name="twilio-sms"),
    path("twilio/status", webhooks.twilio_status, name="twilio-status"),
]
