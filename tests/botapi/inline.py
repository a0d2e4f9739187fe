"""Inline results: checked when the bot answers, sent when a person chooses one."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.botapi.accounts import BotAccount
from tests.botapi.errors import NotPossible, NotSimulated, bad_request
from tests.botapi.formatting import formatted
from tests.botapi.markup import read_markup

if TYPE_CHECKING:
    from tests.botapi.chats import Chat
    from tests.botapi.messages import Message
    from tests.botapi.people import Person
    from tests.botapi.world import World

MOST_RESULTS = 50
ID_BYTES = 64


def read_results(world: "World", results: list[Any]) -> list[dict[str, Any]]:
    """Check the results of answerInlineQuery and make their messages ready.

    Raises:
        ApiError: 400, as Telegram refuses them.
        NotSimulated: another type than `article`.
    """
    if len(results) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    done = [_article(world, result) for result in results]
    if len({result["id"] for result in done}) < len(done):
        raise bad_request("RESULT_ID_DUPLICATE")
    return done


def _article(world: "World", result: Any) -> dict[str, Any]:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: Inline query result must be an object")
    if result.get("type") != "article":
        raise NotSimulated(f"inline results of type {result.get('type')!r}")
    if not 0 < len(str(result.get("id", "")).encode()) <= ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content") or {}
    if not content.get("message_text"):
        raise bad_request("can't parse inline query result: Message text is empty")
    text = formatted(world, content["message_text"], content.get("parse_mode"), content.get("entities"))
    keyboard, _ = read_markup(result.get("reply_markup"), private=False)
    return result | {"text": text.text, "entities": text.entities, "keyboard": keyboard}


def send_inline(world: "World", person: "Person", result: dict[str, Any], chat: "Chat", query: str) -> "Message":
    """Send a chosen result as a message of this person, via the bot; the bot gets `chosen_inline_result`.

    Raises:
        NotPossible: the person is not in that chat.
    """
    if not chat.private and not chat.member(person).present:
        raise NotPossible(f"{person.name} is not in {chat.title}")
    bot: BotAccount = result["bot"]
    content = {"text": result["text"]} | ({"entities": result["entities"]} if result["entities"] else {})
    inline_id = f"BAAA{uuid4().hex}" if result["keyboard"] else None
    message = world.post(chat, person, content, via_bot=bot, keyboard=result["keyboard"], inline_id=inline_id)
    if inline_id is not None:
        world.inline_messages[inline_id] = message
    if bot.inline_feedback:
        chosen = {"result_id": result["id"], "from": person.json(), "query": query}
        more = {"inline_message_id": inline_id} if inline_id is not None else {}
        world.emit(bot, "chosen_inline_result", chosen | more, person)
    return message
