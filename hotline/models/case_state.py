"""What a case can be, and the moves between its states."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The same table stands as a trigger in the migration; a test compares them.
MOVES = {
    "registered": {"accepted"},
    "accepted": {"assigned", "answered"},
    "assigned": {"accepted", "answered"},
    "answered": {"closed", "reopened"},
    "closed": {"reopened"},
    "reopened": {"assigned", "answered"},
}


class State(models.TextChoices):
    REGISTERED = "registered", _("registered")
    ACCEPTED = "accepted", _("accepted")
    ASSIGNED = "assigned", _("with a handler")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("open again")


class Kind(models.TextChoices):
    ENQUIRY = "enquiry", _("enquiry")
    HELP = "help", _("request for help")
    COMPLAINT = "complaint", _("complaint")
    REPORT = "report", _("report of wrongdoing")
    SUGGESTION = "suggestion", _("suggestion")
    PRAISE = "praise", _("praise")
