"""Disclosures as the database keeps them: who may, what cannot change, one per period, chained."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from cms.models import Disclosure, DisclosureFile, DisclosureTable
from cms.models.disclosure import SelfApproved
from cms.models.disclosure_state import MOVES
from cms.open import chain, reminders
from portal.models import Outbox
from portal.models.moves import READ_BACK, pairs
from portal.roles import Role
from portal.states import WrongState
from tests.cms.open_affairs import Q3, draft, item, published
from tests.people import person, place

pytestmark = [
    pytest.mark.django_db,
    # Django’s InMemoryStorage leaves the picture’s temporary file to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]


def refused(name, attempt):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        attempt()


class TestWhoPublishes:
    def test_whoever_drafted_or_edited_it_does_not_approve_it_not_even_past_the_screens(self):
        row = draft(by=person(Role.OFFICER, "青石镇"))
        row.send(row.drafted_by)

        with pytest.raises(SelfApproved):
            row.publish(row.drafted_by)
        refused(
            "disclosure_not_approved_by_its_drafter",
            lambda: Disclosure.objects.filter(pk=row.pk).update(approved_by=row.drafted_by),
        )

    def test_a_supervisor_of_another_village_does_not_approve_it(self):
        row = draft()
        row.send(row.drafted_by)

        with pytest.raises(SelfApproved):
            row.publish(person(Role.SUPERVISOR, "柳河村"))
        assert Disclosure.objects.get().state == "review"

    def test_nothing_is_published_without_approval(self):
        row = draft()

        with pytest.raises(WrongState):
            row.publish(person(Role.SUPERVISOR, "青石村"))
        refused(
            "cms_disclosure_moves", lambda: Disclosure.objects.filter(pk=row.pk).update(state="published")
        )

    def test_the_trigger_knows_the_same_moves_as_the_table(self):
        with connection.cursor() as cursor:
            cursor.execute(READ_BACK, ["cms_disclosure_moves"])
            source = cursor.fetchone()[0]
        assert all(f"'{pair}'" in source for pair in pairs(MOVES))


class TestWhatStands:
    def test_published_content_cannot_be_changed_moved_or_removed(self):
        row = published()
        table = row.tables.get()

        for attempt in (
            lambda: Disclosure.objects.filter(pk=row.pk).update(summary="otherwise"),
            lambda: Disclosure.objects.filter(pk=row.pk).update(hash="0" * 64),
            lambda: Disclosure.objects.filter(pk=row.pk).update(
                published_at=datetime(2026, 1, 1, tzinfo=UTC)
            ),
            lambda: DisclosureTable.objects.filter(pk=table.pk).update(rows=[]),
            lambda: DisclosureTable.objects.filter(pk=table.pk).delete(),
            lambda: DisclosureTable.objects.create(disclosure=row, title="one more"),
            lambda: row.delete(),
        ):
            refused("cms_disclosure_frozen", attempt)

    def test_what_waits_for_approval_is_what_gets_approved(self):
        row = draft()
        row.send(row.drafted_by)

        refused("cms_disclosure_frozen", lambda: row.tables.update(rows=[]))
        row.send_back(person(Role.SUPERVISOR, "青石村"), "The second row is missing.")
        assert row.tables.update(rows=[["承包费", "1240.00"]]) == 1

    def test_a_withdrawn_one_stays_with_its_reason(self):
        row = published()
        row.withdraw(row.approved_by, "wrong village")

        row.refresh_from_db()
        assert row.state == "withdrawn"
        assert row.number == 1
        assert row in Disclosure.objects.public()
        assert row not in Disclosure.objects.published()

    def test_a_correction_points_at_what_it_corrects_and_both_stay(self):
        row = published()
        fixed = row.correct(row.drafted_by, "A receipt was counted twice.")
        fixed.tables.update(rows=[["承包费", "1200.00"]], totals=["合计", "1200.00"])
        fixed.send(fixed.drafted_by)
        fixed.publish(row.approved_by)

        row.refresh_from_db()
        assert row.state == "published"
        assert row.correction() == fixed
        assert list(Disclosure.objects.current()) == [fixed]
        assert row.tables.get().totals == ["合计", "1240.00"]
        refused("disclosure_corrected_once", lambda: row.correct(row.drafted_by, "again"))

    def test_a_correction_without_a_reason_is_refused(self):
        row = published()
        refused("disclosure_correction_has_a_reason", lambda: row.correct(row.drafted_by, ""))


class TestOnePerPeriod:
    def test_the_same_item_of_the_same_village_is_published_once_for_a_period(self):
        draft()
        refused("disclosure_once_per_item_and_period|disclosure_periods_do_not_overlap", lambda: draft())
        draft("石桥村")
        draft(start=date(2026, 4, 1))

    def test_periods_of_an_item_do_not_overlap(self):
        row = draft()
        refused(
            "disclosure_periods_do_not_overlap",
            lambda: Disclosure.objects.create(
                item=row.item, area=row.area, period_start=date(2026, 9, 30), period_end=date(2026, 10, 30),
                title="x", drafted_by=row.drafted_by, edited_by=row.drafted_by,
            ),
        )  # fmt: skip

    def test_what_happens_may_happen_twice_a_day(self):
        draft(code="tender", start=date(2026, 9, 3), title="one")
        draft(code="tender", start=date(2026, 9, 3), title="another")

    def test_a_withdrawn_draft_makes_room(self):
        row = draft()
        row.withdraw(row.drafted_by, "begun by mistake")
        draft()


class TestDueDays:
    def test_a_quarter_is_due_on_the_twentieth_of_the_month_after_it(self):
        row = draft()
        assert row.due_on == date(2026, 10, 20)
        assert row.due_rule == "20 natural days after 2026-09-30"

    def test_working_days_step_over_the_holidays(self):
        assert draft(code="tender", start=date(2026, 9, 30)).due_on == date(2026, 10, 10)

    def test_a_year_nobody_announced_gives_no_day_and_says_why(self):
        row = draft(code="tender", start=date(2026, 12, 30))
        assert row.due_on is None
        assert "2027" in row.due_rule
        assert "not announced" in row.due_rule

    def test_late_is_what_should_stand_and_does_not(self):
        published(at=datetime(2026, 10, 12, 2, 0, tzinfo=UTC))
        place("石桥村")
        rows = [
            one for one in Disclosure.objects.late(date(2026, 10, 21)) if one.item.code == "accounts-quarter"
        ]

        assert {(one.area.name, one.period_start) for one in rows} == {
            ("青石村", date(2026, 1, 1)), ("青石村", date(2026, 4, 1)),
            ("石桥村", date(2026, 1, 1)), ("石桥村", date(2026, 4, 1)), ("石桥村", Q3),
        }  # fmt: skip
        assert not [one for one in Disclosure.objects.late(date(2026, 4, 20)) if one.item == rows[0].item]


class TestTheChain:
    def test_each_record_carries_the_fingerprint_of_the_one_before_in_its_village(self):
        first, second, other = published(), published(start=date(2026, 4, 1)), published("石桥村")

        assert (first.number, second.number, other.number) == (1, 2, 1)
        assert first.previous_hash == other.previous_hash == chain.FIRST
        assert second.previous_hash == first.hash
        assert chain.is_whole(
            chain.checked(Disclosure.objects.public().in_area("990001101001").order_by("number"))
        )

    def test_a_change_behind_the_back_of_the_database_is_found(self):
        first, second = published(), published(start=date(2026, 4, 1))
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = 'replica'")
            DisclosureTable.objects.filter(disclosure=first).update(totals=["合计", "1420.00"])
            cursor.execute("SET LOCAL session_replication_role = 'origin'")
        links = chain.checked(Disclosure.objects.public().order_by("number"))
        assert [(link.record.pk, link.content_whole, link.follows) for link in links] == [
            (first.pk, False, True), (second.pk, True, True),
        ]  # fmt: skip

    def test_a_record_that_dropped_out_is_missed(self):
        first, second = published(), published(start=date(2026, 4, 1))
        assert not chain.is_whole(chain.checked([second]))
        assert chain.is_whole(chain.checked([first, second]))

    def test_a_photo_of_the_board_is_filed_afterwards_and_papers_are_not(self, picture):
        row = published()
        DisclosureFile.objects.create(
            disclosure=row,
            kind="posted",
            title="村部公开栏",
            image=picture,
            sha256="1" * 64,
            by=row.drafted_by,
        )
        refused("cms_disclosure_frozen", lambda: DisclosureFile.objects.create(
            disclosure=row, kind="document", title="x", document="open/x.pdf", sha256="1" * 64, by=row.drafted_by
        ))  # fmt: skip
        assert chain.is_whole(chain.checked(Disclosure.objects.public()))


def test_a_clerk_sees_the_drafts_of_their_village_and_no_other(client):
    ours, theirs = draft(), draft("柳河村")
    visible = Disclosure.objects.visible_to(ours.drafted_by)
    assert ours in visible
    assert theirs not in visible
    assert item() in item().__class__.objects.visible_to(ours.drafted_by)


class TestReminders:
    def test_a_clerk_with_a_phone_is_reminded_once_a_week_of_what_is_due_and_late(self):
        clerk = person(Role.CLERK, "青石村", phone="+8613800138009")
        person(Role.CLERK, "石桥村")
        item()

        assert reminders.remind(date(2026, 10, 15)) == 1
        assert reminders.remind(date(2026, 10, 16)) == 0
        text = Outbox.objects.get(to=clerk.phone)
        assert text.purpose == "notice"
        assert "青石村" in text.text
        assert text.segments <= 2
        assert reminders.remind(date(2026, 10, 20)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_publishing_at_once_number_and_chain_one_after_the_other():
    rows = [draft(start=date(2026, month, 1)) for month in (1, 4, 7)]
    approver = person(Role.SUPERVISOR, "青石村")
    ready = Barrier(3)
    for row in rows:
        row.send(row.drafted_by)

    def publish(row):
        ready.wait()
        row.publish(approver)
        connection.close()

    threads = [Thread(target=publish, args=[row]) for row in rows]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    kept = Disclosure.objects.public().order_by("number")
    assert [row.number for row in kept] == [1, 2, 3]
    assert chain.is_whole(chain.checked(kept))
