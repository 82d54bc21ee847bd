from portal.models.area import Area, AreaQuerySet, Level
from portal.models.duty import Duty, DutyQuerySet
from portal.models.user import User

__all__ = ["Area", "AreaQuerySet", "Duty", "DutyQuerySet", "Level", "User"]
