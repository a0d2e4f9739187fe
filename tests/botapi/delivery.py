"""Who gets which message: membership, privacy mode, and messages of other bots."""

from typing import TYPE_CHECKING

from tests.botapi.accounts import BotAccount

if TYPE_CHECKING:
    from tests.botapi.messages import Message

# Service messages that a bot gets even when it caused them itself (telegram-bot-api, need_skip_update_message).
OWN_EVENTS = frozenset({"left_chat_member", "pinned_message", "forum_topic_created", "new_chat_title"})


def is_command_for(bot: BotAccount, message: "Message") -> bool:
    """Whether the message starts with `/x` or `/x@thisbot`, but not with `/x@otherbot`."""
    for entity in message.entities:
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            name = message.entity_texts("bot_command")[0]
            _, at, target = name.partition("@")
            return not at or target.lower() == (bot.username or "").lower()
    return False


def mentions(bot: BotAccount, message: "Message") -> bool:
    """Whether `@thisbot` is in the text, also as part of a command."""
    names = message.entity_texts("mention") + message.entity_texts("bot_command")
    wanted = f"@{bot.username}".lower()
    linked = any(e["type"] == "text_mention" and e["user"]["id"] == bot.id for e in message.entities)
    return linked or any(name.lower().endswith(wanted) for name in names)


def receives(bot: BotAccount, message: "Message") -> bool:
    """Whether a bot gets an update about a message of its chat."""
    if message.sender is bot and message.via_bot is None:
        return message.kind in OWN_EVENTS
    chat = message.chat
    if chat.private:
        return chat.bot is bot
    leaving = message.content.get("left_chat_member", {}).get("id") == bot.id
    if not chat.member(bot).present:
        return leaving
    if chat.kind == "channel" or message.is_service:
        return True
    if isinstance(message.sender, BotAccount):
        return False
    if chat.member(bot).leads or not bot.privacy:
        return True
    answered = message.reply_to is not None and message.reply_to.sender is bot
    return answered or message.via_bot is bot or is_command_for(bot, message) or mentions(bot, message)
