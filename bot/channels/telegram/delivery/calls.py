"""Carry out one envelope against the Bot API."""

from base64 import b64decode
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode

from bot.channels.telegram.rendering.envelopes import Envelope

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def perform(bot: Bot, chat: int, envelope: Envelope, note: str = "", erased: str = "") -> str | None:
    """Carry out a call.

    Args:
        bot: The bot.
        chat: Where.
        envelope: What, from :class:`bot.channels.telegram.rendering.envelopes.Envelopes`.
        note: A line that goes below the text, such as the mark of a possible double.
        erased: What an erased message says from now on.

    Returns:
        Telegram's id of the message that was sent or changed; ``None`` when there is none.

    Raises:
        TelegramError: The call failed.
    """
    match envelope["kind"]:
        case "text":
            sent = await bot.send_message(chat, _html(envelope, note), **_shared(envelope), **_where(envelope))
            return str(sent.message_id)
        case "edit":
            changed = await bot.edit_message_text(_html(envelope, ""), chat, envelope["message"], **_shared(envelope))
            return str(changed.message_id) if isinstance(changed, Message) else None
        case "document" | "photo":
            return await _file(bot, chat, envelope, note)
        case "erase":
            await bot.edit_message_text(erased, chat, envelope["message"])
            return None
        case "leave":
            await bot.leave_chat(chat)
            return None
        case other:
            raise ValueError(f"an envelope of kind '{other}' cannot be sent: it was made by another version")


async def _file(bot: Bot, chat: int, envelope: Envelope, note: str) -> str:
    content = b64decode(envelope["data"]) if "data" in envelope else envelope["text"].encode()
    file = InputFile(content, filename=envelope["name"])
    send = bot.send_photo if envelope["kind"] == "photo" else bot.send_document
    sent = await send(
        chat,
        file,
        caption=_html(envelope, note) or None,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard_of(envelope),
        **_where(envelope),
    )
    return str(sent.message_id)


def _html(envelope: Envelope, note: str) -> str:
    html: str = envelope["html"]
    return f"{html}\n\n{note}".strip() if note else html


def _shared(envelope: Envelope) -> dict[str, Any]:
    return {
        "parse_mode": ParseMode.HTML,
        "link_preview_options": NO_PREVIEW,
        "reply_markup": keyboard_of(envelope),
    }


def _where(envelope: Envelope) -> dict[str, Any]:
    answered = envelope.get("reply_to")
    return {
        "message_thread_id": envelope.get("thread"),
        "protect_content": envelope.get("protect"),
        # The message that is answered may be gone by now; the answer must still come.
        "reply_parameters": ReplyParameters(answered, allow_sending_without_reply=True) if answered else None,
    }


def keyboard_of(envelope: Envelope) -> InlineKeyboardMarkup | None:
    """The buttons of an envelope, in the form of python-telegram-bot."""
    rows = envelope.get("keyboard")
    return InlineKeyboardMarkup.de_json({"inline_keyboard": rows}, None) if rows else None
