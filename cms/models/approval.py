"""Four eyes: what is written here is published by somebody other than its last editor, and not otherwise."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState
from wagtail.permissions import policy_registry

from portal.gate import may, may_county_wide

APPROVE, APPROVE_PAGES = "approve content", "approve pages"


class NotYet(PermissionDenied):
    """It cannot be approved as it stands; `sentences` say why."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


class Approved(models.Model):
    """Publishing in somebody's name needs another's approval of this very revision."""

    class Meta:
        abstract = True

    def obstacles(self, revision, user) -> list[str]:
        """What keeps this user from approving this revision, in sentences."""
        return []

    def publish(self, revision, user=None, **kwargs):
        if user is not None and not approved_by_another(revision):
            raise PermissionDenied(_("Somebody else has to approve this first: send it for approval."))
        kwargs["skip_permission_checks"] = True  # asked just now, more strictly
        return super().publish(revision, user=user, **kwargs)


def approved_by_another(revision) -> bool:
    states = TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
    return states.exclude(finished_by=revision.user_id).exclude(finished_by=None).exists()


def _seen_whom_it_changes(obj, user) -> bool:
    """A rule is approved by somebody who has compared it with the register, where there is one."""
    from cms.register_diff import seen

    return not hasattr(obj, "as_rules") or seen(obj.get_latest_revision(), user)


def may_approve(user, thing) -> bool:
    """Pages by whoever approves pages in their place; rules by whoever approves rules."""
    if not isinstance(thing, Page):
        return may(user, APPROVE)
    code = getattr(thing.specific, "area_id", None)
    return may(user, APPROVE_PAGES, code) if code else may_county_wide(user, APPROVE_PAGES)


def _in_reach(user) -> Q:
    """Waiting things this user may approve: pages by place, rules all or none."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    keys = pages.annotate(key=Cast("pk", models.CharField())).values("key")
    kind = Q(workflow_state__base_content_type=ContentType.objects.get_for_model(Page))
    rules = ~kind if may(user, APPROVE) else Q(pk__in=[])
    return rules | (kind & Q(workflow_state__object_id__in=keys))


class SecondPairOfEyes(Task):
    """A step that the last editor cannot take. Who may take it follows from duties, not from groups."""

    class Meta:
        verbose_name = _("second pair of eyes")
        verbose_name_plural = _("second pairs of eyes")

    def _may_decide(self, obj, user) -> bool:
        revision = obj.get_latest_revision()
        return may_approve(user, obj) and revision is not None and revision.user_id != user.pk

    def get_actions(self, obj, user):
        if not self._may_decide(obj, user):
            return []
        refuse = ("reject", _("Request changes"), True)
        if not _seen_whom_it_changes(obj, user):
            return [refuse]  # the menu leads to the comparison first
        return [refuse, ("approve", _("Approve"), False), ("approve", _("Approve with comment"), True)]

    def on_action(self, task_state, user, action_name, **kwargs):
        """Asked once more here: whichever view it comes from, the last editor cannot decide."""
        thing = task_state.workflow_state.content_object
        thing = thing.specific if isinstance(thing, Page) else thing
        if not self._may_decide(thing, user):
            raise NotYet([str(_("This cannot be decided by you: you wrote it, or have no duty to approve."))])
        if action_name == "approve":
            task_state.revision = thing.get_latest_revision()  # what was looked at, and what goes live
            if sentences := thing.obstacles(task_state.revision, user):
                raise NotYet(sentences)
        return super().on_action(task_state, user, action_name, **kwargs)

    def user_can_access_editor(self, obj, user):
        return may_approve(user, obj)

    def locked_for_user(self, obj, user):
        """While it is looked at, it stays as it was sent."""
        return not may_approve(user, obj)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not (may(user, APPROVE) or may(user, APPROVE_PAGES)):
            return TaskState.objects.none()
        waiting = TaskState.objects.filter(task=self.task_ptr, status=TaskState.STATUS_IN_PROGRESS)
        return waiting.filter(_in_reach(user)).exclude(revision__user=user)

    @classmethod
    def get_description(cls):
        return _("Approved by somebody with the duty to approve, other than the last editor")
