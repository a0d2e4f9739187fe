"""What the database and the local Telegram say afterwards: what was handled, what was said, and how often."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from json import loads
from pathlib import Path

from benchmarks.operations.crowd import Done
from benchmarks.operations.traffic import Kind
from tests.botapi.calls import Recorded

MARK = "mogelijk dubbel"
"""In the line below a message that may have been sent before."""
Said = tuple[int, str]
"""A chat and what was said there."""


@dataclass(frozen=True, slots=True)
class Books:
    """What the store holds.

    Attributes:
        handled: Status per update.
        attempts: How often an update was begun, where that was counted.
        finished: When the first message of the reply to an update had gone out, in seconds of the wall clock.
        taken: When an update was marked as handled, in the same seconds.
        queued: What was put in the outbox, also what is gone by now.
        states: Messages by state.
        dead: Why messages were given up.
    """

    handled: dict[int, str]
    attempts: dict[int, int]
    finished: dict[int, float]
    taken: dict[int, float]
    queued: Counter[Said]
    states: Counter[str]
    dead: list[str]


def read_books(database: Path, bot: int) -> Books:
    """Read what the store holds now.

    Args:
        database: Its file; a process may be using it.
        bot: Id of the bot, which is part of the keys.
    """
    prefix = f"telegram:{bot}:"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as sql:
        updates = [
            (int(key.removeprefix(prefix)), status, attempts, moment)
            for key, status, attempts, moment in sql.execute(
                "SELECT key, status, attempts, finished_at FROM handled_update"
            )
            if key.startswith(prefix) and key.removeprefix(prefix).isdecimal()
        ]
        rows = sql.execute("SELECT key, status, finished_at, last_error FROM outbox").fetchall()
        queued = Counter(_said(chat, message) for chat, message in _messages(sql))
    finished = {
        int(key.split(":")[2]): datetime.fromisoformat(moment).timestamp()
        for key, status, moment, _ in rows
        if status == "sent" and moment and key.startswith(prefix) and key.endswith(":0")
    }
    return Books(
        {update: status for update, status, _, _ in updates},
        {update: attempts for update, _, attempts, _ in updates},
        finished,
        {update: datetime.fromisoformat(moment).timestamp() for update, _, _, moment in updates if moment},
        queued,
        Counter(status for _, status, _, _ in rows),
        [error or "" for _, status, _, error in rows if status == "dead"],
    )


def _messages(sql: sqlite3.Connection) -> Iterable[tuple[str, dict[str, object]]]:
    for chat, message in sql.execute("SELECT chat, message FROM measured_outbox"):
        envelope = loads(message)
        if envelope["kind"] in ("text", "document", "photo"):
            yield chat, envelope


def _said(chat: str, envelope: dict[str, object]) -> Said:
    return int(chat.rpartition(":")[2]), str(envelope.get("html", ""))


@dataclass
class Verdict:
    """How what was sent compares with what should have been.

    Attributes:
        marked: Messages sent again that say so themselves.
        doubles: Messages sent more often than they were queued, without a mark.
        missing: Messages that were queued and never carried out.
        unlisted: Messages that no row of the outbox asked for: notices of a broken store, and cards it never knew.
    """

    marked: int = 0
    doubles: list[Said] = field(default_factory=list)
    missing: list[Said] = field(default_factory=list)
    unlisted: list[Said] = field(default_factory=list)


def compare(queued: Counter[Said], calls: Sequence[Said]) -> Verdict:
    """Compare what was queued with what Telegram carried out.

    Args:
        queued: From the outbox.
        calls: What was sent, as :func:`carried_out` gives it.
    """
    verdict = Verdict()
    plain: Counter[Said] = Counter()
    marked: Counter[Said] = Counter()
    for chat, text in calls:
        if MARK in text:
            marked[chat, text.rpartition("\n\n")[0]] += 1
        else:
            plain[chat, text] += 1
    verdict.marked = marked.total()
    for said, count in plain.items():
        if said not in queued:
            verdict.unlisted += [said] * count
        elif count > queued[said]:
            verdict.doubles += [said] * (count - queued[said])
    verdict.missing = list((queued - plain - marked).elements())
    return verdict


def carried_out(calls: Iterable[Recorded]) -> list[Said]:
    """What calls put in a chat, with the text as the bot gave it."""
    return [
        (int(call.params["chat_id"]), str(call.params.get("text") or call.params.get("caption") or ""))
        for call in calls
        if call.ok and call.method.startswith("send") and call.method != "sendChatAction"
    ]


def unhandled(done: Iterable[Done], books: Books) -> list[Done]:
    """What was done and is not marked as handled."""
    return [one for one in done if books.handled.get(one.update) != "done"]


def waits(done: Iterable[Done], books: Books) -> list[float]:
    """Seconds from each act to the moment that its reply was known to have arrived; a vote is only taken in."""
    ends = ((one, (books.taken if one.kind is Kind.VOTE else books.finished).get(one.update)) for one in done)
    return [end - one.at for one, end in ends if end is not None]


def settled(done: Sequence[Done], books: Books) -> bool:
    """Whether everything was handled and nothing waits."""
    return not (books.states["queued"] or books.states["sending"] or unhandled(done, books))


def waiting(database: Path, bot: int, done: Sequence[Done]) -> int:
    """How much of what was done still waits, to be handled or to be sent; cheap enough to ask all the time."""
    open_rows = "SELECT COUNT(*) FROM outbox WHERE status IN ('queued', 'sending')"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as sql:
        ((unsent,),) = sql.execute(open_rows).fetchall()
        first = f"telegram:{bot}:"
        keys = sql.execute("SELECT key FROM handled_update WHERE status = 'done' AND key NOT LIKE '%#%'").fetchall()
    handled = {int(key.removeprefix(first)) for (key,) in keys if key.startswith(first)}
    return int(unsent) + sum(one.update not in handled for one in done)
