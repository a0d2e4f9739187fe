"""Start and stop the Telegram channel in the process of the test."""

import asyncio
import re
from dataclasses import dataclass, field, replace

from bot.assembly import Assembly
from bot.channels.telegram.connection import Line
from bot.channels.telegram.service import TelegramChannel
from knowledge.quiz.live import SessionState
from knowledge.roster import Role
from knowledge.store import OPERATOR, Database, RosterStore, Team
from knowledge.store.quiz_ended import EndedQuizzes
from knowledge.store.quiz_live import LiveQuizStore
from tests.botapi.chats import Chat
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.botapi.watching import PATIENCE_S
from tests.ports import free_port as free_port  # the benchmarks take it from here


def telegram_config(server: BotApiServer) -> str:
    """Settings that lead to the local server."""
    return f"telegram:\n  api: {server.root_url}\n  poll_timeout_s: 5\n"


SECRET = "geheim-van-de-test_0123456789abcdef"


def webhook_config(server: BotApiServer, port: int) -> str:
    """The same, with updates that are brought to this port."""
    hook = f"{{url: 'http://127.0.0.1:{port}/telegram/nieuws', port: {port}}}"
    return f"{telegram_config(server)}  mode: webhook\n  webhook: {hook}\n"


@dataclass
class Running:
    """A bot that answers.

    Attributes:
        server: The local Telegram.
        assembly: The opened Houvast.
    """

    server: BotApiServer
    assembly: Assembly
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start, and wait until it listens."""
        channel = TelegramChannel(self.assembly, Line(self.server.bot.token, self.server.root_url, SECRET))
        self._task = asyncio.create_task(channel.run(self._stop))
        # A busy machine may take long; how fast it is, is measured elsewhere.
        self.server.callback_life = self.server.inline_life = PATIENCE_S
        await self._taken_in()

    async def _taken_in(self) -> None:
        """Wait until every update was taken in."""
        if self.assembly.settings.telegram.mode == "polling":
            await self.server.wait_until_polled()
        else:
            await self.server.wait_for_call("setWebhook")
            await self.server.wait_until_brought()

    @property
    def _idle(self) -> bool:
        updates = self.server.bot.updates
        return updates.polled if self.assembly.settings.telegram.mode == "polling" else not updates.waiting

    async def stop(self) -> None:
        """Stop, and raise what went wrong."""
        self._stop.set()
        if self._task:
            await self._task

    def person(self, name: str) -> Person:
        """Somebody who has started the bot before."""
        person = self.server.person(name)
        self.server.world.private(person, self.server.bot).started = True
        return person

    def team(self, name: str, lead: Person, *members: Person) -> Team:
        """A team with its people."""
        from bot.channels.telegram.storage import now

        assert self.assembly.database is not None
        roster = RosterStore(self.assembly.database)
        team = roster.create_team(name, now(), actor=OPERATOR)
        for person, role in [(lead, Role.TEAM_LEAD), *((member, Role.PROFESSIONAL) for member in members)]:
            code = roster.invite(team.team_id, role, now(), actor=OPERATOR)
            roster.redeem(code, f"telegram:{person.id}", person.first_name, now())
        return team

    def also_leads(self, team: Team, person: Person) -> None:
        """Make somebody another lead of a team."""
        from bot.channels.telegram.storage import now

        assert self.assembly.database is not None
        roster = RosterStore(self.assembly.database)
        roster.set_role(team.team_id, f"telegram:{person.id}", Role.TEAM_LEAD, now(), actor=OPERATOR)

    def trains(self, team: Team, person: Person) -> None:
        """Make somebody a trainer of a team."""
        from bot.channels.telegram.storage import now

        assert self.assembly.database is not None
        roster = RosterStore(self.assembly.database)
        roster.set_role(team.team_id, f"telegram:{person.id}", Role.TRAINER, now(), actor=OPERATOR)

    def hand_in(self, person: Person, slug: str, title: str) -> None:
        """A version with another title that waits for review."""
        from bot.channels.telegram.storage import now

        assert self.assembly.house is not None
        flow, by = self.assembly.house.review, f"telegram:{person.id}"
        assert flow is not None
        draft = flow.start(slug, by, now())
        changed = re.sub(r"^titel: .*$", f"titel: {title}", draft.text.entry, flags=re.MULTILINE)
        saved = flow.store.save(draft.draft_id, draft.revision, replace(draft.text, entry=changed), by, now())
        flow.submit(saved.draft_id, saved.revision, by, now())

    async def refused(self, method: str) -> None:
        """Wait until a call met the fault that is on."""
        calls = self.server.calls
        before = len([call for call in calls.of(method) if call.fault])
        await calls.wait_until(lambda: len([call for call in calls.of(method) if call.fault]) > before, what=method)

    async def quiet(self) -> None:
        """Wait until everything that was said is answered and sent."""
        outbox_empty = asyncio.Event()
        while not outbox_empty.is_set():
            await self._taken_in()
            await asyncio.sleep(0.05)
            waiting = await asyncio.to_thread(self._waiting)
            if not waiting and self._idle:
                outbox_empty.set()

    def _waiting(self) -> int:
        from knowledge.store import OutboxStore
        from knowledge.store.rows import OutboxStatus

        assert self.assembly.database is not None
        counts = OutboxStore(self.assembly.database).counts()
        waiting = counts.get(OutboxStatus.QUEUED, 0) + counts.get(OutboxStatus.SENDING, 0)
        return waiting + quizzes_waiting(self.assembly.database)


def quizzes_waiting(database: Database) -> int:
    """Quizzes whose group did not see yet where they are."""
    from datetime import timedelta

    from bot.channels.telegram.storage import now

    live = LiveQuizStore(database)
    ended = EndedQuizzes(database).since(now() - timedelta(minutes=5))
    told = {f"quiz:{one.session_id}:end:0" for one in ended}
    waiting = len(live.unsure())
    for one in live.running():
        waiting += one.state is SessionState.RUNNING and one.position > 0
        if one.state is SessionState.DISCUSSING:
            told.add(f"quiz:{one.session_id}:{one.position}:result:0")
    keys = database.read(lambda sql: {row[0] for row in sql.execute("SELECT key FROM outbox").fetchall()})
    return waiting + len(told - keys)


def plain(chat: Chat) -> list[str]:
    """What the bot said in a chat, oldest first."""
    return [message.text for message in chat.messages if message.sender and message.sender.is_bot]
