"""A reply as the calls that show it, in the form the outbox keeps."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from telegram.constants import MessageLimit

from actions.vocabulary import Block, BlockKind, Mention, OutboundMessage, QuizPoll, Target
from bot.channels.telegram.intake.place import PREFIX, Place, chat_number
from bot.channels.telegram.rendering.keyboard import Keyboards, numbered
from bot.channels.telegram.rendering.markup import block_html, units
from bot.channels.telegram.rendering.splitting import split

DOUBT_ROOM = 60
"""Units kept free for the line that marks a message that may be double."""
TEXT_LIMIT = MessageLimit.MAX_TEXT_LENGTH - DOUBT_ROOM
CAPTION_LIMIT = MessageLimit.CAPTION_LENGTH - DOUBT_ROOM

Envelope = dict[str, Any]
"""One call: ``kind`` (``text``, ``edit``, ``document``, ``photo``, ``poll``, ``erase``, ``leave``), with what it
needs."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """An envelope with its address.

    Attributes:
        place: Where it goes.
        envelope: The call.
        subject: What it is about, so that replies to it are recognised.
    """

    place: Place
    envelope: Envelope
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Envelopes:
    """Puts replies in envelopes.

    Attributes:
        keyboards: Lays out buttons.
    """

    keyboards: Keyboards

    def of(self, messages: Sequence[OutboundMessage], place: Place) -> list[Envelope]:
        """The calls that show messages, in order.

        Args:
            messages: What to show.
            place: Where. A place with ``edit`` changes that message when the reply fits in one; otherwise it
                is sent anew.
        """
        made = [envelope for message in messages for envelope in self._message(message, place)]
        if place.edit is not None and len(made) == 1 and made[0]["kind"] == "text":
            return [{**made[0], "kind": "edit", "message": place.edit}]
        return made

    def parcels(self, messages: Sequence[OutboundMessage], place: Place) -> list[Parcel]:
        """The calls that show messages, each with its address.

        Args:
            messages: What to show; one with a target goes there.
            place: Where the others go.
        """
        parcels = []
        for message in messages:
            target = message.target
            if target is None:
                parcels += [Parcel(place, envelope) for envelope in self.of([message], place)]
                continue
            there = _place_of(target)
            made = self.of([message], there)
            parcels += [Parcel(there, {**envelope, "protect": target.protect}, target.subject) for envelope in made]
        return parcels

    def _message(self, message: OutboundMessage, place: Place) -> list[Envelope]:
        if message.is_silent:
            return []
        if message.poll:
            return [_poll(message.poll, self.keyboards.rows(message.buttons, place), place)]
        blocks = [block for block in message.blocks if block.kind is not BlockKind.CHOICES]
        if choices := numbered(message.buttons):
            listed = Block(BlockKind.CHOICES, "\n".join(f"{n}. {button.label}" for n, button in choices))
            place_of = next((i for i, b in enumerate(message.blocks) if b.kind is BlockKind.CHOICES), len(blocks))
            blocks.insert(place_of, listed)
        where = {"thread": place.thread, "reply_to": place.reply_to}
        keyboard = self.keyboards.rows(message.buttons, place)
        if message.attachment:
            return self._with_file(message, blocks, keyboard, where)
        parts = [_html(part) for part in split(blocks, TEXT_LIMIT)]
        parts[-1] = "\n\n".join([parts[-1], *_calls(message.mentions)])
        made: list[Envelope] = [{"kind": "text", "html": html, "keyboard": [], **where} for html in parts]
        made[-1]["keyboard"] = keyboard
        return made

    def _with_file(
        self, message: OutboundMessage, blocks: Sequence[Block], keyboard: list[Any], where: dict[str, Any]
    ) -> list[Envelope]:
        """The file with its text as caption, or the text before it when it is too long for one."""
        file = message.attachment
        assert file is not None  # noqa: S101 - checked by the caller
        parts = split(blocks, TEXT_LIMIT)
        fits = len(parts) == 1 and units("\n\n".join(block.text for block in parts[0])) + len(parts[0]) <= CAPTION_LIMIT
        first: list[Envelope] = [
            {"kind": "text", "html": _html(part), "keyboard": [], **where} for part in ([] if fits else parts)
        ]
        caption = _html(parts[0]) if fits else ""
        # Text stays legible in the outbox; bytes travel as base64, for the row is JSON.
        content = {"text": file.text} if file.data is None else {"data": b64encode(file.data).decode()}
        kind = "photo" if file.photo else "document"
        sent = {"kind": kind, "name": file.name, **content, "html": caption, "keyboard": keyboard}
        return [*first, {**sent, **where}]


def _poll(poll: QuizPoll, keyboard: list[Any], place: Place) -> Envelope:
    return {**poll.to_json(), "kind": "poll", "keyboard": keyboard, "thread": place.thread}


def _html(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block_html(block) for block in blocks)


def _place_of(target: Target) -> Place:
    chat = chat_number(target.chat)
    # Groups have negative ids (https://core.telegram.org/bots/api#chat).
    return Place(chat, group=chat < 0, edit=int(target.edit) if target.edit else None)


def _calls(mentions: Sequence[Mention]) -> list[str]:
    """One line that calls people (https://core.telegram.org/bots/api#html-style)."""
    links = [
        f'<a href="tg://user?id={chat_number(mention.person)}">{escape(mention.name)}</a>'
        for mention in mentions
        if mention.person.startswith(PREFIX)
    ]
    return [" ".join(links)] if links else []
