"""The running channel: put together, started, stopped."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from logging import getLogger

from telegram.error import InvalidToken, TelegramError

from actions.jobs.parts import JobParts
from actions.jobs.reflection import ReflectionParts
from actions.pace import Pace
from actions.quizzes.conducting import Conductor
from actions.quizzes.parts import QuizParts
from bot.assembly import Assembly
from bot.channels.telegram.connection import LeanBot, Line, make_bot
from bot.channels.telegram.delivery.direct import Direct
from bot.channels.telegram.delivery.draining import drain
from bot.channels.telegram.delivery.failures import described
from bot.channels.telegram.delivery.limiter import Limiter
from bot.channels.telegram.delivery.sender import Sender
from bot.channels.telegram.delivery.trail import Trail
from bot.channels.telegram.handling.inline import Inline
from bot.channels.telegram.handling.lost_polls import LostPolls
from bot.channels.telegram.handling.membership import Membership
from bot.channels.telegram.handling.polls import Polls
from bot.channels.telegram.handling.quizzes import Keeper
from bot.channels.telegram.handling.rounds import Rounds
from bot.channels.telegram.handling.router import Router
from bot.channels.telegram.handling.taps import Taps
from bot.channels.telegram.handling.turns import Turns
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.ending import Admit, Intake, Window
from bot.channels.telegram.intake.lanes import Lanes
from bot.channels.telegram.intake.poller import Poller
from bot.channels.telegram.intake.window import OffsetWindow
from bot.channels.telegram.menu import publish
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.rendering.keyboard import Keyboards
from bot.channels.telegram.rendering.signing import Signer
from bot.channels.telegram.storage import Storage
from bot.channels.telegram.webhook.arrivals import Arrivals
from bot.channels.telegram.webhook.opening import open_receiver
from bot.errors import TokenRefused
from bot.jobs import job_parts, practice_parts, quiz_parts, reflection_parts, review_parts
from knowledge.errors import KnowledgeError

LOG = getLogger(__name__)
START_PAUSE_S = 3.0
"""Seconds between attempts to reach Telegram at the start."""
FINISH_S = 5.0
"""Seconds that running work gets at the end."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What runs."""

    intake: Intake
    sender: Sender
    router: Router
    rounds: Rounds
    quizzes: Keeper
    storage: Storage


