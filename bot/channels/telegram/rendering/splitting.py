"""Cut what is longer than Telegram takes, at blocks first, then sentences, then words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.vocabulary import Block
from bot.channels.telegram.rendering.markup import ALERT_MARK, units

_SENTENCE_ENDS = re.compile(r"(?<=[.!?:])\s+|\n+")
_OVERHEAD = units(ALERT_MARK) + 1


def split(blocks: Sequence[Block], limit: int) -> list[tuple[Block, ...]]:
    """Divide blocks over messages.

    Args:
        blocks: All parts of a reply, in order.
        limit: UTF-16 code units per message, counted without markup (Telegram counts after parsing it).

    Returns:
        At least one group; nothing is lost or reordered, and words are only cut when longer than a message.
    """
    messages: list[tuple[Block, ...]] = []
    current: list[Block] = []
    used = 0
    for piece in (part for block in blocks for part in _pieces(block, limit)):
        size = units(piece.text) + _OVERHEAD + (2 if current else 0)
        if current and used + size > limit:
            messages.append(tuple(current))
            current, used = [], 0
            size -= 2
        current.append(piece)
        used += size
    messages.append(tuple(current))
    return messages


def _pieces(block: Block, limit: int) -> list[Block]:
    """A block, in parts that each fit in one message."""
    room = limit - _OVERHEAD
    if units(block.text) <= room:
        return [block]
    return [replace(block, text=text) for text in _pack(_sentences(block.text), room)]


def _sentences(text: str) -> Iterable[str]:
    """Sentences with the white space behind them, so that joining them gives the text again."""
    start = 0
    for match in _SENTENCE_ENDS.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield text[start:]


def _pack(parts: Iterable[str], room: int) -> Iterable[str]:
    """Join parts as long as they fit; a part that is too long itself is cut at words."""
    held = ""
    for part in parts:
        if units(held) + units(part.rstrip()) <= room:
            held += part
            continue
        if held.strip():
            yield held.rstrip()
        held = part
        while units(held.rstrip()) > room:
            head, held = _cut(held, room)
            yield head
    if held.strip():
        yield held.rstrip()


def _cut(text: str, room: int) -> tuple[str, str]:
    """The longest beginning that fits, ending at a word when there is one, and the rest."""
    end = 0
    size = 0
    for character in text:
        size += units(character)
        if size > room:
            break
        end += 1
    space = text.rfind(" ", 1, end + 1)
    at = space if space > 0 else end
    return text[:at].rstrip(), text[at:].lstrip()
