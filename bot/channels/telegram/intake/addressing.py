"""Whether a message in a group is meant for the bot (design rule 5: a mention, a reply or a command)."""

import re
from dataclasses import dataclass

from telegram import Message, MessageEntity

from actions.steps.commands import ACTIONS, OWN

COMMANDS = frozenset(ACTIONS) | OWN
_COMMAND = re.compile(r"^/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Self:
    """Who the bot is.

    Attributes:
        bot_id: Its user id.
        username: Without the at sign.
    """

    bot_id: int
    username: str


def is_addressed(message: Message, me: Self) -> bool:
    """Whether a group message mentions the bot, answers it or is a command for it."""
    return _is_reply(message, me) or _mentions(message, me) or _commands(said(message), me)


def said(message: Message) -> str:
    """What was typed: the text, or the caption."""
    return message.text or message.caption or ""


def without_mention(text: str, me: Self) -> str:
    """The text without the bot's own name, which says nothing about the question."""
    name = rf"@{re.escape(me.username)}\b"
    text = re.sub(rf"^(/\w+){name}", r"\1", text, flags=re.IGNORECASE)
    return re.sub(rf"(?<!\w){name}[ \t]*", "", text, flags=re.IGNORECASE).strip()


def _is_reply(message: Message, me: Self) -> bool:
    answered = message.reply_to_message
    # In a topic, every message "replies" to the one that opened the topic.
    opened = answered is not None and answered.forum_topic_created is not None
    return answered is not None and not opened and answered.from_user is not None and answered.from_user.id == me.bot_id


def _mentions(message: Message, me: Self) -> bool:
    found = {**message.parse_entities(), **message.parse_caption_entities()}
    wanted = f"@{me.username}".casefold()
    return any(
        (entity.type == MessageEntity.MENTION and text.casefold() == wanted)
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.bot_id)
        for entity, text in found.items()
    )


def _commands(text: str, me: Self) -> bool:
    """A command with the bot's name, or one of its own without any: other bots have commands too."""
    match = _COMMAND.match(text)
    if match is None:
        return False
    if match["bot"]:
        return match["bot"].casefold() == me.username.casefold()
    return match["name"].lower() in COMMANDS
