"""Blocks of a reply as Telegram HTML (https://core.telegram.org/bots/api#html-style)."""

from html import escape

from actions.vocabulary import Block, BlockKind

ALERT_MARK = "\N{POLICE CARS REVOLVING LIGHT}"
"""Stands before an alert; the words say the same without it."""


def block_html(block: Block) -> str:
    """One block as HTML; everything a person or a curator wrote is escaped."""
    text = escape(block.text, quote=False)
    match block.kind:
        case BlockKind.TITLE | BlockKind.TEAM:
            return f"<b>{text}</b>"
        case BlockKind.ALERT:
            return f"{ALERT_MARK} <b>{text}</b>"
        case BlockKind.REFLECTION:
            title, _, questions = text.partition("\n")
            return f"<blockquote><b>{title}</b>\n{questions}</blockquote>"
        case BlockKind.SOURCE:
            # Folds to three lines in the app: sources are long, and mostly looked at once.
            return f"<blockquote expandable>{text}</blockquote>"
        case BlockKind.SAFETY | BlockKind.NOTICE:
            return f"<i>{text}</i>"
        case _:
            return text


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
