"""Reminders and reductions: due at the right moment, and marked exactly once."""

from datetime import datetime, timedelta

import pytest
from consulting import LEAD, MILA, NOOR, SAM, House

from knowledge.consultations import ContributionKind
from knowledge.store import OPERATOR, Database, OutboxStore, Outgoing

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def house(database: Database, now: datetime) -> House:
    return House(database, now)


def test_a_reminder_after_the_hours_of_the_team(house: House, now: datetime) -> None:
    house.roster.set_reminder(house.team, 4, now, actor=LEAD)
    ours, theirs = house.asked(), house.asked(NOOR, team=house.other)
    assert house.store.due_for_reminder(now + 4 * HOUR - MOMENT) == []
    assert house.store.due_for_reminder(now + 4 * HOUR) == [ours]
    assert house.store.due_for_reminder(now + 24 * HOUR) == [ours, theirs]


def test_a_reminder_goes_out_once(house: House, now: datetime) -> None:
    number = house.asked().consultation_id
    later = now + 24 * HOUR
    assert [house.store.mark_reminded(number, later) for _ in range(2)] == [True, False]
    assert house.store.get(number).reminded_at == later
    assert house.store.due_for_reminder(later + 999 * HOUR) == []


@pytest.mark.parametrize("kind", [kind for kind in ContributionKind if kind is not ContributionKind.ANSWER])
def test_any_reaction_of_a_colleague_stops_it(house: House, now: datetime, kind: ContributionKind) -> None:
    made = house.asked()
    text = None if kind is ContributionKind.THINK_ALONG else "Tekst"
    assert house.store.due_for_reminder(now + 24 * HOUR) == [made]
    house.store.contribute(made.consultation_id, SAM, kind, text, now, house.key())
    assert house.store.due_for_reminder(now + 24 * HOUR) == []
    assert not house.store.mark_reminded(made.consultation_id, now + 24 * HOUR)


def test_the_lead_hears_as_long_after_the_reminder(house: House, now: datetime) -> None:
    number = house.asked().consultation_id
    assert house.store.due_for_lead(now + 999 * HOUR) == []
    assert not house.store.mark_lead_told(number, now)
    reminded = now + 30 * HOUR
    house.store.mark_reminded(number, reminded)
    assert house.store.due_for_lead(reminded + 24 * HOUR - MOMENT) == []
    assert [item.consultation_id for item in house.store.due_for_lead(reminded + 24 * HOUR)] == [number]
    assert [house.store.mark_lead_told(number, reminded + 24 * HOUR) for _ in range(2)] == [True, False]
    assert house.store.due_for_lead(reminded + 999 * HOUR) == []


def test_a_reply_after_the_reminder_keeps_the_lead_out(house: House, now: datetime) -> None:
    number = house.asked().consultation_id
    house.store.mark_reminded(number, now)
    house.store.contribute(number, SAM, ContributionKind.REPLY, "Tekst", now, house.key())
    assert house.store.due_for_lead(now + 999 * HOUR) == []
    assert not house.store.mark_lead_told(number, now)


def test_nothing_is_due_for_what_ended(house: House, now: datetime) -> None:
    closed, withdrawn, archived = house.asked(), house.asked(), house.asked(NOOR, team=house.other)
    house.store.close(closed.consultation_id, MILA, None, None, now)
    house.store.withdraw(withdrawn.consultation_id, MILA, now)
    house.roster.archive(house.other, now, actor=OPERATOR)
    assert house.store.due_for_reminder(now + 999 * HOUR) == []
    assert not house.store.mark_reminded(closed.consultation_id, now)
    assert house.store.open_of(house.other) == [archived]


def test_posts_are_reduced_when_it_is_over(house: House, now: datetime) -> None:
    closed, withdrawn, still_open = house.asked(), house.asked(), house.asked()
    for item in (closed, withdrawn, still_open):
        assert not house.store.mark_reduced(item.consultation_id, now)
    house.store.close(closed.consultation_id, MILA, None, None, now)
    house.store.withdraw(withdrawn.consultation_id, MILA, now)

    def due(before: datetime) -> list[int]:
        return [item.consultation_id for item in house.store.due_for_reduction(before)]

    assert due(now) == [withdrawn.consultation_id], "what is withdrawn does not wait"
    assert due(now + MOMENT) == [closed.consultation_id, withdrawn.consultation_id]
    for item in (closed, withdrawn):
        assert [house.store.mark_reduced(item.consultation_id, now) for _ in range(2)] == [True, False]
    assert due(now + 999 * HOUR) == []
    assert house.store.get(closed.consultation_id).reduced_at == now


def test_a_card_on_its_way_is_reduced_after_it_arrived(house: House, database: Database, now: datetime) -> None:
    made = house.asked()
    outbox = OutboxStore(database)
    outbox.queue(Outgoing("card", "group", {}, subject=made.subject), now)
    row = outbox.claim(now)
    assert row is not None
    house.store.withdraw(made.consultation_id, MILA, now)
    assert house.store.due_for_reduction(now) == []
    outbox.sent(row.row_id, now, "501")
    assert len(house.store.due_for_reduction(now)) == 1


def test_the_edit_itself_counts_as_on_its_way(house: House, database: Database, now: datetime) -> None:
    """Queueing the edit and marking go together; until it is sent the job finds nothing to do twice."""
    made = house.asked()
    outbox = OutboxStore(database)

    def work() -> None:
        house.store.withdraw(made.consultation_id, MILA, now)
        outbox.queue(Outgoing("edit", "group", {}, subject=made.subject), now)

    database.together(work)
    assert house.store.due_for_reduction(now) == []
    assert house.store.mark_reduced(made.consultation_id, now)
    assert outbox.claim(now) is not None
