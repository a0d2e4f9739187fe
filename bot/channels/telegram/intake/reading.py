"""From an update to an :class:`InboundMessage` and the place of its reply."""

import re
from dataclasses import dataclass
from logging import getLogger

from telegram import Message, Update
from telegram.constants import ChatType

from actions.steps.commands import TAKES_REPLY
from actions.vocabulary import InboundMessage
from bot.channels.telegram.intake.addressing import Self, is_addressed, said, without_mention
from bot.channels.telegram.intake.place import Place, chat_key, person_key

LOG = getLogger(__name__)
ODD = (AttributeError, KeyError, TypeError, ValueError)
"""Raised by a message whose fields contradict each other, such as marks on a text that is not there."""
MEDIA = (
    "photo",
    "voice",
    "video",
    "video_note",
    "audio",
    "sticker",
    "animation",
    "document",
    "location",
    "contact",
)
"""What a message can hold that is not read."""
_OTHER = ("poll", "dice", "game", "venue", "story", "invoice", "paid_media", "checklist")
_AS_PRESSED = re.compile(r"^/(start|meedoen)(?:@\w+)?\s+\S", re.IGNORECASE)
"""Commands whose argument is a code: read as a pressed button, so that redaction leaves the code alone."""
_COMMAND = re.compile(r"^/(?P<name>[a-z_]+)(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Received:
    """A message as the conversation takes it, and where its reply goes."""

    message: InboundMessage
    place: Place


def read_message(update: Update, me: Self) -> Received | None:
    """Read a new or edited message.

    Args:
        update: As Telegram sent it.
        me: Who the bot is.

    Returns:
        ``None`` for what is no message of a person: service messages, other bots, channel posts, cards that
        were shared through the bot's own inline mode. Also for one that cannot be read, which must not end the
        reading of all others; the log tells its kind.
    """
    try:
        return _read(update, me)
    except ODD as error:
        LOG.error("update %d holds a message that cannot be read (%s): skipped", update.update_id, type(error).__name__)
        return None


def _read(update: Update, me: Self) -> Received | None:
    message = update.message or update.edited_message
    if message is None or message.chat.type == ChatType.CHANNEL or not _from_person(message, me):
        return None
    media = _media(message)
    text = said(message)
    if not text and media is None:
        return None
    group = message.chat.type != ChatType.PRIVATE
    if group:
        addressed = is_addressed(message, me)
        text = without_mention(text, me)
    else:
        addressed = True
    sender = message.sender_chat.id if message.sender_chat else message.from_user.id if message.from_user else 0
    person = person_key(sender)
    place = Place(
        message.chat.id,
        group,
        thread=message.message_thread_id if message.is_topic_message else None,
        reply_to=message.message_id if group else None,
        person=person,
    )
    pressed = _AS_PRESSED.match(text)
    inbound = InboundMessage(
        key=update_key(update, me),
        conversation=conversation(place),
        person=person,
        text="" if pressed else text,
        payload=text if pressed else None,
        channel="telegram",
        addressed=addressed,
        private=not group,
        chat=chat_key(message.chat.id),
        media=media,
        deletable=str(message.message_id),
        name=message.from_user.first_name if message.from_user and not message.sender_chat else "",
        replied_to=_replied_to(message, me),
        quoted=_quoted(message, text, me) if group and addressed else "",
    )
    return Received(inbound, place)


def update_key(update: Update, me: Self) -> str:
    """Unique per update; another bot on the same store counts its updates on its own."""
    return f"telegram:{me.bot_id}:{update.update_id}"


def conversation(place: Place) -> str:
    """A private chat is one conversation; in a group everybody has their own."""
    return f"{place.chat_key}:{place.person.rpartition(':')[2]}" if place.group else place.chat_key


def _from_person(message: Message, me: Self) -> bool:
    if message.via_bot is not None and message.via_bot.id == me.bot_id:
        return False
    if message.sender_chat is not None:
        # An anonymous administrator writes as the group; a linked channel's posts come along automatically.
        return message.sender_chat.id == message.chat.id
    return message.from_user is not None and not message.from_user.is_bot


def _replied_to(message: Message, me: Self) -> str | None:
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or answered.from_user.id != me.bot_id:
        return None
    return str(answered.message_id)


def _quoted(message: Message, text: str, me: Self) -> str:
    """What the answered message says, or the part of it that was picked; only with a command that asks for it.

    Of all other messages that others wrote nothing is read (design rule 5).
    """
    answered, command = message.reply_to_message, _COMMAND.match(text)
    if answered is None or command is None or command["name"].lower() not in TAKES_REPLY:
        return ""
    if not _from_person(answered, me) or answered.forum_topic_created is not None:
        return ""
    return message.quote.text if message.quote and message.quote.is_manual else said(answered)


def _media(message: Message) -> str | None:
    known = next((name for name in MEDIA if getattr(message, name)), None)
    if known is None and any(getattr(message, name, None) for name in _OTHER):
        return "other"
    # An animation comes with a document of the same file.
    return "animation" if message.animation else known
