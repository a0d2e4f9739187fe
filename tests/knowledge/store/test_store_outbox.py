"""The way of a message, by example; `test_store_outbox_machine.py` walks it at random."""

from datetime import datetime, timedelta

import pytest

from knowledge.errors import OutboxStateError
from knowledge.store import DANGER, Database, OutboxStore, Outgoing, PersonalData
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


def test_danger_goes_first_over_all_chats(outbox: OutboxStore, now: datetime) -> None:
    for chat in "abc":
        outbox.queue(Outgoing(f"normal-{chat}", chat, {}), now)
    outbox.queue(Outgoing("danger", "c", {}, priority=DANGER), now)
    assert [claimed(outbox, now).key for _ in range(3)] == ["danger", "normal-a", "normal-b"]
    assert outbox.claim(now) is None, "the rest of its own chat waits for the card"


@pytest.mark.parametrize("waits_for", ["its turn", "its retry", "its rate limit"])
def test_what_one_chat_waits_for_does_not_hold_up_another(outbox: OutboxStore, now: datetime, waits_for: str) -> None:
    for number in range(2):
        outbox.queue(Outgoing(f"a-{number}", "a", {}), now)
        outbox.queue(Outgoing(f"b-{number}", "b", {}), now)
    first, later = claimed(outbox, now), now + timedelta(hours=1)
    if waits_for == "its retry":
        outbox.retry(first.row_id, later, "flood limit")
    elif waits_for == "its rate limit":
        outbox.postpone(first.row_id, later)
    for number in range(2):
        row = claimed(outbox, now)
        assert row.key == f"b-{number}"
        outbox.sent(row.row_id, now)
    assert outbox.claim(now) is None


def test_a_card_that_the_channel_sends_itself(outbox: OutboxStore, now: datetime) -> None:
    outbox.queue(Outgoing("normal", "chat", {}), now)
    card = Outgoing("card", "chat", {"text": "Bel 112"}, person="p1", priority=DANGER)
    row = outbox.begin(card, now)
    assert row is not None
    assert (row.status, row.attempts, row.message) == (OutboxStatus.SENDING, 1, {"text": "Bel 112"})
    assert outbox.begin(card, now) is None, "somebody sends it already"
    assert outbox.claim(now) is None, "what follows in this chat waits for the card"
    outbox.sent(row.row_id, now, "message-1")
    assert outbox.begin(card, now) is None, "it was sent"
    assert claimed(outbox, now).key == "normal"


def test_a_card_cut_off_by_a_crash_is_sent_again(outbox: OutboxStore, now: datetime) -> None:
    begun = outbox.begin(Outgoing("card", "chat", {}, priority=DANGER), now)
    assert begun is not None
    assert outbox.recover(now) == 1
    again = claimed(outbox, now)
    assert (again.row_id, again.attempts, again.possibly_double) == (begun.row_id, 2, True)
    assert again.reference == begun.reference


def test_postponing_counts_no_attempt_and_leaves_no_error(
    database: Database, outbox: OutboxStore, now: datetime
) -> None:
    outbox.queue(Outgoing("key", "chat", {}), now)
    later = now + timedelta(seconds=1)
    assert outbox.postpone(claimed(outbox, now).row_id, later)
    assert outbox.next_due() == later
    assert outbox.claim(now) is None
    row = claimed(outbox, later)
    assert (row.attempts, row.possibly_double) == (1, False)
    assert database.read(lambda sql: sql.execute("SELECT last_error FROM outbox").fetchall()) == [(None,)]


def test_doubt_about_a_message_is_never_taken_back(outbox: OutboxStore, now: datetime) -> None:
    outbox.queue(Outgoing("key", "chat", {}), now)
    for in_doubt, flagged in ((False, False), (True, True), (False, True)):
        row = claimed(outbox, now)
        outbox.retry(row.row_id, now, "read timeout", in_doubt=in_doubt)
        assert outbox.queue(Outgoing("key", "chat", {}), now).possibly_double is flagged
    outbox.postpone(claimed(outbox, now).row_id, now)
    assert claimed(outbox, now).possibly_double


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


@pytest.mark.parametrize("step", ["sent", "retry", "dead", "postpone"])
def test_a_finished_message_stays_finished(outbox: OutboxStore, now: datetime, step: str) -> None:
    outbox.queue(Outgoing("key", "chat", {}), now)
    row_id = claimed(outbox, now).row_id
    outbox.dead(row_id, now, "blocked by the user")
    with pytest.raises(OutboxStateError, match=f"row {row_id} is dead"):
        getattr(outbox, step)(row_id, now, *(["again"] if step in ("retry", "dead") else []))


def test_a_message_of_somebody_forgotten_is_no_error(outbox: OutboxStore, now: datetime) -> None:
    assert not outbox.sent(99, now)
    assert not outbox.retry(99, now, "gone")
    assert not outbox.dead(99, now, "gone")
    assert not outbox.postpone(99, now)
    assert not outbox.sent(99, now, keep=False)


def test_the_id_of_a_message_that_is_gone_never_names_another(
    database: Database, outbox: OutboxStore, now: datetime
) -> None:
    """A sender holds the id while it waits for the platform; meanwhile the person may be forgotten."""
    outbox.queue(Outgoing("key", "chat", {}, person="p1"), now)
    held = claimed(outbox, now).row_id
    PersonalData(database).forget("p1")
    begun = outbox.begin(Outgoing("next", "chat", {}, priority=DANGER), now)
    assert begun is not None
    assert begun.row_id != held
    assert not outbox.sent(held, now)
    assert outbox.counts() == {OutboxStatus.SENDING: 1}


def test_when_to_look_again(outbox: OutboxStore, now: datetime) -> None:
    assert outbox.next_due() is None
    assert outbox.oldest_waiting() is None
    outbox.queue(Outgoing("key", "chat", {}), now)
    later = now + timedelta(seconds=30)
    outbox.retry(claimed(outbox, now).row_id, later, "flood limit")
    assert outbox.next_due() == later
    assert outbox.oldest_waiting() == now
    outbox.queue(Outgoing("younger", "chat", {}), later)
    assert outbox.oldest_waiting() == now
    outbox.dead(claimed(outbox, later).row_id, later, "chat not found")
    assert outbox.oldest_waiting() == later
    claimed(outbox, later)
    assert outbox.oldest_waiting() == later, "what is being sent has not arrived"


def test_counts(outbox: OutboxStore, now: datetime) -> None:
    outbox.queue(Outgoing("key", "chat", {}), now)
    assert outbox.counts() == {OutboxStatus.QUEUED: 1}
