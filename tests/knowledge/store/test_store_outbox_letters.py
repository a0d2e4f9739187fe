"""What is done with messages afterwards: given up, tried again, dropped, blanked, moved with their chat."""

from datetime import datetime, timedelta

import pytest

from knowledge.store import Database, DeadLetter, OutboxStore, Outgoing, PersonalData, Retention, SentMessage
from knowledge.store.rows import OutboxStatus


@pytest.fixture
def outbox(database: Database) -> OutboxStore:
    return OutboxStore(database)


def send(outbox: OutboxStore, key: str, now: datetime, *, chat: str = "chat", person: str | None = None) -> int:
    """Queues a message and marks it arrived as `message-KEY`."""
    outbox.queue(Outgoing(key, chat, {"text": key}, person=person), now)
    row = outbox.claim(now)
    assert row is not None
    outbox.sent(row.row_id, now, f"message-{key}")
    return row.row_id


def give_up(outbox: OutboxStore, key: str, now: datetime, chat: str = "chat") -> int:
    outbox.queue(Outgoing(key, chat, {"text": "geheim"}), now)
    row = outbox.claim(now)
    assert row is not None
    outbox.dead(row.row_id, now + timedelta(seconds=1), "chat not found")
    return row.row_id


def test_dead_letters_newest_first_and_without_text(outbox: OutboxStore, now: datetime) -> None:
    assert outbox.dead_letters() == []
    ids = [give_up(outbox, f"key-{number}", now + timedelta(minutes=number)) for number in range(3)]
    letters = outbox.dead_letters(limit=2)
    assert [letter.row_id for letter in letters] == [ids[2], ids[1]]
    assert letters[0] == DeadLetter(
        row_id=ids[2],
        reference=letters[0].reference,
        chat="chat",
        attempts=1,
        last_error="chat not found",
        created_at=now + timedelta(minutes=2),
        finished_at=now + timedelta(minutes=2, seconds=1),
    )
    assert "geheim" not in repr(letters)


def test_a_revived_message_starts_afresh_and_in_its_place(outbox: OutboxStore, now: datetime) -> None:
    row_id = give_up(outbox, "first", now)
    outbox.queue(Outgoing("second", "chat", {}), now)
    assert outbox.revive(row_id, now)
    assert not outbox.revive(row_id, now), "it is not dead any more"
    row = outbox.claim(now)
    assert row is not None
    assert (row.key, row.attempts, row.message) == ("first", 1, {"text": "geheim"})
    Retention(outbox._database).expire(now + timedelta(days=100))
    assert outbox.sent(row.row_id, now), "it no longer counts as finished"


def test_all_dead_messages_at_once(outbox: OutboxStore, now: datetime) -> None:
    for number in range(3):
        give_up(outbox, f"key-{number}", now)
    arrived = send(outbox, "arrived", now)
    assert outbox.revive_all(now) == 3
    assert outbox.revive_all(now) == 0
    assert outbox.counts() == {OutboxStatus.QUEUED: 3, OutboxStatus.SENT: 1}
    assert not outbox.revive(arrived, now)


def test_only_a_dead_message_can_be_dropped(outbox: OutboxStore, now: datetime) -> None:
    dead = give_up(outbox, "dead", now)
    arrived = send(outbox, "arrived", now)
    waiting = outbox.queue(Outgoing("waiting", "chat", {}), now).row_id
    assert [outbox.drop(row_id) for row_id in (dead, dead, arrived, waiting, 99)] == [True, False, False, False, False]
    assert outbox.counts() == {OutboxStatus.SENT: 1, OutboxStatus.QUEUED: 1}


def test_what_is_said_to_somebody_forgotten_leaves_nothing(database: Database, now: datetime) -> None:
    outbox = OutboxStore(database)
    outbox.queue(Outgoing("goodbye", "chat of p1", {"text": "alles is weg"}), now)
    row = outbox.claim(now)
    assert row is not None
    assert outbox.sent(row.row_id, now, "message-1", keep=False)
    assert outbox.counts() == {}
    assert not outbox.sent(row.row_id, now, keep=False)


def test_messages_of_a_person_newest_first(outbox: OutboxStore, now: datetime) -> None:
    send(outbox, "1", now, chat="a", person="p1")
    send(outbox, "2", now + timedelta(seconds=1), chat="b", person="p1")
    send(outbox, "3", now, chat="a", person="p2")
    send(outbox, "4", now, chat="a")
    outbox.queue(Outgoing("waits", "a", {}, person="p1"), now)
    nameless = outbox.claim(now)
    assert nameless is not None
    outbox.sent(nameless.row_id, now, None)
    assert outbox.sent_messages("p1") == [SentMessage("b", "message-2"), SentMessage("a", "message-1")]
    PersonalData(outbox._database).forget("p1")
    assert outbox.sent_messages("p1") == []


def test_a_chat_that_moves_takes_what_waits_along(outbox: OutboxStore, now: datetime) -> None:
    send(outbox, "sent", now, chat="old", person="p1")
    dead = give_up(outbox, "dead", now, chat="old")
    for number in range(3):
        outbox.queue(Outgoing(f"key-{number}", "old", {}), now)
    outbox.queue(Outgoing("already there", "new", {}), now)
    sending = outbox.claim(now)
    assert sending is not None
    assert outbox.move_chat("old", "new") == 4
    assert outbox.move_chat("old", "new") == 0
    assert outbox.claim(now) is None, "the one that is being sent goes first in the new chat too"
    outbox.retry(sending.row_id, now, "the group has a new id")
    order = []
    while (row := outbox.claim(now)) is not None:
        assert row.chat == "new"
        order.append(row.key)
        outbox.sent(row.row_id, now)
    assert order == ["key-0", "key-1", "key-2", "already there"]
    assert outbox.sent_messages("p1") == [SentMessage("old", "message-sent")]
    assert [(letter.row_id, letter.chat) for letter in outbox.dead_letters()] == [(dead, "new")]
