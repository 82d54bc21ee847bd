from hotline.models.call import CallBack
from hotline.models.case import Case, Opened
from hotline.models.case_event import CaseAccused, CaseEvent
from hotline.models.contact import Contact
from hotline.models.inbound import Inbound

__all__ = ["CallBack", "Case", "CaseAccused", "CaseEvent", "Contact", "Inbound", "Opened"]
