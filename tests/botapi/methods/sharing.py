"""getFile, copyMessage, forwardMessage."""

from typing import Any

from tests.botapi.access import find_chat, find_message
from tests.botapi.errors import bad_request
from tests.botapi.formatting import caption
from tests.botapi.messages import Message
from tests.botapi.methods.registry import Call, method
from tests.botapi.methods.sending import deliver, place_to_send
from tests.botapi.params import Params

# The largest file a bot can download (bytes); core.telegram.org/bots/api#getfile.
LARGEST = 20 * 1024 * 1024


@method("getFile")
async def get_file(call: Call) -> Any:
    """Where to download a file."""
    wanted = call.params.text("file_id")
    if not wanted:
        raise bad_request("file_id not specified")
    stored = call.world.files.get(wanted)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > LARGEST:
        raise bad_request("file is too big")
    return stored.json() | {"file_path": stored.path}


def _source(call: Call, what: str) -> Message:
    params = Params({"chat_id": call.params.get("from_chat_id")}, {})
    source = find_message(find_chat(call.world, call.bot, params, "read"), call.params, what)
    if source.protected:
        raise bad_request(f"{what.removeprefix('message to ')} of protected messages is not allowed")
    return source


@method("copyMessage")
async def copy_message(call: Call) -> Any:
    """Send the content again without saying whose it was."""
    source = _source(call, "message to copy")
    if source.poll is not None or source.is_service:
        raise bad_request("message can't be copied")
    fresh = caption(call.world, call.params)
    content = {k: v for k, v in source.content.items() if not (fresh and "caption" in k)} | fresh
    chat, fields = place_to_send(call)
    return {"message_id": deliver(call, chat, content, fields).id}


@method("forwardMessage")
async def forward_message(call: Call) -> Any:
    """Send the content again with the name of who wrote it."""
    source = _source(call, "message to forward")
    if source.is_service:
        raise bad_request("message can't be forwarded")
    chat, fields = place_to_send(call)
    if source.sender is not None:
        fields["forward_origin"] = {"type": "user", "date": source.date, "sender_user": source.sender.json()}
    return deliver(call, chat, dict(source.content), fields | {"poll": source.poll}).json()
