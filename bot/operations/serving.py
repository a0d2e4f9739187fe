"""Everything in one process: the bot, the desk, what is due without anybody asking, health and figures."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from logging import getLogger
from traceback import format_tb
from typing import Protocol, TypeVar

from bot.assembly import Assembly
from bot.desk.starting import start_desk
from bot.errors import BotError
from bot.operations.backups.schedule import BackupSchedule
from bot.operations.monitoring.figures import CountingHandler, Figures, State
from bot.operations.monitoring.health import Health
from bot.operations.monitoring.server import Monitor
from bot.operations.process import stop_on_signals
from bot.operations.systemd import tell
from knowledge.errors import KnowledgeError
from knowledge.search.unavailable import UnavailableBase
from knowledge.store import Generation

LOG = getLogger(__name__)
T = TypeVar("T")
LOOK_S, PATIENCE_S = 0.1, 15.0
"""Seconds between looks at the channel before the desk is opened, and how long it waits for that at most."""


class Channel(Protocol):
    """A channel that answers, such as :class:`bot.channels.telegram.service.TelegramChannel`."""

    @property
    def reached(self) -> bool:
        """Whether its platform answers."""

    @property
    def caught_up(self) -> bool:
        """Whether what was said before has been handled."""

    @property
    def queues(self) -> dict[str, int]:
        """How much waits, by name."""

    async def answer(self, stop: asyncio.Event) -> None:
        """Answer until told to stop; then finish what runs."""


class Desk(Protocol):
    """The desk, on a thread of its own."""

    @property
    def answers(self) -> bool:
        """Whether it runs."""

    def stop(self) -> None:
        """Finish what runs, and end."""


@dataclass
class Service:
    """What runs, from start to end. A part that cannot start costs that part only: danger goes before all.

    Attributes:
        assembly: An opened Houvast; closed at the end.
        channel: Answers.
        figures: Told how long things take.
        with_desk: Whether the desk runs here.
    """

    assembly: Assembly
    channel: Channel
    figures: Figures
    with_desk: bool = True
    health: Health = field(default_factory=Health)
    _desk: Desk | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _opening: asyncio.Task[None] | None = None
    _monitor: Monitor | None = None

    async def run(self, stop: asyncio.Event | None = None) -> None:
        """Serve until a signal comes, or ``stop`` is set.

        Raises:
            TokenRefused: The platform does not know the token.
        """
        stop = stop or asyncio.Event()
        stop_on_signals(stop)
        counting = CountingHandler(self.figures)
        logging.getLogger().addHandler(counting)
        try:
            self._start()
            beside = [asyncio.create_task(self.health.beat(), name="beat")]
            if self.assembly.database is not None:
                beside.append(asyncio.create_task(BackupSchedule(self.assembly.settings).run(), name="backups"))
            tell("READY=1")
            await self.channel.answer(stop)
            tell("STOPPING=1")
            await _ended(beside)
        finally:
            await self._stop()
            logging.getLogger().removeHandler(counting)

    def _start(self) -> None:
        assembly = self.assembly
        assembly.keep_fresh()
        self.health.parts |= {
            "telegram": lambda: self.channel.reached,
            "database": self._database_reads,
            "search": self._search_works,
        }
        if self.with_desk:
            self._opening = asyncio.create_task(self._desk_after_the_channel(), name="desk")
            self._opening.add_done_callback(self._desk_tried)
            self.health.parts["desk"] = lambda: self._desk is not None and self._desk.answers
        settings = assembly.settings
        self.figures.registry.register(
            State(settings, assembly.database, self.health, lambda: self.channel.queues, assembly.problems)
        )
        if settings.metrics.port:
            self._monitor = self._attempt("metrics", lambda: Monitor(settings.metrics, self.health, self.figures))

    def _database_reads(self) -> bool:
        database = self.assembly.database
        return database is not None and Generation(database).current() >= 0

    def _search_works(self) -> bool:
        """Whether questions are answered here; what an action server does is for its own monitoring."""
        house = self.assembly.house
        if house is None:
            return bool(self.assembly.settings.actions.endpoint)
        return not isinstance(house.knowledge.newest, UnavailableBase)

    async def _desk_after_the_channel(self) -> None:
        """Open the desk once nobody waits for an answer any more: that takes a second of processor."""
        waited = 0.0
        while not self.channel.caught_up and waited < PATIENCE_S:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._stopping.wait()
            if self._stopping.is_set():
                return
            waited += LOOK_S
        self._desk = await asyncio.to_thread(self._attempt, "desk", self._open_desk)

    def _desk_tried(self, task: "asyncio.Task[None]") -> None:
        """Report a failure that nobody foresaw; the bot goes on."""
        if not task.cancelled() and (error := task.exception()):
            self.assembly.problems.append(f"desk: could not start ({type(error).__name__}); see the log")
            LOG.error("not working: desk: %s at\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))

    async def _stop(self) -> None:
        self._stopping.set()
        if self._opening is not None:
            await asyncio.wait([self._opening])
        if self._desk is not None:
            await asyncio.to_thread(self._desk.stop)
        if self._monitor is not None:
            # It reads the store on a thread of its own, which may not happen while that is closed.
            await asyncio.to_thread(self._monitor.stop)
        await self.assembly.close()

    def _open_desk(self) -> Desk:
        return start_desk(self.assembly.settings, self.assembly.database, self.assembly.house)

    def _attempt(self, name: str, work: Callable[[], T]) -> T | None:
        """Start a part; one that cannot start becomes a problem."""
        try:
            return work()
        except (BotError, KnowledgeError, OSError) as error:
            self.assembly.problems.append(f"{name}: {error}")
            LOG.error("not working: %s: %s", name, error)
            return None


async def _ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Stop tasks that run for ever, and raise what one of them failed with."""
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
