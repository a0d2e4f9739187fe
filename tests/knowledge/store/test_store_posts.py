"""Posts: written with the answer of the platform, found by subject and by message."""

from datetime import datetime, timedelta

import pytest

from knowledge.errors import OutboxStateError
from knowledge.store import Database, OutboxStore, Outgoing, Post, PostStore, Retention
from knowledge.store.rows import OutboxRow

GROUP, OTHER = "group-1", "group-2"


@pytest.fixture
def outbox(database: Database) -> OutboxStore:
    return OutboxStore(database)


@pytest.fixture
def posts(database: Database) -> PostStore:
    return PostStore(database)


def claimed(outbox: OutboxStore, now: datetime, subject: str | None, chat: str = GROUP) -> OutboxRow:
    outbox.queue(Outgoing(f"{subject} {chat} {now}", chat, {"text": "card"}, subject=subject), now)
    row = outbox.claim(now)
    assert row is not None
    assert row.subject == subject
    return row


def test_a_sent_card_becomes_a_post(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    row = claimed(outbox, now, "consultation:17")
    assert posts.of("consultation:17") == []
    assert outbox.sent(row.row_id, now, "501")
    assert posts.of("consultation:17") == [Post("consultation:17", GROUP, "501", now)]
    assert posts.subject_at(GROUP, "501") == "consultation:17"
    assert posts.subject_at(OTHER, "501") is None


def test_only_a_subject_makes_a_post(database: Database, outbox: OutboxStore, now: datetime) -> None:
    outbox.sent(claimed(outbox, now, None).row_id, now, "501")
    outbox.sent(claimed(outbox, now, "quiz:3").row_id, now, None)
    assert database.read(lambda sql: sql.table("post").count) == 0


def test_a_card_in_two_groups(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    for chat, at in ((OTHER, now + timedelta(minutes=1)), (GROUP, now)):
        outbox.sent(claimed(outbox, at, "quiz:3", chat).row_id, at, "501")
    assert [(post.chat, post.sent_at) for post in posts.of("quiz:3")] == [
        (GROUP, now),
        (OTHER, now + timedelta(minutes=1)),
    ]
    assert posts.of("quiz:33") == []


def test_an_edit_of_a_post_is_no_new_post(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    later = now + timedelta(hours=1)
    outbox.sent(claimed(outbox, now, "quiz:3").row_id, now, "501")
    outbox.sent(claimed(outbox, later, "quiz:3").row_id, later, "501")
    assert [post.sent_at for post in posts.of("quiz:3")] == [now]


def test_both_copies_of_a_doubtful_card_are_known(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    row = claimed(outbox, now, "quiz:3")
    outbox.retry(row.row_id, now, "read timeout", in_doubt=True)
    again = outbox.claim(now)
    assert again is not None
    assert (again.subject, again.possibly_double) == ("quiz:3", True)
    outbox.sent(again.row_id, now, "502")
    assert [post.channel_message_id for post in posts.of("quiz:3")] == ["502"]


def test_no_post_without_a_claimed_row(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    row = outbox.queue(Outgoing("key", GROUP, {}, subject="quiz:3"), now)
    with pytest.raises(OutboxStateError):
        outbox.sent(row.row_id, now, "501")
    assert not outbox.sent(row.row_id + 1, now, "501")
    assert posts.of("quiz:3") == []


def test_a_card_sent_at_once_is_a_post_too(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    row = outbox.begin(Outgoing("key", GROUP, {}, subject="quiz:3"), now)
    assert row is not None
    assert outbox.sent(row.row_id, now, "501", keep=False)
    assert posts.subject_at(GROUP, "501") == "quiz:3"


def test_a_group_that_moved_keeps_its_posts(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    outbox.sent(claimed(outbox, now, "quiz:3").row_id, now, "501")
    outbox.move_chat(GROUP, "supergroup")
    assert posts.subject_at(GROUP, "501") == "quiz:3"
    assert posts.subject_at("supergroup", "501") is None


def test_forgetting_a_subject(outbox: OutboxStore, posts: PostStore, now: datetime) -> None:
    for subject, message in (("quiz:3", "501"), ("quiz:4", "502")):
        outbox.sent(claimed(outbox, now, subject).row_id, now, message)
    assert (posts.forget("quiz:3"), posts.forget("quiz:3")) == (1, 0)
    assert (posts.subject_at(GROUP, "501"), posts.subject_at(GROUP, "502")) == (None, "quiz:4")


def test_posts_about_what_is_gone_expire(
    database: Database, outbox: OutboxStore, posts: PostStore, now: datetime
) -> None:
    outbox.sent(claimed(outbox, now, "quiz:3").row_id, now, "501")
    retention = Retention(database)
    assert retention.expire(now + timedelta(days=365))["post"] == 0
    assert retention.expire(now + timedelta(days=365, seconds=1))["post"] == 1
    assert posts.of("quiz:3") == []
