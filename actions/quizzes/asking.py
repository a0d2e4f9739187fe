"""What a trainer typed behind ``/quiz start``, read into choices; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.rendering.quiz_setup import ALL, ANONYMOUS, MODES, Choice
from knowledge.quiz.limits import LONGEST_OPEN_S, SHORTEST_OPEN_S
from knowledge.quiz.live import Scoreboard
from knowledge.quiz.live.model import MOST_ITEMS

_BOARDS = {word: board for board, word in MODES.items()}
_DEFAULT = Choice(None)
_LONGEST_NUMBER = 4
"""Digits; a longer number is out of bounds anyway."""


@dataclass(frozen=True, slots=True)
class Misread:
    """Why an argument is no choice.

    Attributes:
        reason: Key of the text that says so, in ``quiz.misread``.
        values: What that text holds.
    """

    reason: str
    values: Mapping[str, object]


def read_choice(argument: str, themes: Mapping[str, str]) -> Choice | Misread:
    """Read ``THEME [COUNT] [SECONDS] [open|anoniem|team|bijnaam]``; a theme of several words is fine.

    Args:
        argument: What was typed.
        themes: Titles by key of the themes that have questions.
    """
    words = argument.split()
    mode = words.pop().casefold() if words and words[-1].casefold() in {*_BOARDS, ANONYMOUS} else MODES[_DEFAULT.board]
    numbers: list[int] = []
    while words and words[-1].isdecimal() and len(numbers) < 2 and " ".join(words).casefold() not in _names(themes):
        numbers.insert(0, int(words.pop()[:_LONGEST_NUMBER]))
    asked = " ".join(words)
    theme = find_theme(asked, themes)
    if theme is None and asked.casefold() != ALL:
        return Misread("theme", {"theme": asked[:60]})
    count = numbers[0] if numbers else _DEFAULT.count
    seconds = numbers[1] if len(numbers) > 1 else _DEFAULT.seconds
    if not 1 <= count <= MOST_ITEMS:
        return Misread("count", {"count": count, "most": MOST_ITEMS})
    if seconds and not SHORTEST_OPEN_S <= seconds <= LONGEST_OPEN_S:
        return Misread("seconds", {"seconds": seconds, "least": SHORTEST_OPEN_S, "most": LONGEST_OPEN_S})
    return Choice(theme, count, seconds, mode == ANONYMOUS, _BOARDS.get(mode, Scoreboard.NONE))


def find_theme(asked: str, themes: Mapping[str, str]) -> str | None:
    """The theme that was meant: its key or title, or the only one that holds what was typed."""
    wanted = _plain(asked)
    if not wanted:
        return None
    exact = [key for key, title in themes.items() if wanted in (_plain(key), _plain(title))]
    part = [key for key, title in themes.items() if wanted in _plain(key) or wanted in _plain(title)]
    found = exact or part
    return found[0] if len(found) == 1 else None


def _names(themes: Mapping[str, str]) -> set[str]:
    """Keys and titles, so that the 3 of "Top 3" is no number of questions."""
    return {name.casefold() for key, title in themes.items() for name in (key, key.replace("-", " "), title)}


def _plain(text: str) -> str:
    return "-".join(text.casefold().replace("-", " ").split())
