"""getMe, commands per scope and language, and the texts of the bot's profile."""

import re
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.methods.registry import Call, Handler, method

COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
COMMAND_DESCRIPTION, COMMANDS = 256, 100
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
# Setting -> (name of its parameter and field, most characters).
TEXTS = {"Description": ("description", 512), "ShortDescription": ("short_description", 120), "Name": ("name", 64)}


@method("getMe")
async def get_me(call: Call) -> Any:
    """The bot itself."""
    return call.bot.me()


def scope_key(call: Call) -> tuple[str, str]:
    """Scope and language under which commands are kept.

    Raises:
        ApiError: 400 for an unknown scope or language.
    """
    scope = call.params.mapping("scope", "can't parse BotCommandScope: BotCommandScope must be an Object") or {}
    kind = scope.get("type", "default")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in SCOPES[kind]:
        if not scope.get(name):
            raise bad_request(f"can't parse BotCommandScope: Empty {name} specified")
    language = call.params.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID")
    return ":".join([kind, *(str(scope[name]) for name in SCOPES[kind])]), language


@method("setMyCommands")
async def set_my_commands(call: Call) -> Any:
    """Set the list of commands for a scope and language."""
    key = scope_key(call)
    given = call.params.array("commands", "expected an Array of BotCommand")
    if given is None:
        raise bad_request("can't parse commands JSON object")
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for command in given:
        name, text = str(command.get("command", "")), str(command.get("description", ""))
        if not COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not text.strip():
            raise bad_request("command description must be non-empty")
        if len(text) > COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": name.removeprefix("/"), "description": text})
    call.bot.commands[key] = commands
    return True


@method("getMyCommands")
async def get_my_commands(call: Call) -> Any:
    """The list for exactly this scope and language."""
    return call.bot.commands.get(scope_key(call), [])


@method("deleteMyCommands")
async def delete_my_commands(call: Call) -> Any:
    """Forget the list for exactly this scope and language."""
    call.bot.commands.pop(scope_key(call), None)
    return True


def _setter(field: str, most: int) -> Handler:
    async def set_text(call: Call) -> Any:
        text, language = call.params.text(field), call.params.text("language_code")
        if len(text) > most:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        call.bot.texts[field, language] = text
        return True

    return set_text


def _getter(field: str) -> Handler:
    async def get_text(call: Call) -> Any:
        language = call.params.text("language_code")
        text = call.bot.texts.get((field, language)) or call.bot.texts.get((field, ""), "")
        return {field: text or (call.bot.first_name if field == "name" else "")}

    return get_text


for _setting, (_field, _most) in TEXTS.items():
    method(f"setMy{_setting}")(_setter(_field, _most))
    method(f"getMy{_setting}")(_getter(_field))
