"""Bring a chat message to one plain form before any rule looks at it."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800"))
_LOOKALIKES = str.maketrans("асеорхуіѕκοαρν", "aceopxyiskoapv")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_LEET = str.maketrans("0134@$", "oieaas")
_LEET_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+[0134@$][^\W\d_]+(?:[0134@$][^\W\d_]+)?(?![^\W\d_])")
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[a-z] ){3,11}[a-z](?!\S)")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return the plain form of a message: what is left is what rules and n-grams may depend on.

    Case, accents, zero-width and control characters, look-alike letters, digits used as letters
    ("m3s"), letters stretched or spaced out ("heeelp", "h e l p"), runs of space and all punctuation
    at the end carry no meaning here, so two messages that differ only in those are judged alike.

    Args:
        text: Any text, of any length.

    Returns:
        Lower-case text without accents; single spaces; no trailing punctuation or space.
    """
    text = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_QUOTES)
    kept: list[str] = []
    for char in text.translate(_INVISIBLE):
        category = unicodedata.category(char)
        if category in {"Mn", "Me", "Cf", "Cs"}:
            continue
        kept.append(" " if category == "Cc" else char)
    text = _SPACE.sub(" ", "".join(kept).translate(_LOOKALIKES)).strip()
    text = _LEET_WORD.sub(lambda match: match[0].translate(_LEET), text)
    text = _SPACED_LETTERS.sub(lambda match: match[0].replace(" ", ""), text)
    text = _LONG_RUN.sub(r"\1\1", text)
    return _strip_end(text)


def _strip_end(text: str) -> str:
    end = len(text)
    while end and (text[end - 1].isspace() or unicodedata.category(text[end - 1])[0] == "P"):
        end -= 1
    return text[:end]
