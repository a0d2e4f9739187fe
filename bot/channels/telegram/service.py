"""The running channel: put together, started, stopped."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from logging import getLogger

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from actions.jobs.parts import JobParts
from actions.jobs.reflection import ReflectionParts
from bot.assembly import Assembly
from bot.channels.telegram.connection import Line, make_bot
from bot.channels.telegram.delivery.direct import Direct
from bot.channels.telegram.delivery.failures import described
from bot.channels.telegram.delivery.limiter import Limiter
from bot.channels.telegram.delivery.sender import Sender
from bot.channels.telegram.handling.inline import Inline
from bot.channels.telegram.handling.membership import Membership
from bot.channels.telegram.handling.rounds import Rounds
from bot.channels.telegram.handling.router import Router
from bot.channels.telegram.handling.taps import Taps
from bot.channels.telegram.handling.turns import Turns
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.lanes import Lanes
from bot.channels.telegram.intake.poller import Poller
from bot.channels.telegram.intake.window import OffsetWindow
from bot.channels.telegram.menu import publish
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.rendering.keyboard import Keyboards
from bot.channels.telegram.rendering.signing import Signer
from bot.channels.telegram.storage import Storage
from bot.errors import TokenRefused
from bot.jobs import job_parts, reflection_parts, review_parts
from knowledge.errors import KnowledgeError

LOG = getLogger(__name__)
START_PAUSE_S = 5.0
"""Seconds between attempts to reach Telegram at the start."""
FINISH_S = 5.0
"""Seconds that running work gets at the end."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What runs."""

    poller: Poller
    sender: Sender
    router: Router
    rounds: Rounds


class TelegramChannel:
    """Houvast in Telegram, by long polling."""

    def __init__(self, assembly: Assembly, line: Line) -> None:
        """Prepare.

        Args:
            assembly: An opened Houvast; closed by :meth:`run`.
            line: Token and address.
        """
        self._assembly = assembly
        self._bot = make_bot(line)

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until told to stop.

        Args:
            stop: Set it to end.

        Raises:
            TokenRefused: Telegram does not know the token.
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
            await self._bot.shutdown()
            await self._assembly.close()

    async def _connect(self, stop: asyncio.Event) -> Self | None:
        """Reach Telegram, however long it takes; ``None`` when stopped meanwhile."""
        while not stop.is_set():
            try:
                await self._bot.initialize()
                # A webhook that was set before would keep every update away from polling.
                await self._bot.delete_webhook()
                return Self(self._bot.id, self._bot.username)
            except InvalidToken as error:
                raise TokenRefused from error
            except TelegramError as error:
                LOG.warning("Telegram cannot be reached (%s): trying again in %.0f s", described(error), START_PAUSE_S)
                await _until(stop, START_PAUSE_S)
        return None

    def _parts(self, bot: Bot, me: Self) -> Parts:
        assembly, settings = self._assembly, self._assembly.settings.telegram
        storage, limiter, catalogue = Storage(assembly.database), Limiter(), assembly.catalogue
        signer = Signer(storage.secret())
        envelopes = Envelopes(Keyboards(signer, me.username))
        lanes, window = Lanes(settings.parallel_chats), OffsetWindow()
        sender = Sender(bot, storage, limiter, catalogue, settings.parallel_chats)
        direct = Direct(bot, storage, envelopes, limiter)
        turns = Turns(bot, assembly.front, storage, envelopes, lanes, direct, sender, lambda: window.crowded)
        membership = Membership(me, storage, envelopes, sender, catalogue, settings.link_within_minutes)
        taps = Taps(bot, me, signer, catalogue, turns)
        router = Router(me, window, lanes, turns, taps, membership, Inline(bot, me, turns.front, envelopes))
        reviews = review_parts(assembly.settings, catalogue, assembly.database)
        rounds = Rounds(storage, envelopes, sender, _job_parts(assembly), _reflection_parts(assembly), reviews)
        return Parts(Poller(bot, window, router.admit, settings.poll_timeout_s), sender, router, rounds)

    async def _serve(self, parts: Parts, stop: asyncio.Event) -> None:
        """Run until told to stop or a part ends, which none should."""
        LOG.info("ready: @%s", self._bot.username)
        running = [
            asyncio.create_task(parts.poller.run(), name="poll"),
            asyncio.create_task(parts.sender.run(), name="send"),
            asyncio.create_task(parts.router.membership.watch(), name="watch groups"),
            asyncio.create_task(parts.rounds.run(), name="rounds"),
        ]
        stopping = asyncio.create_task(stop.wait(), name="stop")
        done, _ = await asyncio.wait([*running, stopping], return_when=asyncio.FIRST_COMPLETED)
        running[0].cancel()
        await parts.router.close()
        await parts.router.turns.close(FINISH_S)
        await parts.router.lanes.close(FINISH_S)
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


async def _until(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
