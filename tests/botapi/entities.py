"""`parse_mode` HTML to plain text with entities. Offsets and lengths are in UTF-16 units, as Telegram counts."""

import html
import re
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urlsplit

from tests.botapi.errors import NotSimulated, bad_request

# Tag -> entity type (core.telegram.org/bots/api, "HTML style").
TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
MERGED = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
BEYOND = frozenset({"tg-emoji", "tg-time"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(lt|gt|amp|quot));?")
NAME = re.compile(r"<(/?)([^\s>]*)")
REST = re.compile(r"""((?:[^>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""\s*([a-zA-Z_-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Parsed:
    """Plain text with its entities."""

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    at: int


def parse_html(source: str) -> Parsed:
    """Read Telegram's HTML.

    Raises:
        ApiError: 400 "can't parse entities: ..." for an unknown, unclosed or wrongly closed tag; the position is a
            byte offset in UTF-8, as in Telegram's own message.
    """
    text, entities, stack, at = "", [], [], 0
    while at < len(source):
        if source[at] == "&" and (match := CHARACTER.match(source, at)):
            text += _character(match)
            at = match.end()
        elif source[at] == "<":
            at = _tag(source, at, text, stack, entities)
        else:
            text += source[at]
            at += 1
    if stack:
        _fail(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return tidy(Parsed(text.replace("\r", ""), entities))


def _tag(source: str, at: int, text: str, stack: list[_Open], entities: list[dict[str, Any]]) -> int:
    """Read one tag; returns the place after it."""
    name = NAME.match(source, at)
    assert name is not None
    closing, tag, where = bool(name[1]), name[2].lower(), _bytes(source, at)
    if closing and not stack:
        _fail(f"Unexpected end tag at byte offset {where}")
    if tag in BEYOND:
        raise NotSimulated(f"the tag {tag}")
    if not closing and name.end() < len(source) and tag not in TYPES:
        _fail(f'Unsupported start tag "{tag}" at byte offset {where}')
    rest = REST.match(source, name.end())
    if rest is None:
        _fail(f"Unclosed {'end' if closing else 'start'} tag at byte offset {where}")
    if closing:
        _close(tag, where, text, stack, entities)
    else:
        stack.append(_opened(tag, rest[1], where, text))
    return rest.end()


def _fail(text: str) -> NoReturn:
    raise bad_request(f"can't parse entities: {text}")


def _bytes(source: str, at: int) -> int:
    return len(source[:at].encode())


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return NAMED[match[3]]
    return html.unescape(f"&#{match[1]};" if match[1] else f"&#x{match[2]};")


def _opened(tag: str, rest: str, where: int, text: str) -> _Open:
    attributes = {name.lower(): html.unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(rest)}
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        _fail(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    return _Open(tag, attributes, units(text))


def _close(tag: str, where: int, text: str, stack: list[_Open], entities: list[dict[str, Any]]) -> None:
    opened = stack.pop()
    if tag and tag != opened.tag:
        _fail(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{tag}>"')
    length = units(text) - opened.at
    made = _entity(opened, text) if length else None
    if made is not None:
        entities.append(made | {"offset": opened.at, "length": length})


def _entity(opened: _Open, text: str) -> dict[str, Any] | None:
    if opened.tag == "a":
        inner = text.encode("utf-16-le")[2 * opened.at :].decode("utf-16-le")
        return _link(opened.attributes.get("href") or inner)
    if opened.tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"}
    made: dict[str, Any] = {"type": TYPES[opened.tag]}
    language = opened.attributes.get("class", "")
    if opened.tag == "code" and language.startswith("language-"):
        made["language"] = language.removeprefix("language-")
    return made


def _link(url: str) -> dict[str, Any] | None:
    """A link; Telegram drops one it cannot use and keeps the text."""
    if url.startswith("tg://user?id="):
        return {"type": "text_mention", "user_id": int(url.removeprefix("tg://user?id="))}
    checked = valid_url(url)
    return {"type": "text_link", "url": checked} if checked else None


def valid_url(url: str) -> str | None:
    """The address as Telegram keeps it, or None if it takes it for no address (a host without a dot, for one)."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme == "tg":
        return url
    if parts.scheme not in {"http", "https", "ton", "tonsite"} or "." not in (parts.hostname or "") or " " in url:
        return None
    return parts._replace(path=parts.path or "/").geturl()


def tidy(parsed: Parsed) -> Parsed:
    """Cut spaces at both ends, join neighbours of the same kind, fold `<pre><code class=...>`, and sort."""
    text = parsed.text.rstrip()
    cut = len(text) - len(text.lstrip(" \n"))
    text, end, kept = text[cut:], units(text) - cut, []
    for entity in parsed.entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return Parsed(text, _fold(_sorted(_joined(_sorted(kept)))))


def _sorted(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outer before inner; of equal ones code first, so that it can take in the others."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], e["type"] != "pre", e["type"] != "code"))


def _joined(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done: list[dict[str, Any]] = []
    for entity in entities:
        before = next((d for d in reversed(done) if d["type"] == entity["type"]), None)
        if before is not None and entity["type"] in MERGED and before["offset"] + before["length"] >= entity["offset"]:
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
        else:
            done.append(dict(entity))
    return done


def _fold(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a `pre` the language of the `code` in it, and drop what is inside code: nothing is formatted there."""
    done: list[dict[str, Any]] = []
    for entity in entities:
        end = entity["offset"] + entity["length"]
        around = next((d for d in done if d["type"] in {"pre", "code"} and d["offset"] + d["length"] >= end), None)
        if around is None:
            done.append(entity)
        elif around["length"] == entity["length"] and "language" in entity:
            around["language"] = entity["language"]
    return [{k: v for k, v in e.items() if k != "language" or e["type"] == "pre"} for e in done]
