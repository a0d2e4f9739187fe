"""The human side: what a person can do in the Telegram app."""

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.botapi.accounts import ANONYMOUS_ADMIN, CHANNEL_SPEAKER, BotAccount, User
from tests.botapi.detect import find_entities
from tests.botapi.errors import NotPossible
from tests.botapi.inline import send_inline
from tests.botapi.leading import Leading
from tests.botapi.media import SAMPLES, contact, content_of, place
from tests.botapi.questions import CallbackAnswer, CallbackQuery, InlineAnswer, InlineQuery
from tests.botapi.voting import cast_vote
from tests.botapi.watching import PATIENCE_S

if TYPE_CHECKING:
    from tests.botapi.chats import Chat
    from tests.botapi.messages import Message
    from tests.botapi.world import World

# Deep link parameters (core.telegram.org/bots/features, "Deep linking").
START_LENGTH, QUERY_LENGTH = 64, 256
START_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


class Person(Leading):
    """An invented person with a Telegram app."""

    def __init__(
        self,
        account: int,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        *,
        world: "World",
    ) -> None:
        super().__init__(account, first_name, last_name, username)
        self.world = world

    def private(self, bot: BotAccount | None = None) -> "Chat":
        """The chat with a bot; with the only bot if none is named."""
        return self.world.private(self, bot or next(iter(self.world.bots.values())))

    @property
    def chat(self) -> "Chat":
        """The private chat with the first bot of the server."""
        return self.private()

    def send(
        self,
        chat: "Chat",
        text: str = "",
        *,
        reply_to: "Message | None" = None,
        thread: int | None = None,
        caption: str = "",
        forward_from: "User | str | None" = None,
        as_chat: "Chat | None" = None,
        **media: Any,
    ) -> "Message":
        """Send a message; commands, mentions and links in it become entities.

        Args:
            chat: where.
            text: what to say.
            reply_to: the message to answer.
            thread: topic of a forum.
            caption: text with media.
            forward_from: who wrote it first; a plain name for somebody who hides the account.
            as_chat: speak as the group (anonymous administrator) or as a channel.
            media: one of photo, voice, sticker, document, video, location, contact; True for a sample, or bytes.

        Raises:
            NotPossible: the app would not allow it.
        """
        self._check_may_send(chat)
        content: dict[str, Any] = {"text": text} if text else {}
        for kind, given in media.items():
            if given:
                content |= self._media(kind, given)
        said, field = (text, "entities") if text else (caption, "caption_entities")
        if caption:
            content["caption"] = caption
        entities = find_entities(said)
        if entities:
            content[field] = entities
        if not content:
            raise NotPossible("there is nothing to send")
        fields: dict[str, Any] = {"reply_to": reply_to, "thread": thread}
        if forward_from is not None:
            fields["forward_origin"] = self._origin(forward_from)
        return self.world.post(chat, self._speaker(as_chat), content, sender_chat=as_chat, **fields)

    def _check_may_send(self, chat: "Chat") -> None:
        if chat.upgraded_to is not None:
            raise NotPossible("this group became a supergroup; write there")
        if chat.private:
            if chat.person is not self or chat.blocked:
                raise NotPossible("not your chat" if chat.person is not self else "unblock the bot first")
            chat.started = True
        elif not chat.member(self).present:
            raise NotPossible(f"{self.name} is not in {chat.title}")

    def _speaker(self, as_chat: "Chat | None") -> User:
        if as_chat is None:
            return self
        return CHANNEL_SPEAKER if as_chat.kind == "channel" else ANONYMOUS_ADMIN

    def _media(self, kind: str, given: Any) -> dict[str, Any]:
        if kind == "location":
            return place()
        if kind == "contact":
            return contact(given if isinstance(given, str) else "Youssef Voorbeeld")
        name, mime, sample = SAMPLES[kind]
        return content_of(self.world.store_file(kind, name, mime, given if isinstance(given, bytes) else sample))

    def _origin(self, writer: "User | str") -> dict[str, Any]:
        date = self.world.clock.now() - 60
        if isinstance(writer, str):
            return {"type": "hidden_user", "date": date, "sender_user_name": writer}
        return {"type": "user", "date": date, "sender_user": writer.json()}

    def post(self, channel: "Chat", text: str) -> "Message":
        """Publish in a channel; shown without a sender."""
        if not channel.member(self).leads:
            raise NotPossible("only administrators post in a channel")
        entities = find_entities(text)
        content = {"text": text} | ({"entities": entities} if entities else {})
        return self.world.post(channel, None, content, sender_chat=channel)

    def edit(self, message: "Message", text: str) -> "Message":
        """Change one's own text or caption."""
        if message.sender is not self:
            raise NotPossible("only your own messages can be edited")
        field, entity_field = ("caption", "caption_entities") if "text" not in message.content else ("text", "entities")
        message.content[field] = text
        message.content.pop(entity_field, None)
        entities = find_entities(text)
        if entities:
            message.content[entity_field] = entities
        message.edited = self.world.clock.now()
        self.world.deliver(message)
        message.chat.changed()
        return message

    def delete(self, message: "Message") -> None:
        """Delete a message for everybody. No bot is told."""
        chat = message.chat
        if message.sender is not self and not chat.private and not chat.member(self).may("can_delete_messages"):
            raise NotPossible("not yours to delete")
        self.world.erase(message)

    def start(self, parameter: str = "", bot: BotAccount | None = None) -> "Message":
        """Press Start, as after opening t.me/bot?start=parameter; unblocks the bot if needed.

        Raises:
            NotPossible: the parameter is one that Telegram refuses: over 64 characters, or others than A-Z a-z 0-9 _ -.
        """
        if len(parameter) > START_LENGTH or not set(parameter) <= START_CHARACTERS:
            raise NotPossible(f"Telegram refuses the start parameter {parameter!r}")
        chat = self.private(bot)
        self.world.set_blocked(chat, blocked=False)
        return self.send(chat, f"/start {parameter}".strip())

    deep_link = start

    def open(self, url: str) -> "Message":
        """Follow a t.me/<bot>?start=... link (from a button or a text) to the private chat."""
        parts = urlsplit(url)
        name = parts.path.strip("/")
        bot = next((bot for bot in self.world.bots.values() if bot.username == name), None)
        if parts.hostname != "t.me" or bot is None:
            raise NotPossible(f"no link to a bot of this server: {url}")
        return self.start(parse_qs(parts.query).get("start", [""])[0], bot)

    def block_bot(self, bot: BotAccount | None = None) -> None:
        """Stop and block the bot."""
        self.world.set_blocked(self.private(bot), blocked=True)

    def unblock(self, bot: BotAccount | None = None) -> None:
        """Let the bot write again, without sending anything."""
        self.world.set_blocked(self.private(bot), blocked=False)

    async def press(self, message: "Message", wanted: str, within: float = PATIENCE_S) -> CallbackAnswer:
        """Press an inline button and wait for the bot's answerCallbackQuery.

        Args:
            message: the message as held; a message deleted meanwhile can still be pressed, as in a slow app.
            wanted: text or callback data of the button.
            within: seconds to wait for the answer.

        Raises:
            TimeoutError: the bot did not answer the query.
        """
        button = message.button(wanted)
        if button.url is not None:
            return CallbackAnswer(url=button.url)
        if button.data is None:
            raise NotPossible(f"nothing to press on {button.raw}")
        answer = self.tap(message, button.data)
        try:
            return await asyncio.wait_for(answer, within)
        except TimeoutError:
            raise TimeoutError(f"no answerCallbackQuery for {button.text!r} within {within} s") from None

    def tap(self, message: "Message", data: str) -> "asyncio.Future[CallbackAnswer]":
        """Press without waiting; the future holds the answer. Any data may be given, as by a changed app."""
        bot = message.via_bot or message.sender
        if not isinstance(bot, BotAccount):
            raise NotPossible("only a bot's message has buttons")
        answer: asyncio.Future[CallbackAnswer] = asyncio.get_running_loop().create_future()
        query = CallbackQuery(self.world.question_id(), self, message, data, self.world.clock.now(), answer)
        bot.callbacks[query.id] = query
        self.world.emit(bot, "callback_query", query.json(), self)
        return answer

    def vote(self, message: "Message", options: "list[int | str] | int | str") -> None:
        """Vote in a poll by number or text of the options; an empty list takes the vote back."""
        cast_vote(self.world, self, message, options if isinstance(options, list) else [options])

    async def inline(
        self,
        query: str,
        *,
        chat: "Chat | None" = None,
        offset: str = "",
        bot: BotAccount | None = None,
        within: float = PATIENCE_S,
    ) -> InlineAnswer:
        """Type `@bot query` in some chat and wait for the results.

        Raises:
            TimeoutError: no answerInlineQuery within so many seconds.
        """
        bot = bot or self.chat.bot
        assert bot is not None
        kind = "sender" if chat is None or chat.private else chat.kind
        answer: asyncio.Future[InlineAnswer] = asyncio.get_running_loop().create_future()
        identity, now = self.world.question_id(), self.world.clock.now()
        asked = bot.inline_queries[identity] = InlineQuery(
            identity, self, query[:QUERY_LENGTH], offset, kind, now, answer
        )
        self.world.emit(bot, "inline_query", asked.json(), self)
        return await asyncio.wait_for(answer, within)

    def choose(self, answer: InlineAnswer, wanted: str, chat: "Chat", query: str = "") -> "Message":
        """Send an inline result to a chat."""
        return send_inline(self.world, self, answer.result(wanted), chat, query)
