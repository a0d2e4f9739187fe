"""Pressed buttons: who may press, once, and what the press carries."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from telegram import Bot, CallbackQuery, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from actions.vocabulary import InboundMessage
from bot.channels.telegram.handling.turns import Turns
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.ending import Close
from bot.channels.telegram.intake.place import Place, person_key
from bot.channels.telegram.intake.reading import Received, conversation, update_key
from bot.channels.telegram.rendering.signing import Refusal, Signer
from knowledge.errors import StoreError
from knowledge.messages.catalogue import Catalogue
from knowledge.roster import Action, may

IN_PLACE = frozenset(
    {"kaarten", "begrip", "expertise", "wie", "ruimer", "ritme", "geleerd", "quizkeuze", "quizdeel"}
    | {"oefenplan", "oefenkeus"}
)
"""Commands that turn the page of the message they stand under."""
QUIZ_STEPS = frozenset({"quiz", "quizkeuze", "quizsluit", "quizverder"})
"""Commands of the trainer in a group: who may not is told in a flash, for a reply to each would bury the quiz."""
QUIZ_CLOSE = "quizsluit"
DELETE = "/verwijder "
DOUBLE_S = 10.0
"""Seconds in which the same press by the same person counts as a double tap."""
REMEMBERED = 1000


@dataclass
class Taps:
    """Takes pressed buttons.

    Attributes:
        bot: Answers the press.
        me: Who the bot is.
        signer: Reads what buttons carry.
        catalogue: Words of the channel.
        turns: Takes the press through the conversation.
        clock: Seconds that only go forward.
        settled: Waits until the quiz answers before an update are taken in.
    """

    bot: Bot
    me: Self
    signer: Signer
    catalogue: Catalogue
    turns: Turns
    clock: Callable[[], float] = time.monotonic
    settled: Callable[[int], Awaitable[None]] | None = None
    _recent: OrderedDict[tuple[int, int, str], float] = field(default_factory=OrderedDict)

    async def take(self, update: Update, close: Close) -> None:
        """Answer a press and hand it over; a press that is refused changes nothing."""
        query = update.callback_query
        if query is None or query.message is None or not query.data:
            close()
            return
        person = person_key(query.from_user.id)
        place = self._place(query, person)
        payload = self.signer.read(query.data, person=person, chat=place.chat_key)
        if isinstance(payload, Refusal):
            await self._toast(query, f"telegram.tap.{payload.value}")
            close()
            return
        if self._is_double(query):
            await self._toast(query, "telegram.tap.double")
            close()
            return
        name = payload.lstrip("/").partition(" ")[0]
        if name in QUIZ_STEPS and place.group and not await self._is_trainer(person, place):
            await self._toast(query, "quiz.refused.trainer_only")
            close()
            return
        await self._toast(query, None)
        if name not in IN_PLACE:
            place = replace(place, edit=None)
        message = InboundMessage(
            key=update_key(update, self.me),
            conversation=conversation(place),
            person=person,
            text="",
            payload=payload,
            channel="telegram",
            private=not place.group,
            chat=place.chat_key,
            name=query.from_user.first_name,
            # The press itself tells where a question stands whose sending was in doubt.
            replied_to=str(query.message.message_id) if name == QUIZ_CLOSE else None,
        )
        if payload.startswith(DELETE) and payload.removeprefix(DELETE).isdecimal():
            target = int(payload.removeprefix(DELETE))
            self.turns.take(Received(message, place), close, lambda: self._delete(message, place, target))
            return
        self.turns.take(Received(message, place), close, lambda: self._after_answers(message, update.update_id))

    async def _is_trainer(self, person: str, place: Place) -> bool:
        """Whether somebody may start a quiz in this group; the action looks again, also when this cannot be read."""
        roster = self.turns.storage.roster
        chat = place.chat_key

        def read() -> bool:
            linked = roster.chat(chat)
            return (
                linked is None or linked.team_id is None or may(roster.role(linked.team_id, person), Action.START_QUIZ)
            )

        try:
            return await self.turns.storage.read(read)
        except StoreError:
            return True

    async def _after_answers(self, message: InboundMessage, update_id: int) -> InboundMessage:
        """A press that closes a question waits for the answers that came before it."""
        if self.settled is not None and message.replied_to is not None:
            await self.settled(update_id)
        return message

    async def _delete(self, message: InboundMessage, place: Place, target: int) -> InboundMessage:
        """Delete somebody's own message where Telegram allows it; the conversation then words the result."""
        try:
            await self.bot.delete_message(place.chat, target)
        except TelegramError as error:
            gone = "message to delete not found" in str(error).casefold()
            return replace(message, payload=f"{DELETE}{'gelukt' if gone else 'mislukt'}")
        return replace(message, payload=f"{DELETE}gelukt")

    def _place(self, query: CallbackQuery, person: str) -> Place:
        shown = query.message
        assert shown is not None  # noqa: S101 - checked by the caller
        group = shown.chat.type != ChatType.PRIVATE
        thread = getattr(shown, "message_thread_id", None) if getattr(shown, "is_topic_message", False) else None
        reply_to = shown.message_id if group else None
        return Place(shown.chat.id, group, thread, reply_to, edit=shown.message_id, person=person)

    def _is_double(self, query: CallbackQuery) -> bool:
        """Whether the same person pressed the same button a moment ago."""
        shown = query.message
        key = (query.from_user.id, shown.message_id if shown else 0, query.data or "")
        before, moment = self._recent.get(key), self.clock()
        self._recent[key] = moment
        self._recent.move_to_end(key)
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        return before is not None and moment - before < DOUBLE_S

    async def _toast(self, query: CallbackQuery, key: str | None) -> None:
        """End the waiting sign on the button, with a line when something is to be said."""
        text = self.catalogue.text(key) if key else None
        try:
            await self.bot.answer_callback_query(query.id, text, show_alert=key is not None)
        except TelegramError:
            # Too old to be answered, or the line is down: the press itself is handled all the same.
            return
