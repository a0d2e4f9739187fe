"""Which chat and message a call is about, and whether the bot may touch it; with Telegram's own refusals."""

from typing import TYPE_CHECKING, Literal

from tests.botapi.accounts import BotAccount
from tests.botapi.errors import bad_request, forbidden

if TYPE_CHECKING:
    from tests.botapi.chats import Chat
    from tests.botapi.messages import Message
    from tests.botapi.params import Params
    from tests.botapi.world import World

# Age (s) after which a bot that is no administrator can no longer delete a message: 48 hours.
DELETABLE = 48 * 3600


Access = Literal["read", "members", "write"]


def find_chat(world: "World", bot: BotAccount, params: "Params", access: Access) -> "Chat":
    """The chat named by `chat_id`.

    Args:
        world: where to look.
        bot: who asks.
        params: of the call.
        access: what the bot wants there. Members of a group that is closed to the bot cannot be read either.

    Raises:
        ApiError: 400 for no such chat or a group that became a supergroup; 403 where the bot may not write.
    """
    wanted = params.get("chat_id")
    if wanted is None:
        raise bad_request("chat_id is empty")
    if isinstance(wanted, str) and wanted.startswith("@"):
        found = next((c for c in world.chats.values() if c.username and f"@{c.username}" == wanted), None)
    elif isinstance(wanted, int):
        found = _private(world, bot, wanted) if wanted > 0 else world.chats.get(wanted)
    else:
        found = None
    if found is None or (not found.private and bot.id not in found.members):
        raise bad_request("chat not found")
    if access == "write" or found.kind in {"supergroup", "channel"} or (access, found.kind) == ("members", "group"):
        _check_access(found, bot)
    return found


def _private(world: "World", bot: BotAccount, account: int) -> "Chat | None":
    person = world.people.get(account)
    if person is None or (person.id not in bot.known and not world.private(person, bot).started):
        return None
    return world.private(person, bot)


def _check_access(chat: "Chat", bot: BotAccount) -> None:
    if chat.private:
        assert chat.person is not None
        if chat.person.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return
    if chat.upgraded_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.upgraded_to.id})
    status = chat.member(bot).status
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def check_may_send(chat: "Chat", bot: BotAccount) -> None:
    """Whether the bot may say something here.

    Raises:
        ApiError: 400 for missing rights.
    """
    member = chat.member(bot)
    if chat.kind == "channel" and not member.may("can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if member.status == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")


def find_message(chat: "Chat", params: "Params", what: str) -> "Message":
    """The message named by `message_id`.

    Raises:
        ApiError: 400 "... not found".
    """
    found = chat.find(params.integer("message_id"))
    if found is None:
        raise bad_request(f"{what} not found")
    return found


def check_may_delete(world: "World", bot: BotAccount, message: "Message") -> None:
    """Telegram's rules for deleteMessage (core.telegram.org/bots/api#deletemessage).

    Raises:
        ApiError: 400 "message can't be deleted".
    """
    chat = message.chat
    own = message.sender is bot and message.via_bot is None
    leads = not chat.private and chat.member(bot).may("can_delete_messages")
    if message.kind in {"supergroup_chat_created", "forum_topic_created", "migrate_from_chat_id"}:
        raise bad_request("message can't be deleted")
    if leads:
        return
    too_old = world.clock.now() - message.date > DELETABLE
    if too_old or not (own or chat.private):
        raise bad_request("message can't be deleted")


def find_thread(chat: "Chat", params: "Params") -> int | None:
    """The topic named by `message_thread_id`; ignored where there are no topics.

    Raises:
        ApiError: 400 for a topic that does not exist.
    """
    thread = params.integer("message_thread_id")
    if not thread or not chat.forum:
        return None
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return thread


def find_reply(chat: "Chat", params: "Params") -> "Message | None":
    """The message to answer, from `reply_parameters` or the older `reply_to_message_id`.

    Raises:
        ApiError: 400 if it is gone and `allow_sending_without_reply` is not set.
    """
    given = params.mapping("reply_parameters", "object expected as reply parameters") or {}
    wanted = given.get("message_id") or params.integer("reply_to_message_id")
    bare = given.get("allow_sending_without_reply") or params.boolean("allow_sending_without_reply")
    if not wanted:
        return None
    if given.get("chat_id") not in {None, chat.id}:
        raise bad_request("message to be replied not found")
    found = chat.find(int(wanted))
    if found is None and not bare:
        raise bad_request("message to be replied not found")
    return found
