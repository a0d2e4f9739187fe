"""Reply markup: inline keyboards, reply keyboards, force reply; checked as Telegram checks them."""

from typing import Any

from tests.botapi.entities import valid_url
from tests.botapi.errors import NotSimulated, bad_request

DATA_BYTES = 64
MOST_BUTTONS = 100
ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
    ]
)
BEYOND = frozenset(["web_app", "login_url", "callback_game", "pay"])
LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
INTERFACES = ("keyboard", "remove_keyboard", "force_reply")
Keyboard = list[list[dict[str, Any]]]


def read_markup(markup: Any, *, private: bool = True) -> tuple[Keyboard, dict[str, Any] | None]:
    """Split `reply_markup` into an inline keyboard (part of the message) and anything else (part of the app).

    Raises:
        ApiError: 400 for a keyboard Telegram refuses.
        NotSimulated: buttons for web apps, games, payments and logins.
    """
    if markup is None:
        return [], None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if markup and not any(name in markup for name in INTERFACES):
            raise bad_request("can't parse reply keyboard markup JSON object")
        return [], markup or None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: Field "inline_keyboard" must be an Array of Arrays')
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard, None


def _button(button: Any) -> dict[str, Any]:
    trouble = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{trouble}InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad_request(f'{trouble}Can\'t find field "text"')
    if not str(button["text"]).strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if BEYOND & set(button):
        raise NotSimulated(f"inline buttons with {sorted(BEYOND & set(button))}")
    actions = ACTIONS & set(button)
    if len(actions) != 1:
        raise bad_request(f"{trouble}Text buttons are unallowed in the inline keyboard")
    if set(button) - ACTIONS - LOOKS:
        raise NotSimulated(f"inline buttons with {sorted(set(button) - ACTIONS - LOOKS)}")
    data = button.get("callback_data")
    if data is not None and not 0 < len(str(data).encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and valid_url(button["url"]) is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button
