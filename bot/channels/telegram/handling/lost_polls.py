"""Polls that may stand in a chat, nobody knows where: recognised by their question, found and stopped."""

from dataclasses import dataclass, field
from logging import getLogger

from telegram import Bot
from telegram.error import TelegramError

from actions.quizzes.conducting import ANNOUNCED_FOR, Conductor
from actions.rendering.quiz_poll import asked_question
from bot.channels.telegram.delivery.failures import described
from bot.channels.telegram.delivery.polls import stop_poll
from bot.channels.telegram.intake.place import chat_number
from bot.channels.telegram.storage import Storage, now
from knowledge.quiz.live import Poll, PollRef, PollState

LOG = getLogger(__name__)
LOOK_BACK, MOST_SEARCHES = 20, 3
"""Messages before the newest of the bot, among which a lost poll is looked for (Telegram counts up), and how often."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A lost poll, and its question as it stands in the chat."""

    poll: Poll
    question: str


@dataclass
class LostPolls:
    """Looks for polls whose response was lost.

    Attributes:
        bot: Stops them.
        storage: Quizzes.
    """

    bot: Bot
    storage: Storage
    _lost: list[Lost] = field(default_factory=list)
    _newest: dict[str, int] = field(default_factory=dict)
    _tried: dict[PollRef, list[int]] = field(default_factory=dict)

    @property
    def any_nameless(self) -> bool:
        """Whether there is one under an id that is not known."""
        return any(lost.poll.poll_id is None for lost in self._lost)

    def saw(self, chat: str, message_id: str) -> None:
        """A message of the bot stands in a chat: what is lost there stands before it."""
        self._newest[chat] = max(int(message_id), self._newest.get(chat, 0))

    def like(self, question: str) -> PollRef | None:
        """The only one without an id that asked this; ``None`` when there is none, or more than one."""
        found = [lost.poll.ref for lost in self._lost if lost.poll.poll_id is None and lost.question == question]
        return found[0] if len(found) == 1 else None

    async def note(self, conductor: Conductor) -> None:
        """Read which polls are lost and not found yet.

        Raises:
            StoreError: The store cannot be read.
        """
        words, live, ended = conductor.parts.words, self.storage.quizzes, conductor.parts.ended

        def read() -> list[Lost]:
            return [
                Lost(poll, asked_question(session, poll.ref.position, words))
                for session in [*live.running(), *ended.since(now() - ANNOUNCED_FOR)]
                for poll in live.polls(session.session_id)
                if poll.state is PollState.LOST and (poll.poll_id is None or poll.message_id is None)
            ]

        self._lost = await self.storage.read(read)

    async def search(self) -> bool:
        """Look for each before the newest message of its chat.

        Returns:
            Whether one was found; votes on it may count.

        Raises:
            StoreError: The store cannot be used.
        """
        found = False
        for lost in self._lost:
            newest, tried = self._newest.get(lost.poll.chat), self._tried.setdefault(lost.poll.ref, [])
            if newest is None or newest in tried or len(tried) >= MOST_SEARCHES:
                continue
            tried.append(newest)
            try:
                found = await self._search(lost, newest) or found
            except TelegramError as error:
                LOG.warning("a lost poll was not looked for: %s", described(error))
        return found

    async def _search(self, lost: Lost, before: int) -> bool:
        """Telegram stops nothing but open polls of the bot, and says what they asked."""
        live, ref = self.storage.quizzes, lost.poll.ref
        # Those whose place is known are not lost, and an open one must stay so.
        spared = await self.storage.read(lambda: {poll.message_id for poll in live.polls(ref.session_id)})
        for message in range(before - 1, max(before - 1 - LOOK_BACK, 0), -1):
            if str(message) in spared:
                continue
            stopped = await stop_poll(self.bot, chat_number(lost.poll.chat), message)
            if stopped is not None and stopped[1] == lost.question:
                poll_id, place = stopped[0], str(message)
                await self.storage.write(lambda: self._found(lost, poll_id, place))  # noqa: B023 - run at once
                return True
        return False

    def _found(self, lost: Lost, poll_id: str, message_id: str) -> None:
        """One of the lost polls with this question is found: the one with its id, else one without any."""
        live = self.storage.quizzes
        polls = live.polls(lost.poll.ref.session_id, lost.poll.ref.position)
        missing = [poll for poll in polls if poll.state is PollState.LOST and poll.message_id is None]
        named = [poll for poll in missing if poll.poll_id == poll_id]
        for poll in (named or [poll for poll in missing if poll.poll_id is None])[:1]:
            counted = live.found(poll.ref, poll_id=poll_id, message_id=message_id)
            live.stopped_in_chat(poll.ref, now())
            LOG.info("a lost quiz question was found and stopped; %d answers to it count", counted)
