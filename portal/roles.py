"""What each role may do. The one table all rights come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VOLUNTEER = "volunteer", _("volunteer")
    CLERK = "clerk", _("village clerk")
    OFFICER = "officer", _("officer")
    EDITOR = "editor", _("policy editor")
    REVIEWER = "reviewer", _("policy reviewer")
    OPERATOR = "operator", _("hotline operator")
    HANDLER = "handler", _("case handler")
    PREPARER = "preparer", _("prepares payments")
    CHECKER = "checker", _("reviews payments")
    RELEASER = "releaser", _("releases payments")
    AUDITOR = "auditor", _("auditor")
    SUPERVISOR = "supervisor", _("village affairs supervisor")
    MANAGER = "manager", _("manager")


_SEE = {"see areas", "use admin", "see disclosures"}
_REGISTER = {
    "see residents",
    "see households",
    "see associations",
    "see members",
    "see pairings",
    "see visits",
}
_KEEP = _REGISTER | {"edit register", "pair", "log visits"}

MAY: dict[str, set[str]] = {
    Role.VOLUNTEER: {"see areas"},
    Role.CLERK: _SEE | _KEEP | {"edit pages", "see cases", "file cases", "answer cases", "check entitlement", "draft disclosures"},
    Role.OFFICER: _SEE | _KEEP | {"edit associations", "decide members", "merge residents", "evaluate", "edit pages", "approve pages", "draft disclosures", "publish disclosures", "answer objections", "see cases", "file cases", "assign cases", "answer cases", "close cases", "reveal", "see outbox", "see answers", "call back", "check entitlement"},
    Role.EDITOR: _SEE | {"edit pages", "edit content", "edit rules", "check entitlement"},
    Role.REVIEWER: _SEE | {"edit pages", "approve pages", "edit content", "approve content", "edit rules", "check entitlement"},
    Role.OPERATOR: _SEE | {"see cases", "file cases", "assign cases", "answer cases", "close cases", "reveal", "see outbox", "see answers", "call back", "check entitlement"},
    Role.HANDLER: _SEE | {"see cases", "answer cases", "check entitlement"},
    Role.PREPARER: set(_SEE),
    Role.CHECKER: set(_SEE),
    Role.RELEASER: set(_SEE),
    Role.AUDITOR: _SEE | {"see associations", "see cases", "see audit", "see outbox", "see answers"},
    Role.SUPERVISOR: _SEE | {"publish disclosures", "answer objections"},
    Role.MANAGER: _SEE | {"edit catalogue", "edit areas", "edit duties", "edit users", "see audit", "see outbox", "edit pages", "edit content"},
}  # fmt: skip

# The keeper of the installation (Django's superuser) runs the house and appoints its first manager;
# residents' cases are none of the keeper's business.
KEEPER_MAY = _SEE | {
    "edit areas",
    "edit duties",
    "edit users",
    "see audit",
    "edit pages",
    "approve pages",
    "edit content",
    "edit catalogue",
    "approve content",
}

# Who appoints does not need the rights given; nobody appoints themselves (portal.models.duty).
MAY_APPOINT: dict[str, set[str]] = {Role.MANAGER: set(Role.values)}

ABOVE_VOLUNTEER = set(Role.values) - {Role.VOLUNTEER}


def roles_that_may(act: str) -> list[str]:
    return [role for role, acts in MAY.items() if act in acts]
