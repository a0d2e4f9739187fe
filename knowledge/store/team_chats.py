"""Group chats that the bot is in, and the team that linked each."""

from datetime import datetime
from typing import Any

from knowledge.roster.errors import ChatTaken
from knowledge.roster.permissions import Action, may
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.roster_rows import TeamChat
from knowledge.store.roster_sql import require, role_in
from knowledge.store.values import to_optional_time, to_text, to_time


class TeamChats:
    """Knows which groups belong to which team. A group belongs to one team; a team may have several groups.

    Chat ids are the channel's opaque ids of groups; never note a private chat here.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def note_chat(self, chat: str, title: str | None, now: datetime) -> TeamChat:
        """Remembers that the bot is in a group; a known one keeps its team and takes a new title."""

        def work(sql: Sql) -> TeamChat:
            _note(sql, chat, title, now)
            return _known(sql, chat)

        return self._database.write(work)

    def link_chat(self, chat: str, team_id: str, now: datetime, *, actor: str) -> TeamChat:
        """Makes a group a group of the team; linking it again changes nothing.

        Raises:
            TeamNotFound: If there is no such team at work.
            NotPermitted: If the actor may not link groups of this team.
            ChatTaken: If it belongs to another team whose groups the actor may not unlink.
        """

        def work(sql: Sql) -> TeamChat:
            require(sql, team_id, actor, Action.LINK_CHAT)
            _note(sql, chat, None, now)
            before = _known(sql, chat).team_id
            if before == team_id:
                return _known(sql, chat)
            if before is not None:
                if not may(role_in(sql, before, actor), Action.LINK_CHAT):
                    raise ChatTaken
                record(sql, actor, "unlink_chat", f"team:{before}", now)
            sql.execute("UPDATE team_chat SET team = ?, linked_at = ? WHERE chat = ?", [team_id, to_text(now), chat])
            # Without the chat's id: what is in the audit log stays for ever.
            record(sql, actor, "link_chat", f"team:{team_id}", now)
            return _known(sql, chat)

        return self._database.write(work)

    def unlink_chat(self, chat: str, now: datetime, *, actor: str) -> bool:
        """Takes a group from its team.

        Returns:
            False when it belonged to none.

        Raises:
            NotPermitted: If the actor may not link and unlink groups of its team.
        """

        def work(sql: Sql) -> bool:
            before = _find(sql, chat)
            if before is None or before.team_id is None:
                return False
            require(sql, before.team_id, actor, Action.LINK_CHAT)
            sql.execute(
                "UPDATE team_chat SET team = NULL, linked_at = NULL, unlinked_at = ? WHERE chat = ?",
                [to_text(now), chat],
            )
            record(sql, actor, "unlink_chat", f"team:{before.team_id}", now)
            return True

        return self._database.write(work)

    def chat(self, chat: str) -> TeamChat | None:
        """What is known of a group, None when nothing is."""
        return self._database.read(lambda sql: _find(sql, chat))

    def chats(self, team_id: str) -> list[TeamChat]:
        """The groups of a team, the first linked first."""
        return self._chats("WHERE team = ? ORDER BY linked_at, chat", team_id)

    def chats_without_team(self, before: datetime) -> list[TeamChat]:
        """Groups that have been without a team since before a moment, so that the bot can leave them."""
        where = "WHERE team IS NULL AND COALESCE(unlinked_at, added_at) < ? ORDER BY added_at, chat"
        return self._chats(where, to_text(before))

    def forget_chat(self, chat: str) -> bool:
        """Removes a group that the bot left or was taken out of; False when it was not known."""
        return self._database.write(
            lambda sql: sql.execute("DELETE FROM team_chat WHERE chat = ?", [chat]).rowcount > 0
        )

    def move_chat(self, old: str, new: str) -> bool:
        """Follows a group to its new id, as when a group becomes a supergroup.

        The platform may have told of the new id first; then the two become one, and the link of the old id
        counts unless the new one has a link itself.

        Returns:
            False when the old id is not known (any more).
        """

        def work(sql: Sql) -> bool:
            if old == new or _find(sql, old) is None:
                return False
            later = _find(sql, new)
            if later is not None and later.team_id is not None:
                sql.execute("DELETE FROM team_chat WHERE chat = ?", [old])
                return True
            sql.execute("DELETE FROM team_chat WHERE chat = ?", [new])
            sql.execute("UPDATE team_chat SET chat = ? WHERE chat = ?", [new, old])
            return True

        return self._database.write(work)

    def _chats(self, where: str, value: str) -> list[TeamChat]:
        def query(sql: Sql) -> list[TeamChat]:
            return [_chat_row(row) for row in sql.query(f"SELECT * FROM team_chat {where}", [value])]  # noqa: S608

        return self._database.read(query)


def _note(sql: Sql, chat: str, title: str | None, now: datetime) -> None:
    sql.execute(
        """
        INSERT INTO team_chat (chat, title, added_at) VALUES (?, ?, ?)
        ON CONFLICT (chat) DO UPDATE SET title = COALESCE(excluded.title, title)
        """,
        [chat, title, to_text(now)],
    )


def _find(sql: Sql, chat: str) -> TeamChat | None:
    rows = sql.query("SELECT * FROM team_chat WHERE chat = ?", [chat])
    return next(map(_chat_row, rows), None)


def _known(sql: Sql, chat: str) -> TeamChat:
    found = _find(sql, chat)
    assert found is not None  # noqa: S101 - written before, in the same transaction
    return found


def _chat_row(row: dict[str, Any]) -> TeamChat:
    return TeamChat(
        chat=row["chat"],
        team_id=row["team"],
        title=row["title"],
        added_at=to_time(row["added_at"]),
        linked_at=to_optional_time(row["linked_at"]),
    )
