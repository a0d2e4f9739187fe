"""Names of people: scored words grown into whole names."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.features import Featurizer, candidates
from knowledge.signals.privacy.lexicon import Lexicon
from knowledge.signals.privacy.model import PersonalDataType
from knowledge.signals.privacy.scorer import NameScorer
from knowledge.signals.privacy.words import Reader, Word

_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.[ -]?){1,5}(?:(?:van|de|der|den|ten|ter|te|el|al|ben|het|'t|op|in|vd|la|von) ){0,3}"
    r"(?:(?:[Vv]an|[Dd]e|[Ee]l|[Aa]l|[Dd]er)[ -]){0,2}[^\W\d_][\w'\-]*[\w]"
)
_BARE_INITIALS = re.compile(r"\b(?i:client|jongere|moeder|vader|kind|jongen|meisje|mw|dhr|mevrouw|meneer|broertje|zusje)\.? ((?:[A-Z]\.){1,4})(?![\w])")
_NICKNAME = re.compile(
    r"\b(?:bijnaam|alias|noem(?:t|en|de|den) (?:hem|haar|zich|zichzelf|hen|ze|die)|genaamd|heet (?:ie|hij|ze|zij)|"
    r"zichzelf) (?:is |als |nu |altijd |wel |ook )?['\"]?((?:[A-Z][\w\-]+)(?: (?:de |van de )?[A-Z][\w\-]+){0,2})"
)
_LOWER_CASE_OPENERS = frozenset(["van", "de", "der", "den", "het", "ter", "ten", "te", "el", "al", "ben", "aan", "op", "in", "vd", "v/d", "la", "bin", "ibn", "ait", "oulad", "ould", "di", "da", "von", "abu", "abou", "'t", "bint", "d", "del"])
_FIRM = frozenset(["el", "al", "ait", "oulad", "ould", "vd", "ter", "ten", "bin", "ibn", "abu", "abou", "vander"])
_SHORT_LINK = re.compile(r"[ \-'.]{1,2}|\. ?'?")


class NameFinder:
    """Finds the names of people in a folded message."""

    def __init__(self, lexicon: Lexicon, reader: Reader, scorer: NameScorer, threshold: float = 0.0) -> None:
        self._lexicon = lexicon
        self._reader = reader
        self._scorer = scorer
        self._featurizer = Featurizer(lexicon)
        self._threshold = threshold

    def find(self, text: str, blocked: list[tuple[int, int]]) -> Iterator[Candidate]:
        """Find names.

        Args:
            text: Folded text.
            blocked: Slices that are something else already (placeholders, addresses, ...).

        Yields:
            One find per name; titles stay outside.
        """
        words = self._reader.read(text)
        taken = bytearray(len(text) + 1)
        for start, end in blocked:
            taken[start:end] = b"\x01" * (end - start)
        free = [not taken[word.start] for word in words]
        chosen = self._chosen(text, words, free)
        position = 0
        while position < len(words):
            if not chosen[position]:
                position += 1
                continue
            first, last = self._grow(text, words, chosen, position)
            yield Candidate(PersonalDataType.NAAM, words[first].start, words[last].end, 7)
            position = last + 1
        yield from self._patterns(text, words, free)

    def _chosen(self, text: str, words: list[Word], free: list[bool]) -> list[bool]:
        chosen = [False] * len(words)
        for position in candidates(words):
            if not free[position] or not self._may(words, position):
                continue
            features = self._featurizer.features(text, words, position)
            chosen[position] = self._scorer.score(features) > self._threshold
        return chosen

    def _may(self, words: list[Word], position: int) -> bool:
        """Organisations, places and authors are names only right after a title or a role."""
        word = words[position]
        if not word.allowed:
            return True
        if word.allowed == 3 or not position:
            return False
        start = position
        while start and words[start - 1].known == "P":
            start -= 1
        groups = self._lexicon.groups.get(words[start - 1].key, frozenset()) if start else frozenset()
        if word.allowed == 1:
            return "titel" in groups and word.shape == "c" and word.known in "FSABPL" and words[start - 1].key not in {"gezin", "meester", "juf"}
        return bool(groups & {"titel", "rol"}) or words[start - 1].known == "F"

    def _grow(self, text: str, words: list[Word], chosen: list[bool], position: int) -> tuple[int, int]:
        """Extend a chosen word to the whole name: particles before it, surnames behind it."""
        first = last = position
        while first and self._leads(text, words, first):
            first -= 1
        while True:
            step = self._follows(text, words, chosen, last)
            if not step:
                return first, last
            last = step

    def _leads(self, text: str, words: list[Word], first: int) -> bool:
        """Tell whether the word before ``first`` is the particle that opens this surname."""
        before = words[first - 1]
        if before.key not in self._lexicon.particles and before.key not in _LOWER_CASE_OPENERS:
            return False
        if not _SHORT_LINK.fullmatch(text[before.end : words[first].start]):
            return False
        if before.key in _FIRM:
            return True
        if words[first].known in "FA" and before.shape != "c":
            return False
        start = first - 1
        while start and words[start - 1].known == "P":
            start -= 1
        opener = self._lexicon.groups.get(words[start - 1].key, frozenset()) if start else frozenset()
        titled = bool(opener & {"titel", "beroep", "noemen"}) or (bool(opener & {"rol"}) and before.key in {"de", "den", "der"})
        capital = before.shape in "cu" and first - 1 > 0
        chained = first > 1 and words[first - 2].key in self._lexicon.particles and words[first - 2].shape in "cu" and before.key in {"de", "den", "der", "het", "la"}
        return (titled and not (before.key in {"van", "met", "over", "voor"} and not opener & {"titel"})) or capital or chained

    def _follows(self, text: str, words: list[Word], chosen: list[bool], last: int) -> int:
        """Give the position of the next word of this name, or 0."""
        if words[last].possessive:
            return 0
        position = last + 1
        link = last
        while position < len(words) and position - last <= 4:
            gap = text[words[link].end : words[position].start]
            if not _SHORT_LINK.fullmatch(gap):
                return 0
            word = words[position]
            particle = word.key in self._lexicon.particles or word.key in _LOWER_CASE_OPENERS
            if particle and position + 1 < len(words) and word.key not in {"en", "y"}:
                link, position = position, position + 1
                continue
            return position if self._is_surname(words, chosen, last, position) else 0
        return 0

    def _is_surname(self, words: list[Word], chosen: list[bool], last: int, position: int) -> bool:
        word, through = words[position], position - last > 1
        if word.allowed in (1, 3):
            return False
        capital = word.shape in "cu"
        if not through:
            if chosen[position]:
                return True
            if word.shape == "c" and words[last].shape == "c":
                return word.known not in "CK" or False
            return word.known in "SF" and word.shape == words[last].shape
        particles = {words[i].key for i in range(last + 1, position)}
        if particles & _FIRM or (capital and words[last].shape == "c" and words[last].known != "C"):
            return word.known not in "CK" or capital
        if particles & {"van", "de", "der", "den", "het", "'t"} and len(particles) > 1:
            return word.known == "S" or capital
        return word.known in "S" and (word.shape == words[last].shape) and words[last].known in "FAL" and word.key not in self._lexicon.first_names

    def _patterns(self, text: str, words: list[Word], free: list[bool]) -> Iterator[Candidate]:
        """Initials with a surname, bare initials after a role, and nicknames that are announced."""
        starts = {word.start: i for i, word in enumerate(words)}
        for match in _INITIALS.finditer(text):
            position = max((i for s, i in starts.items() if s < match.end()), default=-1)
            if position < 0:
                continue
            word = words[position]
            if free[position] and word.allowed not in (1, 3) and (word.shape != "l" or word.known in "FSABL23"):
                yield Candidate(PersonalDataType.NAAM, match.start(), match.end(), 6)
        for match in _BARE_INITIALS.finditer(text):
            yield Candidate(PersonalDataType.NAAM, match.start(1), match.end(1), 8)
        for match in _NICKNAME.finditer(text):
            position = starts.get(match.start(1), -1)
            if position >= 0 and free[position] and not words[position].allowed:
                yield Candidate(PersonalDataType.NAAM, match.start(1), match.end(1), 6)
