"""Nobody publishes a rule alone, whatever button or address they use; what was approved for later goes live then."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cms import publishing
from cms.models import Fact, KeptRule, Programme
from cms.tasks import publish_due
from portal import registries
from portal.models import User
from portal.registries import Registry
from portal.roles import Role
from tests.cms.posting import posted
from tests.people import person

pytestmark = pytest.mark.django_db
NEW = "改过的概要。"


@pytest.fixture
def house(programmes, settings):
    settings.DEMO = True  # without a second factor


@pytest.fixture
def editor(house):
    return person(Role.EDITOR, "安禾县")


@pytest.fixture
def reviewer(house):
    return person(Role.REVIEWER, "安禾县")


def jf():
    return Programme.objects.get(code="JF")


def address(view="edit", *more, thing=None):
    thing = thing or jf()
    return reverse(thing.snippet_viewset.get_url_name(view), args=[thing.pk, *more])


def press(client, user, button, **changes):
    client.force_login(user)
    sent = posted(jf().get_latest_revision_as_object(), **changes) | {button: "yes"}
    return client.post(address(), sent, follow=True)


def decide(client, user, action="approve", **changes):
    """As the screens ask for it: first a look at whom in the register it concerns."""
    client.force_login(user)
    client.get(reverse("register-diff", args=[jf().pk]))
    return decide_at_once(client, user, action, **changes)


def decide_at_once(client, user, action="approve", **changes):
    return press(client, user, "action-workflow-action", **{"workflow-action-name": action}, **changes)


def send(client, editor):
    return press(client, editor, "action-submit", summary_zh=NEW)


def published() -> str:
    return jf().rule["summary"]["zh"]


def test_a_colleague_approves_and_the_new_text_is_applied(client, editor, reviewer):
    send(client, editor)
    assert jf().workflow_in_progress
    assert published() != NEW
    decide(client, reviewer)
    assert published() == NEW
    assert KeptRule.objects.get(pk=jf().as_rules.hash).data["summary"]["zh"] == NEW
    assert not jf().workflow_in_progress


def test_the_last_editor_cannot_approve(client, reviewer):
    send(client, reviewer)
    decide(client, reviewer)
    assert published() != NEW
    state = jf().current_workflow_task_state
    client.post(address("workflow_action", "approve", state.pk), {"comment": ""})
    assert published() != NEW
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, reviewer, "approve")


def test_an_editor_has_no_duty_to_approve(client, editor, house):
    send(client, person(Role.EDITOR, "安禾县"))
    decide(client, editor)
    assert published() != NEW


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.MANAGER])
def test_nobody_publishes_directly(client, house, role):
    press(client, person(role, "安禾县"), "action-publish", summary_zh=NEW)
    assert published() != NEW


def test_the_keeper_does_not_publish_directly_either(client, house):
    press(client, User.objects.create_superuser("keeper"), "action-publish", summary_zh=NEW)
    assert published() != NEW


def test_nobody_publishes_a_new_programme_directly(client, reviewer):
    client.force_login(reviewer)
    programme = Programme.from_data({**jf().as_data(), "code": "NEU"})
    sent = posted(programme) | {"action-publish": "yes"}
    client.post(reverse(Programme.snippet_viewset.get_url_name("add")), sent)
    assert not Programme.objects.get(code="NEU").live


def test_nobody_publishes_an_old_revision_directly(client, reviewer):
    old = jf().latest_revision
    programme = jf()
    programme.summary_zh = NEW
    programme.save_revision().publish()
    client.force_login(reviewer)
    client.post(address("revisions_revert", old.pk), posted(old.as_object()) | {"action-publish": "yes"})
    assert published() == NEW


def test_code_that_publishes_in_somebodys_name_is_refused_too(reviewer):
    programme = jf()
    programme.summary_zh = NEW
    revision = programme.save_revision(user=reviewer)
    with pytest.raises(PermissionDenied):
        revision.publish(user=reviewer, skip_permission_checks=True)


def test_no_button_offers_to_publish(client, reviewer):
    client.force_login(reviewer)
    page = client.get(address()).text
    assert "action-publish" not in page
    assert "action-submit" in page


def test_what_an_approver_types_is_not_slipped_in(client, editor, reviewer):
    send(client, editor)
    decide(client, reviewer, summary_zh="审核人自己加的。")
    assert published() == NEW


def test_an_approver_who_changes_it_becomes_its_last_editor(client, editor, reviewer):
    send(client, editor)
    press(client, reviewer, "action-edit", summary_zh="审核人改的。")
    decide(client, reviewer)
    assert published() not in {NEW, "审核人改的。"}
    decide(client, person(Role.REVIEWER, "安禾县"))
    assert published() == "审核人改的。"


def test_its_editor_cannot_change_what_is_being_looked_at(client, editor, reviewer):
    send(client, editor)
    press(client, editor, "action-edit", summary_zh="又改了。")
    decide(client, reviewer)
    assert published() == NEW


def test_somebody_looks_at_the_newest_or_does_not_decide(client, editor, reviewer):
    send(client, editor)
    seen = {
        "loaded_revision_id": jf().latest_revision_id,
        "loaded_revision_created_at": "1999-01-01T00:00:00+00:00",
    }
    answer = decide(client, reviewer, **seen)
    assert published() != NEW
    assert jf().workflow_in_progress
    assert answer.status_code == 200


def test_changes_may_be_asked_for(client, editor, reviewer):
    send(client, editor)
    decide(client, reviewer, "reject")
    assert published() != NEW
    assert jf().current_workflow_state.status == "needs_changes"
    press(client, editor, "action-submit", summary_zh="再改一次。")
    decide(client, reviewer)
    assert published() == "再改一次。"


def test_a_case_that_turned_red_keeps_a_rule_from_being_approved(client, editor, reviewer):
    send(client, editor)
    programme = jf().get_latest_revision_as_object()
    programme.fill_cases([{"id": "red one", "on": "2026-01-01", "facts": {}, "verdict": "yes"}])
    programme.save_revision(user=editor)
    answer = decide(client, reviewer)
    assert "red one" in answer.text
    assert published() != NEW


def test_where_a_register_is_connected_the_approver_looks_at_it_first(client, editor, reviewer, monkeypatch):
    connected = Registry("No register is connected.")
    connected.add("village", lambda: iter(()))
    monkeypatch.setattr(registries, "registers", connected)
    send(client, editor)
    decide_at_once(client, reviewer)
    assert published() != NEW
    client.get(reverse("register-diff", args=[jf().pk]))
    decide_at_once(client, reviewer)
    assert published() == NEW


def test_the_approver_is_shown_what_is_different_in_words(client, editor, reviewer):
    send(client, editor)
    client.force_login(reviewer)
    assert address("revisions_compare", "live", "latest") in client.get(address()).text
    page = client.get(address("revisions_compare", "live", "latest")).text
    assert NEW in page


def test_a_fact_is_approved_by_a_second_person_as_well(client, editor, reviewer):
    fact = Fact.objects.get(key="sex")
    fact.label_zh = "性别（户口簿）"
    fact.save_revision(user=reviewer)
    fact.get_workflow().start(fact, reviewer)
    state = fact.current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, reviewer, "approve")
    other = person(Role.REVIEWER, "安禾县")
    client.force_login(other)
    client.post(address("workflow_action", "approve", state.pk, thing=fact), {"comment": ""})
    assert Fact.objects.get(key="sex").label_zh == "性别（户口簿）"


def test_what_is_approved_for_a_later_day_goes_live_on_it_by_itself(client, editor, reviewer, monkeypatch):
    later = timezone.now() + timedelta(days=3)
    press(
        client,
        editor,
        "action-submit",
        summary_zh=NEW,
        go_live_at=timezone.localtime(later).strftime("%Y-%m-%d %H:%M"),
    )
    decide(client, reviewer)
    assert publish_due() == 0
    assert published() != NEW
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    assert publish_due() == 1
    assert published() == NEW
    assert publish_due() == 0


def test_the_schedule_publishes_what_is_due():
    assert "cms.tasks.publish_due" in {row["task"] for row in configured.CELERY_BEAT_SCHEDULE.values()}
    assert publishing.due() == 0


def test_who_may_approve_sees_what_waits(client, editor, reviewer):
    send(client, editor)
    assert [one.revision_id for one in TaskState.objects.reviewable_by(reviewer)] == [jf().latest_revision_id]
    assert not TaskState.objects.reviewable_by(editor)
    client.force_login(reviewer)
    assert address() in client.get("/admin/").text


def test_loading_again_asks_nobody(programmes):
    from django.core.management import call_command

    call_command("load_programmes", stdout=StringIO())
    assert not jf().workflow_in_progress
