"""Whether both client libraries understand what this server says, to the last field.

python-telegram-bot puts fields it does not know in `api_kwargs`, aiogram in `model_extra`. Either means that this
server made something up, or that the Bot API grew; the second kind is listed in `NEWER`.
"""

from typing import Any

import aiogram.methods
import aiogram.types
import telegram
from aiogram.methods import Response
from pydantic import BaseModel, ValidationError

# Fields of Bot API 10.1-10.3 that python-telegram-bot 22.8 (Bot API 10.0) does not know yet; Telegram sends them.
NEWER = {"ChatMemberAdministrator": {"can_send_welcome_messages"}}
# How python-telegram-bot reads the result of a method; the rest of the methods return true, a number or a list below.
READERS = {
    "getMe": telegram.User,
    "stopPoll": telegram.Poll,
    "getChat": telegram.ChatFullInfo,
    "getChatMember": telegram.ChatMember,
    "getFile": telegram.File,
    "getWebhookInfo": telegram.WebhookInfo,
    "getMyDescription": telegram.BotDescription,
    "getMyShortDescription": telegram.BotShortDescription,
    "getMyName": telegram.BotName,
    "copyMessage": telegram.MessageId,
    "getUpdates": telegram.Update,
    "getChatAdministrators": telegram.ChatMember,
    "getMyCommands": telegram.BotCommand,
}


def aiogram_method(name: str) -> type[Any] | None:
    """aiogram's class for a Bot API method."""
    return getattr(aiogram.methods, name[:1].upper() + name[1:], None)


def unknown_to_ptb(thing: Any, path: str) -> list[str]:
    """Fields that python-telegram-bot read but did not know, with their place."""
    if isinstance(thing, (list, tuple)):
        return [found for number, each in enumerate(thing) for found in unknown_to_ptb(each, f"{path}[{number}]")]
    if not isinstance(thing, telegram.TelegramObject):
        return []
    name = type(thing).__name__
    found = [f"{path}: {name} has no {extra}" for extra in thing.api_kwargs if extra not in NEWER.get(name, ())]
    for slots in (getattr(kind, "__slots__", ()) for kind in type(thing).__mro__):
        for slot in (slots,) if isinstance(slots, str) else slots:
            if slot not in {"api_kwargs", "_bot", "_id_attrs", "_frozen"} and hasattr(thing, slot):
                found += unknown_to_ptb(getattr(thing, slot), f"{path}.{slot}")
    return found


def unknown_to_aiogram(thing: Any, path: str) -> list[str]:
    """Fields that aiogram read but did not know, with their place."""
    if isinstance(thing, (list, tuple)):
        return [found for number, each in enumerate(thing) for found in unknown_to_aiogram(each, f"{path}[{number}]")]
    if not isinstance(thing, BaseModel):
        return []
    found = [f"{path}: {type(thing).__name__} has no {extra}" for extra in thing.model_extra or {}]
    for name in type(thing).model_fields:
        found += unknown_to_aiogram(getattr(thing, name), f"{path}.{name}")
    return found


class Checker:
    """Collects what does not fit in `violations`; a test fails on any."""

    def __init__(self) -> None:
        self.violations: list[str] = []

    def update(self, update: dict[str, Any]) -> None:
        """Check one update."""
        self._both(update, telegram.Update, aiogram.types.Update, "update")

    def result(self, method: str, result: Any) -> None:
        """Check the result of a method."""
        model = aiogram_method(method)
        if model is None:
            self.violations.append(f"{method}: aiogram has no such method")
            return
        reader = READERS.get(method, telegram.Message)
        self._both(result, reader, Response[model.__returning__], method, wrap=True)

    def _both(self, data: Any, reader: type[Any], model: type[Any], path: str, *, wrap: bool = False) -> None:
        try:
            self.violations += [f"PTB {line}" for line in unknown_to_ptb(_read(reader, data), path)]
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            self.violations.append(f"PTB cannot read {path}: {error!r} in {data}")
        try:
            read = model.model_validate({"ok": True, "result": data} if wrap else data)
        except ValidationError as error:
            self.violations.append(f"aiogram cannot read {path}: {error} in {data}")
        else:
            self.violations += [f"aiogram {line}" for line in unknown_to_aiogram(read, path)]


def _read(reader: type[Any], data: Any) -> Any:
    if isinstance(data, list):
        return [reader.de_json(each, None) for each in data]
    return reader.de_json(data, None) if isinstance(data, dict) else data
