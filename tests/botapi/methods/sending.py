"""sendMessage, sendPhoto, sendDocument, sendPoll, sendChatAction."""

from typing import Any

from tests.botapi.access import check_may_send, find_chat, find_reply, find_thread
from tests.botapi.chats import Chat
from tests.botapi.errors import NotSimulated, bad_request
from tests.botapi.files import StoredFile, picture_size
from tests.botapi.formatting import caption, message_text
from tests.botapi.markup import read_markup
from tests.botapi.media import content_of
from tests.botapi.messages import Message
from tests.botapi.methods.registry import Call, method
from tests.botapi.polling import read_poll

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
PREVIEW = frozenset({"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"})


def place_to_send(call: Call) -> tuple[Chat, dict[str, Any]]:
    """The chat, and what every kind of message has: reply, topic, keyboard, protection, silence.

    Raises:
        ApiError: 400 or 403, as Telegram refuses it.
    """
    chat = find_chat(call.world, call.bot, call.params, "write")
    check_may_send(chat, call.bot)
    keyboard, interface = read_markup(call.params.get("reply_markup"), private=chat.private)
    reply = find_reply(chat, call.params)
    thread = find_thread(chat, call.params)
    return chat, {
        "reply_to": reply,
        "thread": thread if thread is not None or reply is None else None,
        "keyboard": keyboard,
        "interface": interface,
        "protected": call.params.boolean("protect_content"),
        "silent": call.params.boolean("disable_notification"),
    }


def deliver(call: Call, chat: Chat, content: dict[str, Any], fields: dict[str, Any]) -> Message:
    """Put the bot's message in the chat; in a channel it is shown as the channel's own."""
    call.server.flood.check(call.bot, chat)
    if chat.kind == "channel":
        return call.world.post(chat, None, content, sender_chat=chat, **fields)
    return call.world.post(chat, call.bot, content, **fields)


@method("sendMessage")
async def send_message(call: Call) -> Any:
    """Send text."""
    content = message_text(call.world, call.params)
    preview = call.params.mapping("link_preview_options", "object expected as link preview options")
    chat, fields = place_to_send(call)
    if preview:
        fields["link_preview"] = {name: value for name, value in preview.items() if name in PREVIEW}
    return deliver(call, chat, content, fields).json()


def uploaded(call: Call, field: str) -> StoredFile:
    """The file of a call: uploaded, attached under another name, or a file_id from before.

    Raises:
        ApiError: 400 for no file, an empty file or an unknown file_id.
        NotSimulated: a file from an address on the web.
    """
    value = call.params.get(field)
    name = value.removeprefix("attach://") if isinstance(value, str) and value.startswith("attach://") else field
    upload = call.params.uploads.get(name)
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        return call.world.store_file(field, upload.name, upload.mime, upload.data)
    if not isinstance(value, str):
        raise bad_request(f"there is no {field} in the request")
    if value.startswith(("http://", "https://")):
        raise NotSimulated(f"{field} by address")
    if value not in call.world.files:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    return call.world.files[value]


@method("sendPhoto")
async def send_photo(call: Call) -> Any:
    """Send a picture."""
    text = caption(call.world, call.params)
    stored = uploaded(call, "photo")
    if picture_size(stored.data) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    chat, fields = place_to_send(call)
    return deliver(call, chat, content_of(stored) | text, fields).json()


@method("sendDocument")
async def send_document(call: Call) -> Any:
    """Send a file; its bytes stay available through getFile and `world.files`."""
    text = caption(call.world, call.params)
    stored = uploaded(call, "document")
    call.params.ignore("disable_content_type_detection", "thumbnail")
    chat, fields = place_to_send(call)
    return deliver(call, chat, content_of(stored) | text, fields).json()


@method("sendPoll")
async def send_poll(call: Call) -> Any:
    """Send a poll or a quiz."""
    poll = read_poll(call.world, call.bot, call.params)
    chat, fields = place_to_send(call)
    if chat.kind == "channel" and not poll.anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    message = deliver(call, chat, {}, fields | {"poll": poll})
    call.world.polls[poll.id] = poll
    call.server.close_later(message)
    return message.json()


@method("sendChatAction")
async def send_chat_action(call: Call) -> Any:
    """Show "typing..."; kept in `chat.typing` with its time."""
    action = call.params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = find_chat(call.world, call.bot, call.params, "write")
    find_thread(chat, call.params)
    chat.typing.append((call.world.clock.now(), action))
    chat.changed()
    return True
