"""Which messages in groups are about what, so that a post can be edited or answered later."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_text, to_time


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a group.

    Attributes:
        subject: What it is about, such as `consultation:17`.
        chat: The group, as the channel's opaque id.
        channel_message_id: The platform's id of the message in that group.
        sent_at: When it arrived first.
    """

    subject: str
    chat: str
    channel_message_id: str
    sent_at: datetime


class PostStore:
    """Finds posts by subject, and the subject of a post. No person is in it.

    Posts are written by `OutboxStore.sent`. They stay with the old id of a group that moved, because their
    message ids belong to it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, subject: str) -> list[Post]:
        """The posts about a subject, oldest first."""

        def query(sql: Sql) -> list[Post]:
            found = sql.execute(
                """
                SELECT subject, chat, channel_message_id, sent_at FROM post
                WHERE subject = ? ORDER BY sent_at, chat, channel_message_id
                """,
                [subject],
            )
            return [Post(about, chat, message, to_time(at)) for about, chat, message, at in found.fetchall()]

        return self._database.read(query)

    def subject_at(self, chat: str, channel_message_id: str) -> str | None:
        """What a message in a group is about; None when it is no post of ours, or not known any more."""

        def query(sql: Sql) -> str | None:
            row = sql.execute(
                "SELECT subject FROM post WHERE chat = ? AND channel_message_id = ?", [chat, channel_message_id]
            ).fetchone()
            return None if row is None else str(row[0])

        return self._database.read(query)

    def forget(self, subject: str) -> int:
        """Removes the posts about a subject from the store, not from the group; returns how many."""
        return self._database.write(lambda sql: sql.execute("DELETE FROM post WHERE subject = ?", [subject]).rowcount)


def note(sql: Sql, row_id: int, channel_message_id: str | None, now: datetime) -> None:
    """Notes the message of an outbox row as a post, when the row has a subject; inside the write of `sent`.

    A message that was edited arrives with the id of a known post: that stays as it is.
    """
    if channel_message_id is None:
        return
    sql.execute(
        """
        INSERT INTO post (chat, channel_message_id, subject, sent_at)
        SELECT chat, ?, subject, ? FROM outbox WHERE id = ? AND subject IS NOT NULL
        ON CONFLICT (chat, channel_message_id) DO NOTHING
        """,
        [channel_message_id, to_text(now), row_id],
    )
