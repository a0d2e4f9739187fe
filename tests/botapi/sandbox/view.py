"""What the page shows: chats and messages as plain JSON, with Dutch words for events."""

from typing import Any

from tests.botapi.accounts import BotAccount
from tests.botapi.chats import Chat
from tests.botapi.messages import MEDIA, Message
from tests.botapi.people import Person
from tests.botapi.voting import close_if_due
from tests.botapi.world import World

# Seconds that "is aan het typen" stays, as in the app.
TYPING = 5
# The bot's command lists that count in a chat, the nearest first.
SCOPES = {True: ("all_private_chats", "default"), False: ("all_group_chats", "default")}


def event(message: Message) -> str:
    """A service message in words."""
    content = message.content
    who = message.sender.name if message.sender else "Iemand"
    if "new_chat_members" in content:
        names = ", ".join(member["first_name"] for member in content["new_chat_members"])
        return f"{who} voegde {names} toe" if names != who.split()[0] else f"{who} kwam erbij"
    if "left_chat_member" in content:
        gone = content["left_chat_member"]["first_name"]
        return (
            f"{gone} ging weg" if message.sender and gone == message.sender.first_name else f"{who} verwijderde {gone}"
        )
    if "pinned_message" in content:
        return f"{who} zette een bericht vast"
    if "new_chat_title" in content:
        return f"{who} noemde de groep {content['new_chat_title']}"
    if "migrate_to_chat_id" in content or "migrate_from_chat_id" in content:
        return "De groep werd een supergroep"
    return f"{who} maakte de groep"


def show_message(message: Message, speakers: list[Person]) -> dict[str, Any]:
    """One message for the page."""
    shown: dict[str, Any] = {
        "id": message.id,
        "who": message.sender.name if message.sender else message.chat.title,
        "sender": message.sender.id if message.sender else 0,
        "bot": isinstance(message.sender, BotAccount),
        "time": message.date,
        "edited": message.edited is not None,
        "text": message.text,
        "entities": message.entities,
        "keyboard": message.keyboard,
        "protected": message.protected,
        "force_reply": bool(message.interface and message.interface.get("force_reply")),
        "via": message.via_bot.username if message.via_bot else None,
    }
    if message.is_service:
        shown["event"] = event(message)
    if message.reply_to is not None:
        gone = message.reply_to.deleted
        shown["reply"] = {"id": message.reply_to.id, "text": "verwijderd" if gone else str(message.reply_to)[:80]}
    if "forward_origin" in message.json(with_reply=False):
        shown["forwarded"] = True
    kind = message.kind
    if message.poll is not None:
        shown["poll"] = show_poll(message, speakers)
    elif kind in MEDIA:
        shown["media"] = show_media(kind, message.content[kind])
    return shown


def show_media(kind: str, given: Any) -> dict[str, Any]:
    """A file, place or contact for the page."""
    body = given[-1] if isinstance(given, list) else given
    return {"kind": kind, "file": body.get("file_id"), "name": body.get("file_name") or body.get("first_name") or kind}


def show_poll(message: Message, speakers: list[Person]) -> dict[str, Any]:
    """A poll for the page, with the vote of each person."""
    poll = message.poll
    assert poll is not None
    counts = [sum(number in chosen for chosen in poll.votes.values()) for number in range(len(poll.options))]
    return {
        "question": poll.question,
        "options": [{"text": text, "count": count} for text, count in zip(poll.options, counts, strict=True)],
        "quiz": poll.quiz,
        "correct": poll.correct,
        "multiple": poll.multiple,
        "revoting": poll.revoting,
        "anonymous": poll.anonymous,
        "explanation": poll.explanation,
        "closed": poll.closed,
        "votes": {str(person.id): poll.votes[person.id] for person in speakers if person.id in poll.votes},
    }


def show_chat(world: World, chat: Chat, key: str, speakers: list[Person]) -> dict[str, Any]:
    """One chat for the page."""
    bot = next(iter(world.bots.values()))
    for message in chat.messages:
        close_if_due(world, message)
    lists = [bot.commands.get((scope, language)) for scope in SCOPES[chat.private] for language in ("nl", "")]
    return {
        "key": key,
        "title": speakers[0].name if chat.private else chat.title,
        "private": chat.private,
        "speakers": [{"id": person.id, "name": person.first_name} for person in speakers],
        "started": chat.started or not chat.private,
        "blocked": chat.blocked,
        "here": chat.private or chat.member(bot).present,
        "leads": not chat.private and chat.member(bot).leads,
        "typing": any(world.clock.now() - at < TYPING for at, _ in chat.typing[-1:])
        and not (chat.messages and isinstance(chat.last.sender, BotAccount) and chat.last.date >= chat.typing[-1][0]),
        "commands": next((found for found in lists if found), []),
        "messages": [show_message(message, speakers) for message in chat.messages],
    }
