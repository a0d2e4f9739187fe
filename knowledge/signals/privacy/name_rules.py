"""Rules beside the fitted name scorer: titles, descriptions of a person, and how sure is sure enough."""

import re

from knowledge.signals.privacy.words import Word

_AGE = re.compile(r" ?\(\d{1,2}(?: ?j[a-z.]{0,4})?\)|,? \d{1,2} ?(?:jaar|jr)\b")
_POSSESSIVES = frozenset(("haar", "zijn", "zn", "z'n", "d'r", "hun"))
MAX_PARTICLES = 4
_TITLES = frozenset(
    [
        "mw",
        "mevr",
        "mevrouw",
        "mvr",
        "dhr",
        "hr",
        "meneer",
        "mijnheer",
        "heer",
        "mr",
        "dr",
        "drs",
        "fam",
        "familie",
        "dokter",
        "juffrouw",
    ]
)


_LISTED_MARGIN = 2.5
_CAPITAL_MARGIN = 1.0
_UNLISTED_MARGIN = 1.3


def opener(words: list[Word], position: int) -> int:
    """Give the position of the first of the particles right before ``position``."""
    start = position
    while start and position - start < MAX_PARTICLES and words[start - 1].known == "P":
        start -= 1
    return start


def margin(word: Word, position: int) -> float:
    """Give how far below even odds a word still counts as a name.

    Missing a name is worse than a needless placeholder. With these margins, needless finds stayed under two
    in a hundred sentences without names in cross-validation, words of only that sentence taken as unlisted.
    """
    if word.known == "F":
        return _LISTED_MARGIN
    if word.known in "SL0123" and word.shape == "c" and position:
        return _CAPITAL_MARGIN
    return _UNLISTED_MARGIN if word.known in "23" else 0.0


def titled(text: str, words: list[Word], position: int) -> bool:
    """Tell whether a word with a capital comes right after a title such as "mw."."""
    start = opener(words, position)
    if not start or words[position].shape != "c" or words[start - 1].key not in _TITLES:
        return False
    return text[words[start - 1].end : words[start].start] in (" ", ". ", ".")


def described(text: str, words: list[Word], position: int, groups: dict[str, frozenset[str]]) -> bool:
    """Tell whether what follows can only describe a person: "Beer (6)", "Roos en haar zusje"."""
    word = words[position]
    if word.known not in "FSAL" and not (word.known in "B0123" and word.shape == "c"):
        return False
    if _AGE.match(text, word.end):
        return word.shape == "c" or word.known in "FAL"
    following = [w.key for w in words[position + 1 : position + 4]]
    if len(following) < 3 or following[0] != "en" or following[1] not in _POSSESSIVES:
        return False
    return "rol" in groups.get(following[2], frozenset())
