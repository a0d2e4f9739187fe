"""What somebody can do on the page, by name."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.botapi.errors import NotPossible
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.questions import InlineAnswer

if TYPE_CHECKING:
    from tests.botapi.chats import Chat
    from tests.botapi.sandbox.stage import Stage

# Seconds the page waits for an answer to a pressed button or an inline query.
PATIENCE = 12
Act = Callable[["Stage", Person, "Chat", dict[str, Any]], Awaitable[dict[str, Any]]]


def _message(chat: "Chat", given: dict[str, Any], name: str = "message") -> Message:
    found = chat.log.get(int(given.get(name) or 0))
    if found is None:
        raise NotPossible("dat bericht is er niet meer")
    return found


async def send(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Send text, or a sample photo, sticker, voice message or document with a caption."""
    reply = _message(chat, given, "reply") if given.get("reply") else None
    text = str(given.get("text") or "").strip()
    if given.get("media"):
        person.send(chat, caption=text, reply_to=reply, **{str(given["media"]): True})
    else:
        person.send(chat, text, reply_to=reply)
    return {}


async def edit(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Change an own message."""
    person.edit(_message(chat, given), str(given["text"]))
    return {}


async def delete(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Delete a message."""
    person.delete(_message(chat, given))
    return {}


async def press(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Press a button of a message."""
    answer = await person.press(_message(chat, given), str(given["data"]), PATIENCE)
    return {"text": answer.text, "alert": answer.alert, "url": answer.url}


async def vote(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Vote in a poll."""
    person.vote(_message(chat, given), [int(number) for number in given["options"]])
    return {}


async def start(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Press Start, with the parameter of a deep link."""
    person.start(str(given.get("parameter") or ""))
    return {"chat": stage.key_of(person.chat)}


async def open_link(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Follow a t.me link to the bot."""
    person.open(str(given["url"]))
    return {"chat": stage.key_of(person.chat)}


async def block(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Block the bot, or let it in again."""
    if chat.blocked:
        person.unblock()
    else:
        person.block_bot()
    return {}


async def member(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Put the bot in the group or out of it; the owner of the group does it."""
    bot = stage.server.bot
    if chat.member(bot).present:
        stage.owner.remove_bot(chat, bot)
    else:
        stage.owner.add_bot(chat, bot, start=given.get("parameter"))
    return {}


async def lead(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Make the bot an administrator that may delete and pin, or an ordinary member."""
    bot = stage.server.bot
    if chat.member(bot).leads:
        stage.owner.demote(chat, bot)
    else:
        stage.owner.promote(chat, bot, "can_delete_messages", "can_pin_messages")
    return {}


async def inline(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Ask for inline results."""
    answer = await person.inline(str(given.get("query") or ""), chat=chat, within=PATIENCE)
    stage.inline[person.id] = answer
    shown = [{"id": r["id"], "title": r["title"], "text": r.get("description", "")} for r in answer.results]
    return {"results": shown, "button": answer.button}


async def choose(stage: "Stage", person: Person, chat: "Chat", given: dict[str, Any]) -> dict[str, Any]:
    """Send an inline result."""
    answer = stage.inline.get(person.id, InlineAnswer([]))
    person.choose(answer, str(given["result"]), chat, str(given.get("query") or ""))
    return {}


ACTS: dict[str, Act] = {
    "send": send,
    "edit": edit,
    "delete": delete,
    "press": press,
    "vote": vote,
    "start": start,
    "open": open_link,
    "block": block,
    "member": member,
    "lead": lead,
    "inline": inline,
    "choose": choose,
}
