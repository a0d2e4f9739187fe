"""A team with a trainer, its group full of participants, and the short way through a live quiz."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.quiz.live import Session
from knowledge.roster import Role
from knowledge.store import OPERATOR, Database, RosterStore
from knowledge.store.quiz_ended import EndedQuizzes
from knowledge.store.quiz_live import LiveQuizStore
from tests.botapi.chats import Chat
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer

LONG = 90.0
"""Seconds; Telegram takes 20 messages a minute in a group, and ten questions are more than that."""


@dataclass
class Class:
    """A group that does a quiz.

    Attributes:
        server: The local Telegram.
        trainer: Starts it.
        people: Take part; two of them have no username and no last name.
        group: Where.
        team_id: The team of all of them.
        lead: Leads the team.
    """

    server: BotApiServer
    trainer: Person
    people: list[Person]
    group: Chat
    team_id: str
    lead: Person
    seen: set[int] = field(default_factory=set)

    async def press(self, label: str) -> None:
        """Press the newest button with this label; nobody waits for the flash."""

        def shown() -> list[tuple[Message, str]]:
            return [
                (m, b.data)
                for m in self.group.messages
                if not m.deleted
                for b in m.buttons
                if b.text == label and b.data
            ]

        await self.group.wait_until(lambda: bool(shown()), LONG, f"a button {label!r}")
        message, data = shown()[-1]
        self.trainer.tap(message, data).add_done_callback(lambda done: done.cancelled() or done.exception())

    async def poll(self, number: int) -> Message:
        """The newest open poll of a question."""

        def found() -> list[Message]:
            return [
                m
                for m in self.group.messages
                if m.poll and not m.poll.closed and m.poll.question.startswith(f"{number}/")
            ]

        await self.group.wait_until(lambda: bool(found()), LONG, f"question {number}")
        return found()[-1]

    async def said(self, words: str) -> Message:
        """Something new that the bot says in the group."""

        def found() -> list[Message]:
            return [m for m in self.group.messages if m.from_bot and words in (m.text or "") and m.id not in self.seen]

        await self.group.wait_until(lambda: bool(found()), LONG, words)
        first = found()[0]
        self.seen.add(first.id)
        return first


def people(server: BotApiServer, count: int) -> list[Person]:
    """Invented participants; the first two have neither username nor last name."""
    bare = [server.person(f"Deelnemer{number}", None) for number in range(min(count, 2))]
    return bare + [server.person(f"Deelnemer{number}", username=f"deelnemer{number}") for number in range(2, count)]


def make_class(server: BotApiServer, database: Database, name: str, count: int, *, kind: str = "supergroup") -> Class:
    """A team in the store and its group in Telegram; a lead links the group by adding the bot."""
    from bot.channels.telegram.storage import now

    server.callback_life = 60
    lead, trainer, everybody = server.person("Mila"), server.person("Tess"), people(server, count)
    for person in (lead, trainer, *everybody):
        server.world.private(person, server.bot).started = True
    roster = RosterStore(database)
    team = roster.create_team(name, now(), actor=OPERATOR)
    roles = [(lead, Role.TEAM_LEAD), (trainer, Role.TRAINER), *((one, Role.PROFESSIONAL) for one in everybody)]
    for person, role in roles:
        code = roster.invite(team.team_id, role, now(), actor=OPERATOR)
        roster.redeem(code, f"telegram:{person.id}", person.first_name, now())
    group = server.group(name, lead, trainer, *everybody, kind=kind)
    return Class(server, trainer, everybody, group, team.team_id, lead)


def answers(database: Database) -> dict[tuple[int, int], int]:
    """Answers that count, by quiz and question: one per person."""
    found = database.read(
        lambda sql: sql.execute(
            "SELECT p.session, p.position, COUNT(DISTINCT a.person) FROM quiz_answer AS a"
            " JOIN quiz_poll AS p ON p.poll_id = a.poll_id WHERE a.late = 0 GROUP BY p.session, p.position"
        ).fetchall()
    )
    return {(session, position): count for session, position, count in found}


def only_quiz(database: Database) -> Session:
    """The one quiz there is."""
    from datetime import timedelta

    from bot.channels.telegram.storage import now

    running, ended = LiveQuizStore(database).running(), EndedQuizzes(database).since(now() - timedelta(hours=1))
    # One that ends between the two reads stands in both; the later read counts.
    (found,) = {one.session_id: one for one in (*running, *ended)}.values()
    return found


async def until(check: Callable[[], bool], seconds: float = LONG) -> None:
    """Wait until something holds in the store."""
    async with asyncio.timeout(seconds):
        while not await asyncio.to_thread(check):  # noqa: ASYNC110 - another process may write it
            await asyncio.sleep(0.02)
