"""The command menu, in Dutch, per kind of chat."""

from collections.abc import Mapping
from logging import getLogger

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.channels.telegram.delivery.failures import described

LOG = getLogger(__name__)
IN_GROUPS = (
    "vraag",
    "kaarten",
    "begrip",
    "taalcheck",
    "team",
    "agenda",
    "reflectie",
    "geleerd",
    "doel",
    "maakkaart",
    "quiz",
    "help",
    "privacy",
)
"""What makes sense where others read along; own data and forms open in private."""


async def publish(bot: Bot, texts: Mapping[str, str]) -> None:
    """Set the menus; a platform that refuses costs the menu only.

    Args:
        bot: An initialised bot.
        texts: Description by command.
    """
    everything = [BotCommand(name, text) for name, text in texts.items()]
    in_groups = [command for command in everything if command.command in IN_GROUPS]
    scopes = (
        (BotCommandScopeDefault(), in_groups),
        (BotCommandScopeAllPrivateChats(), everything),
        (BotCommandScopeAllGroupChats(), in_groups),
    )
    try:
        for scope, commands in scopes:
            await bot.set_my_commands(commands, scope)
    except TelegramError as error:
        LOG.warning("the command menu could not be set: %s", described(error))