class TelegramChannel:
    """Houvast in Telegram; updates are asked for, or brought."""

    def __init__(self, assembly: Assembly, line: Line) -> None:
        """Prepare.

        Args:
            assembly: An opened Houvast.
            line: Token, address, and the secret of the webhook.
        """
        self._assembly = assembly
        self._line = line
        self._bot = make_bot(line)
        self._running: Parts | None = None

    @property
    def reached(self) -> bool:
        """Whether Telegram answers."""
        return self._running is not None and self._running.intake.reached

    @property
    def caught_up(self) -> bool:
        """Whether what was said before has been handled."""
        return self._running is not None and self._running.intake.caught_up.is_set()

    @property
    def queues(self) -> dict[str, int]:
        """How much waits, by name of the queue."""
        parts = self._running
        if parts is None:
            return {}
        return {"updates": parts.router.window.open, "chats": parts.router.lanes.waiting}

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until told to stop, and close the assembly; arguments and errors as in :meth:`answer`."""
        try:
            await self.answer(stop)
        finally:
            await self._assembly.close()

    async def answer(self, stop: asyncio.Event) -> None:
        """Answer until told to stop.

        Args:
            stop: Set it to end: no more updates are taken, what runs is finished, what is due is sent.

        Raises:
            TokenRefused: Telegram does not know the token.
            WebhookUnavailable: Telegram cannot bring updates here.
        """
        try:
            me = await self._connect(stop)
            if me is None:
                return
            parts = self._parts(self._bot, me)
            self._assembly.keep_fresh()
            await publish(self._bot, self._assembly.catalogue.section("menu"))
            await self._serve(parts, stop)
        finally:
            self._running = None
            await self._bot.shutdown()

    async def _connect(self, stop: asyncio.Event) -> Self | None:
        """Reach Telegram, however long it takes; ``None`` when stopped meanwhile."""
        while not stop.is_set():
            try:
                await self._bot.initialize()
                if self._assembly.settings.telegram.mode == "polling":
                    # A webhook that was set before would keep every update away; what waits is kept.
                    await self._bot.delete_webhook(drop_pending_updates=False)
                return Self(self._bot.id, self._bot.username)
            except InvalidToken as error:
                raise TokenRefused from error
            except TelegramError as error:
                LOG.warning("Telegram cannot be reached (%s): trying again in %.0f s", described(error), START_PAUSE_S)
                await _until(stop, START_PAUSE_S)
        return None

    def _parts(self, bot: LeanBot, me: Self) -> Parts:
        assembly, settings = self._assembly, self._assembly.settings.telegram
        storage, catalogue = Storage(assembly.database), assembly.catalogue
        limiter, trail = Limiter(settings.send_per_second), Trail(assembly.settings.data_folder)
        front = replace(assembly.front, pace=Pace(settings.messages_per_minute))
        signer = Signer(storage.secret())
        envelopes = Envelopes(Keyboards(signer, me.username))
        lanes = Lanes(settings.parallel_chats)
        window: Window = OffsetWindow() if settings.mode == "polling" else Arrivals()
        sender = Sender(bot, storage, limiter, catalogue, settings.parallel_chats)
        direct = Direct(bot, storage, envelopes, limiter, catalogue, trail, assembly.measure)
        turns = Turns(bot, front, storage, envelopes, lanes, direct, sender, lambda: window.crowded)
        membership = Membership(me, storage, envelopes, sender, catalogue, settings.link_within_minutes)
        taps = Taps(bot, me, signer, catalogue, turns)
        router = Router(me, window, lanes, turns, taps, membership, Inline(bot, me, turns.front, envelopes))
        reviews, quizzes = review_parts(assembly.settings, catalogue, assembly.database), _quiz_parts(assembly)
        rounds = Rounds(storage, envelopes, sender, _job_parts(assembly), _reflection_parts(assembly), reviews, quizzes)
        rounds.practice = practice_parts(catalogue, assembly.database)
        intake = self._intake(bot, window, router.admit)
        conductor = Conductor(quizzes) if quizzes else None
        keeper = Keeper(bot, storage, conductor, rounds.queue, intake.caught_up, sender.wake, LostPolls(bot, storage))
        sender.polls = membership.quizzes = keeper
        sender.listeners.append(keeper.wake)
        sender.measure = assembly.measure
        router.polls = Polls(me, storage, keeper, window.all_before)
        taps.settled = router.polls.settled
        self._running = Parts(intake, sender, router, rounds, keeper, storage)
        return self._running

    def _intake(self, bot: LeanBot, window: Window, admit: Admit) -> Intake:
        settings = self._assembly.settings.telegram
        if isinstance(window, Arrivals):
            return open_receiver(bot, settings.webhook, self._line.webhook_secret, window, admit)
        assert isinstance(window, OffsetWindow)  # noqa: S101 - there are two
        return Poller(bot, window, admit, settings.poll_timeout_s)

    async def _serve(self, parts: Parts, stop: asyncio.Event) -> None:
        """Run until told to stop or a part ends, which none should."""
        LOG.info("ready: @%s", self._bot.username)
        running = [
            asyncio.create_task(parts.intake.run(), name="intake"),
            asyncio.create_task(parts.sender.run(), name="send"),
            asyncio.create_task(parts.router.membership.watch(), name="watch groups"),
            asyncio.create_task(parts.rounds.run(), name="rounds"),
            asyncio.create_task(parts.quizzes.run(), name="quizzes"),
        ]
        stopping = asyncio.create_task(stop.wait(), name="stop")
        done, _ = await asyncio.wait([*running, stopping], return_when=asyncio.FIRST_COMPLETED)
        parts.intake.leave()
        running[0].cancel()
        await parts.router.close()
        await parts.router.turns.close(FINISH_S)
        await asyncio.gather(parts.router.lanes.close(FINISH_S), parts.router.votes.close(FINISH_S))
        await parts.intake.close()
        if not running[1].done():
            await drain(parts.storage, FINISH_S)
        await parts.sender.close(FINISH_S)
        for task in (*running, stopping):
            task.cancel()
        await asyncio.gather(*running, stopping, return_exceptions=True)
        for task in done - {stopping}:
            task.result()


def _job_parts(assembly: Assembly) -> JobParts | None:
    """What the rounds need; broken content costs the rounds only."""
    try:
        return job_parts(assembly.settings, assembly.catalogue, assembly.database)
    except KnowledgeError as error:
        LOG.error("no reminders: %s", error)
        return None


def _reflection_parts(assembly: Assembly) -> ReflectionParts | None:
    """What the question of the week needs; broken questions cost that only."""
    try:
        return reflection_parts(assembly.settings, assembly.catalogue, assembly.database)
    except KnowledgeError as error:
        LOG.error("no reflection questions: %s", error)
        return None


def _quiz_parts(assembly: Assembly) -> QuizParts | None:
    """What live quizzes need; broken reference lists cost those only."""
    try:
        return quiz_parts(assembly.settings, assembly.catalogue, assembly.database)
    except KnowledgeError as error:
        LOG.error("no quizzes: %s", error)
        return None


async def _until(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
