"""Names that have a form of their own: initials with a surname, bare initials, announced nicknames."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType
from knowledge.signals.privacy.words import Word

_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.[ -]?){1,5}(?:(?:van|de|der|den|ten|ter|te|el|al|ben|het|'t|op|in|vd|la|von) ){0,3}"
    r"(?:(?:[Vv]an|[Dd]e|[Ee]l|[Aa]l|[Dd]er)[ -]){0,2}[^\W\d_][\w'\-]*[\w]"
)
_ROLE_INITIALS = re.compile(
    r"\b(?i:client|jongere|moeder|vader|kind|jongen|meisje|mw|dhr|mevrouw|meneer|broertje|zusje|met|"
    r"van|over|bij|voor)"
    r"\.? ((?:[A-Z]\.){1,4})(?!\w)"
)
_INITIAL_ACTS = re.compile(
    r"(?<![\w.])([A-Z]\.) (?=(?:is|wil|heeft|zegt|was|gaat|komt|moet|mag|kan|woont|slaapt|huilt|zit)\b)"
)
_NICKNAME = re.compile(
    r"\b(?:bijnaam|alias|noem(?:t|en|de|den) (?:hem|haar|zich|zichzelf|hen|ze|die)|genaamd|"
    r"heet (?:ie|hij|ze|zij)|"
    r"zichzelf) (?:is |als |nu |altijd |wel |ook )?['\"]?((?:[A-Z][\w\-]+)(?: (?:de |van de )?[A-Z][\w\-]+){0,2})"
)
_NAME_LIKE = "FSABL23"


def find_patterns(text: str, words: Sequence[Word], free: Sequence[bool]) -> Iterator[Candidate]:
    """Find "S. Jansen", "client M.B." and "noemt zich Killa".

    Args:
        text: Folded text.
        words: Its words.
        free: For each word whether it is not part of another find.
    """
    begins = [word.start for word in words]
    for match in _INITIALS.finditer(text):
        position = bisect_left(begins, match.end()) - 1
        if position < 0 or not free[position] or words[position].allowed in (1, 3):
            continue
        if words[position].shape != "l" or words[position].known in _NAME_LIKE:
            yield Candidate(PersonalDataType.NAAM, match.start(), match.end(), 6)
    for pattern in (_ROLE_INITIALS, _INITIAL_ACTS):
        for match in pattern.finditer(text):
            yield Candidate(PersonalDataType.NAAM, match.start(1), match.end(1), 8)
    for match in _NICKNAME.finditer(text):
        position = bisect_left(begins, match.start(1))
        if (
            position < len(words)
            and begins[position] == match.start(1)
            and free[position]
            and not words[position].allowed
        ):
            yield Candidate(PersonalDataType.NAAM, match.start(1), match.end(1), 6)
