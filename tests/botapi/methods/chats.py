"""getChat, getChatMember, getChatAdministrators, getChatMemberCount, leaveChat."""

from typing import Any

from tests.botapi.access import find_chat
from tests.botapi.accounts import BotAccount
from tests.botapi.errors import bad_request
from tests.botapi.methods.registry import Call, method


@method("getChat")
async def get_chat(call: Call) -> Any:
    """Everything this server keeps about a chat."""
    chat = find_chat(call.world, call.bot, call.params, "read")
    return chat.full_json()


@method("getChatMember")
async def get_chat_member(call: Call) -> Any:
    """Membership of one account."""
    account = call.params.integer("user_id")
    chat = find_chat(call.world, call.bot, call.params, "read" if account == call.bot.id else "members")
    if not account:
        raise bad_request("invalid user_id specified")
    if chat.private:
        user = next((u for u in (chat.person, chat.bot) if u is not None and u.id == account), None)
        if user is None:
            raise bad_request("member not found")
        return {"status": "member", "user": user.json()}
    everybody = [*call.world.people.values(), *call.world.bots.values()]
    user = next((user for user in everybody if user.id == account), None)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return chat.member(user).json(chat.kind)


@method("getChatAdministrators")
async def get_chat_administrators(call: Call) -> Any:
    """Owner and administrators, without other bots."""
    chat = find_chat(call.world, call.bot, call.params, "members")
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    leading = [member for member in chat.present() if member.leads]
    return [m.json(chat.kind) for m in leading if not isinstance(m.user, BotAccount) or m.user is call.bot]


@method("getChatMemberCount")
async def get_chat_member_count(call: Call) -> Any:
    """Number of members, the bot included."""
    chat = find_chat(call.world, call.bot, call.params, "members")
    return 2 if chat.private else len(chat.present())


@method("leaveChat")
async def leave_chat(call: Call) -> Any:
    """Leave a group, supergroup or channel."""
    chat = find_chat(call.world, call.bot, call.params, "read")
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    call.world.set_member(chat, call.bot, call.bot, status="left", rights=set())
    call.world.post(chat, call.bot, {"left_chat_member": call.bot.json()})
    return True
