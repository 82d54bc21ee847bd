from portal.models.area import Area, AreaQuerySet, Level
from portal.models.audit import AuditEntry
from portal.models.case_wish import CaseWish
from portal.models.claim_wish import ClaimWish
from portal.models.consent import Consent
from portal.models.duty import Duty, DutyQuerySet
from portal.models.epoch import Epoch
from portal.models.heartbeat import Heartbeat
from portal.models.outbox import Outbox
from portal.models.staged_import import StagedImport
from portal.models.submitted_form import SubmittedForm
from portal.models.user import User

__all__ = [
    "Area",
    "AreaQuerySet",
    "AuditEntry",
    "CaseWish",
    "ClaimWish",
    "Consent",
    "Duty",
    "DutyQuerySet",
    "Epoch",
    "Heartbeat",
    "Level",
    "Outbox",
    "StagedImport",
    "SubmittedForm",
    "User",
]
