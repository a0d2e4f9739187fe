"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage(s), stopPoll, pinChatMessage."""

from typing import Any

from tests.botapi.access import check_may_delete, find_chat, find_message
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.formatting import caption, message_text
from tests.botapi.markup import read_markup
from tests.botapi.messages import Message
from tests.botapi.methods.registry import Call, method
from tests.botapi.voting import close_if_due, close_poll

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
MOST_DELETED = 100


def message_to_edit(call: Call) -> Message:
    """The bot's own message, or its inline message.

    Raises:
        ApiError: 400 if there is none, or it is somebody else's.
    """
    inline_id = call.params.text("inline_message_id")
    if inline_id:
        found = call.world.inline_messages.get(inline_id)
        if found is None or found.via_bot is not call.bot:
            raise bad_request("MESSAGE_ID_INVALID")
        return found
    message = find_message(find_chat(call.world, call.bot, call.params, "write"), call.params, "message to edit")
    own = message.sender is call.bot or (message.chat.kind == "channel" and message.sender_chat is message.chat)
    if not own or message.via_bot is not None:
        raise bad_request("message can't be edited")
    return message


def apply_edit(call: Call, message: Message, content: dict[str, Any]) -> Any:
    """Replace content and keyboard, if anything changes.

    Raises:
        ApiError: 400 when nothing changes.
    """
    keyboard, _ = read_markup(call.params.get("reply_markup"), private=message.chat.private)
    if (content, keyboard) == (message.content, message.keyboard):
        raise bad_request(NOT_MODIFIED)
    call.server.flood.check(call.bot, message.chat)
    only_keyboard = content == message.content
    message.content, message.keyboard = content, keyboard
    if not only_keyboard:
        message.edited = call.world.clock.now()
    message.chat.changed()
    return True if call.params.text("inline_message_id") else message.json()


@method("editMessageText")
async def edit_message_text(call: Call) -> Any:
    """Change text; the keyboard goes unless it is given again."""
    fresh = message_text(call.world, call.params)
    preview = call.params.mapping("link_preview_options", "object expected as link preview options")
    message = message_to_edit(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    result = apply_edit(call, message, fresh)
    message.link_preview = preview or message.link_preview
    return result


@method("editMessageCaption")
async def edit_message_caption(call: Call) -> Any:
    """Change or remove a caption."""
    fresh = caption(call.world, call.params)
    message = message_to_edit(call)
    if "text" in message.content or message.poll is not None:
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if "caption" not in name}
    return apply_edit(call, message, kept | fresh)


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(call: Call) -> Any:
    """Change or remove the keyboard."""
    message = message_to_edit(call)
    return apply_edit(call, message, message.content)


@method("deleteMessage")
async def delete_message(call: Call) -> Any:
    """Delete a message, within Telegram's rules."""
    chat = find_chat(call.world, call.bot, call.params, "write")
    if not call.params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = find_message(chat, call.params, "message to delete")
    check_may_delete(call.world, call.bot, message)
    call.world.erase(message)
    return True


@method("deleteMessages")
async def delete_messages(call: Call) -> Any:
    """Delete several; what cannot be deleted is skipped."""
    chat = find_chat(call.world, call.bot, call.params, "write")
    wanted = call.params.array("message_ids", "expected an Array of message identifiers")
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    for message in filter(None, map(chat.find, wanted)):
        try:
            check_may_delete(call.world, call.bot, message)
        except ApiError:
            continue
        call.world.erase(message)
    return True


@method("stopPoll")
async def stop_poll(call: Call) -> Any:
    """Close the bot's own poll; returns the final Poll."""
    chat = find_chat(call.world, call.bot, call.params, "write")
    message = find_message(chat, call.params, "message with poll to stop")
    keyboard, _ = read_markup(call.params.get("reply_markup"), private=chat.private)
    if message.poll is None:
        raise bad_request("message with poll to stop not found")
    if message.poll.owner is not call.bot:
        raise bad_request("poll can't be stopped")
    close_if_due(call.world, message)
    if message.poll.closed:
        raise bad_request("poll has already been closed")
    message.keyboard = keyboard
    return close_poll(call.world, message).json(inside_message=True)


@method("pinChatMessage")
async def pin_chat_message(call: Call) -> Any:
    """Pin; in groups only with the right to pin."""
    chat = find_chat(call.world, call.bot, call.params, "write")
    message = find_message(chat, call.params, "message to pin")
    silent = call.params.boolean("disable_notification")
    if not chat.private and not chat.member(call.bot).may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if message not in chat.pinned:
        chat.pinned.append(message)
        call.world.post(chat, call.bot, {"pinned_message": message}, silent=silent)
    return True


@method("unpinChatMessage")
async def unpin_chat_message(call: Call) -> Any:
    """Unpin one message, or the newest pinned."""
    chat = find_chat(call.world, call.bot, call.params, "write")
    wanted = call.params.integer("message_id")
    message = chat.find(wanted) if wanted else (chat.pinned[-1] if chat.pinned else None)
    if message is None or message not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message)
    chat.changed()
    return True
