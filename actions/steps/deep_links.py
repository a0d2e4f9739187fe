"""Deep links: what follows ``/start`` when somebody opens the bot through a link.

Telegram hands over 1 to 64 characters of ``A-Z a-z 0-9 _ -`` (https://core.telegram.org/bots/features#deep-linking).
A token is a command of its own, or a prefix with an argument: ``kaart_schaalvraag-0-10`` is ``/kies schaalvraag-0-10``.
"""

import re

LONGEST = 64
"""Characters of a token."""
PLAIN = frozenset(
    {"help", "privacy", "kaarten", "begrip", "mijngegevens", "vergeetmij"}
    | {"team", "profiel", "organisatie", "expertise", "uitnodigen", "leden"}
    | {"taalcheck", "top3", "overleg", "overleggen", "agenda"}
    | {"reflectie", "geleerd", "leerpunt"}
    | {"beheer", "beoordelen", "offline", "maakkaart"}
    | {"oefen"}
)
"""Tokens that are a command without an argument."""
PREFIXES = {
    "kaart": "kies",
    "begrip": "begrip",
    "uitnodiging": "meedoen",
    "overleg": "overleg",
    "casus": "casus",
    "vraagterug": "vraagterug",
    "reageer": "reageer",
    "samenvatting": "samenvatting",
    "leerpunt": "leerpunt",
    "beoordeel": "beoordeel",
    "offline": "offline",
    "oefen": "oefen",
    "quizuitslag": "quizuitslag",
    "quiznaam": "quiznaam",
    "quizgedeeld": "quizgedeeld",
}
"""Which command a prefix stands for; the argument follows an underscore."""
SPELLED = "begrip"
"""The prefix whose argument may hold any character, and is therefore spelled."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PAYLOAD = re.compile(r"/(?P<name>[a-z]+\d?)(?: (?P<argument>\S.*))?")
_SPELLED = re.compile(r"(?:[a-z0-9_-]|X[0-9a-f]{1,6}Z)+")
_MARKED = re.compile(r"X([0-9a-f]{1,6})Z")
_SURROGATES = range(0xD800, 0xE000)
_LAST_CODE_POINT = 0x10FFFF


def token_for(payload: str) -> str:
    """The token that stands for a command.

    Args:
        payload: Such as ``/mijngegevens`` or ``/kies schaalvraag-0-10``.

    Returns:
        The token; empty, which opens the bot with its welcome, when no token stands for this command or it
        would be too long.
    """
    match = _PAYLOAD.fullmatch(payload)
    if match is None:
        return ""
    name, argument = match["name"], match["argument"]
    if argument is None:
        return name if name in PLAIN else ""
    prefix = next((key for key, command in PREFIXES.items() if command == name), None)
    if prefix is None:
        return ""
    made = f"{prefix}_{_spell(argument) if prefix == SPELLED else argument}"
    return made if _TOKEN.fullmatch(made) else ""


def payload_of(token: str) -> str | None:
    """The command a token stands for.

    Returns:
        Such as ``/kies schaalvraag-0-10``; ``None`` when it stands for nothing.
    """
    if not _TOKEN.fullmatch(token):
        return None
    if token in PLAIN:
        return f"/{token}"
    prefix, _, argument = token.partition("_")
    if prefix not in PREFIXES or not argument:
        return None
    read = _unspell(argument) if prefix == SPELLED else argument
    return f"/{PREFIXES[prefix]} {read}" if read else None


def _spell(text: str) -> str:
    """A text in lower case with spaces as underscores and any other character as ``X<hexadecimal>Z``."""
    return "".join(_letter(ch) for ch in text.lower())


def _letter(ch: str) -> str:
    if ch == " ":
        return "_"
    return ch if re.fullmatch(r"[a-z0-9-]", ch) else f"X{ord(ch):x}Z"


def _unspell(spelled: str) -> str | None:
    """The text behind :func:`_spell`; ``None`` when it was spelled by somebody else."""
    if not _SPELLED.fullmatch(spelled):
        return None
    codes = [int(code, 16) for code in _MARKED.findall(spelled)]
    if any(code > _LAST_CODE_POINT or code in _SURROGATES for code in codes):
        return None
    return _MARKED.sub(lambda match: chr(int(match[1], 16)), spelled.replace("_", " ")).strip()
