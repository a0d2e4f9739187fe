"""The way of a message, by example; `test_store_outbox_machine.py` walks it at random."""

from datetime import datetime, timedelta

import pytest

from knowledge.errors import OutboxStateError
from knowledge.store import DANGER, Database, OutboxStore, Outgoing
from knowledge.store.rows import OutboxRow, OutboxStatus


@pytest.fixture
def outbox(database: Database) -> OutboxStore:
    return OutboxStore(database)


def claimed(outbox: OutboxStore, now: datetime) -> OutboxRow:
    row = outbox.claim(now)
    assert row is not None
    return row


def test_queueing_twice_gives_one_row(outbox: OutboxStore, now: datetime) -> None:
    first = outbox.queue(Outgoing("key", "chat", {"text": "one"}, person="p1"), now)
    again = outbox.queue(Outgoing("key", "chat", {"text": "two"}), now)
    assert again == first
    assert (first.status, first.message, first.person) == (OutboxStatus.QUEUED, {"text": "one"}, "p1")
    assert len(first.reference) == 8


def test_danger_jumps_the_queue_also_past_a_message_that_waits(outbox: OutboxStore, now: datetime) -> None:
    for number in range(3):
        outbox.queue(Outgoing(f"normal-{number}", "chat", {}), now)
    first = claimed(outbox, now)
    outbox.retry(first.row_id, now + timedelta(minutes=5), "flood limit")
    outbox.queue(Outgoing("elsewhere", "other chat", {}), now)
    outbox.queue(Outgoing("danger", "chat", {}, priority=DANGER), now)
    assert claimed(outbox, now).key == "danger"
    assert claimed(outbox, now).key == "elsewhere"
    assert outbox.claim(now) is None


def test_danger_does_not_wait_for_a_message_being_sent(outbox: OutboxStore, now: datetime) -> None:
    outbox.queue(Outgoing("normal", "chat", {}), now)
    claimed(outbox, now)
    outbox.queue(Outgoing("danger", "chat", {}, priority=DANGER), now)
    assert claimed(outbox, now).key == "danger"


def test_a_chat_keeps_its_order_over_a_retry(outbox: OutboxStore, now: datetime) -> None:
    for number in range(2):
        outbox.queue(Outgoing(f"key-{number}", "chat", {}), now)
    first = claimed(outbox, now)
    assert outbox.claim(now) is None
    later = now + timedelta(seconds=30)
    outbox.retry(first.row_id, later, "flood limit")
    assert outbox.claim(now) is None
    again = claimed(outbox, later)
    assert (again.key, again.attempts, again.reference) == ("key-0", 2, first.reference)
    outbox.dead(again.row_id, later, "chat not found")
    assert claimed(outbox, later).key == "key-1"


def test_a_sent_text_is_dropped(database: Database, outbox: OutboxStore, now: datetime) -> None:
    outbox.queue(Outgoing("key", "chat", {"text": "weg ermee"}), now)
    assert outbox.sent(claimed(outbox, now).row_id, now, "message-9")
    row = outbox.queue(Outgoing("key", "chat", {"text": "opnieuw"}), now)
    assert (row.status, row.message) == (OutboxStatus.SENT, None)
    query = "SELECT channel_message_id, last_error FROM outbox"
    assert database.read(lambda sql: sql.execute(query).fetchall()) == [("message-9", None)]


def test_what_was_being_sent_at_a_crash_is_in_doubt(outbox: OutboxStore, now: datetime) -> None:
    for number in range(2):
        outbox.queue(Outgoing(f"key-{number}", f"chat-{number}", {}), now)
    before = claimed(outbox, now)
    assert outbox.recover(now) == 1
    assert outbox.recover(now) == 0
    with pytest.raises(OutboxStateError, match=f"row {before.row_id} is queued"):
        outbox.sent(before.row_id, now)
    rows = [claimed(outbox, now) for _ in range(2)]
    assert [(row.key, row.possibly_double) for row in rows] == [("key-0", True), ("key-1", False)]
    assert rows[0].reference == before.reference


@pytest.mark.parametrize("step", ["sent", "retry", "dead"])
def test_a_finished_message_stays_finished(outbox: OutboxStore, now: datetime, step: str) -> None:
    outbox.queue(Outgoing("key", "chat", {}), now)
    row_id = claimed(outbox, now).row_id
    outbox.dead(row_id, now, "blocked by the user")
    with pytest.raises(OutboxStateError, match=f"row {row_id} is dead"):
        outbox.sent(row_id, now) if step == "sent" else getattr(outbox, step)(row_id, now, "again")


def test_a_message_of_somebody_forgotten_is_no_error(outbox: OutboxStore, now: datetime) -> None:
    assert not outbox.sent(99, now)
    assert not outbox.retry(99, now, "gone")
    assert not outbox.dead(99, now, "gone")


def test_when_to_look_again(outbox: OutboxStore, now: datetime) -> None:
    assert outbox.next_due() is None
    outbox.queue(Outgoing("key", "chat", {}), now)
    later = now + timedelta(seconds=30)
    outbox.retry(claimed(outbox, now).row_id, later, "flood limit")
    assert outbox.next_due() == later
    assert outbox.counts() == {OutboxStatus.QUEUED: 1}
