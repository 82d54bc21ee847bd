"""A case that turns red after a rule was sent keeps it from being approved, whoever approves."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.models import Programme
from portal.roles import Role
from tests.cms.drafting import raise_amount
from tests.cms.test_editing import address
from tests.people import person

pytestmark = pytest.mark.django_db


def amount(programme) -> str:
    return programme.as_rules.versions[-1].amounts[-1]["value"]


def test_what_a_second_person_turned_red_is_not_approved_by_a_third(client, jf, editor):
    jf.save_revision(user=editor)
    jf.get_workflow().start(jf, editor)
    assert jf.workflow_in_progress
    raise_amount(jf, person(Role.REVIEWER, "安禾县"))
    jf = Programme.objects.get(pk=jf.pk)
    third = person(Role.REVIEWER, "安禾县")
    client.force_login(third)
    task = jf.current_workflow_task_state
    with pytest.raises(PermissionDenied):
        task.task.specific.on_action(task, third, "approve")
    sent = {"action-workflow-action": "approve", "workflow-action-name": "approve"}
    answer = client.post(address(jf), sent, follow=True)
    assert "用例" in answer.text
    jf = Programme.objects.get(pk=jf.pk)
    assert jf.workflow_in_progress
    assert amount(jf) == "960"


def test_what_is_approved_is_what_the_form_shows(client, jf, editor):
    jf.save_revision(user=editor)
    jf.get_workflow().start(jf, editor)
    draft = Programme.objects.get(pk=jf.pk).get_latest_revision_as_object()
    draft.summary_zh = "新的概要。"
    draft.save_revision(user=person(Role.REVIEWER, "安禾县"))
    client.force_login(person(Role.REVIEWER, "安禾县"))
    client.post(address(jf), {"action-workflow-action": "approve", "workflow-action-name": "approve"})
    jf = Programme.objects.get(pk=jf.pk)
    assert not jf.workflow_in_progress
    assert jf.summary_zh == "新的概要。"
