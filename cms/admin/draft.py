"""The draft an editor works on, and changes to its cases. They are part of its revisions and of four eyes."""

from collections.abc import Callable
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.eligibility import BadRule, Rules
from cms.eligibility.canonical import canonical
from cms.models import Programme
from portal import gate


class Locked(Exception):
    """Somebody is looking at the draft; the sentence says so."""


class Draft:
    """A programme as last saved, whoever saved it; 404 for those who do not edit rules."""

    def __init__(self, request: HttpRequest, pk: int):
        self.user = request.user
        self.programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
        self.text = self.programme.get_latest_revision_as_object()
        self.cases = list(self.text.cases.all())

    @property
    def saved_at(self):
        revision = self.programme.latest_revision
        return revision and revision.created_at

    @cached_property
    def _whole(self) -> tuple[Rules | None, list[str]]:
        return whole_rule(self.text)

    @property
    def rules(self) -> Rules | None:
        """None while the text is no whole rule; `problems` says why."""
        return self._whole[0]

    @property
    def problems(self) -> list[str]:
        return self._whole[1]

    @property
    def lock_says(self) -> str:
        lock = self.programme.get_lock()
        return str(lock.get_message(self.user)) if lock and lock.for_user(self.user) else ""

    def change(self, changed: Callable[[list], list]) -> None:
        """Save the draft with other cases; the rule's text stays as it is."""
        if not gate.may(self.user, "edit rules"):
            raise PermissionDenied
        if self.lock_says:
            raise Locked(
                _("This draft is being looked at. Wait for the answer, or take it back from approval.")
            )
        self.cases = changed(self.cases)
        self.text.cases.set(self.cases)
        # The text may be half written: that keeps it from approval, not its cases from being saved.
        self.text.save_revision(user=self.user, clean=False, log_action=True)


def whole_rule(text) -> tuple[Rules | None, list[str]]:
    """What the fields of a draft come to, or why that is no rule yet."""
    try:
        return Rules.from_json(text.frozen()), []
    except (BadRule, KeyError, TypeError, ValueError, AttributeError) as problem:
        return None, getattr(problem, "problems", [str(problem)])


def mark_of(case) -> str:
    """Tells whether a case is still the one that was on the screen."""
    return sha256(canonical(case.as_data()).encode()).hexdigest()[:16]
