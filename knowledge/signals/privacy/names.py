"""Names of people: scored words grown into whole names."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.features import Featurizer, candidates
from knowledge.signals.privacy.lexicon import Lexicon
from knowledge.signals.privacy.model import PersonalDataType
from knowledge.signals.privacy.name_frames import find_frames
from knowledge.signals.privacy.name_patterns import find_patterns
from knowledge.signals.privacy.name_rules import MAX_PARTICLES, described, margin, opener, titled
from knowledge.signals.privacy.scorer import NameScorer
from knowledge.signals.privacy.words import Reader, Word

_LOWER_CASE_OPENERS = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "ter",
        "ten",
        "te",
        "el",
        "al",
        "ben",
        "aan",
        "op",
        "in",
        "vd",
        "v/d",
        "la",
        "bin",
        "ibn",
        "ait",
        "oulad",
        "ould",
        "di",
        "da",
        "von",
        "abu",
        "abou",
        "'t",
        "bint",
        "d",
        "del",
    ]
)
_FIRM = frozenset(["el", "al", "ait", "oulad", "ould", "vd", "ter", "ten", "bin", "ibn", "abu", "abou", "vander"])
_NOT_TITLES = frozenset(["gezin", "meester", "juf"])
_FAMILIES = frozenset(["gezin", "familie", "fam", "fam.", "echtpaar", "huize"])
_SHORT_LINK = re.compile(r"[ \-'.]{1,2}|\. ?'?")


class NameFinder:
    """Finds the names of people in a folded message."""

    def __init__(self, lexicon: Lexicon, reader: Reader, scorer: NameScorer) -> None:
        self._lexicon = lexicon
        self._reader = reader
        self._scorer = scorer
        self._featurizer = Featurizer(lexicon)

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
        yield from find_patterns(text, words, free)
        yield from find_frames(text, words, free, self._lexicon)

    def _chosen(self, text: str, words: list[Word], free: list[bool]) -> list[bool]:
        chosen = [False] * len(words)
        for position in candidates(words):
            if not free[position] or not self._may(words, position):
                continue
            if titled(text, words, position) or described(text, words, position, self._lexicon.groups):
                chosen[position] = True
                continue
            features = self._featurizer.features(text, words, position)
            chosen[position] = self._scorer.score(features) > -margin(words[position], position)
        return chosen

    def _may(self, words: list[Word], position: int) -> bool:
        """Organisations, places and authors are names only right after a title or a role."""
        word = words[position]
        if not word.allowed:
            return True
        if word.allowed == 3 or not position:
            return False
        start = opener(words, position)
        groups = self._lexicon.groups.get(words[start - 1].key, frozenset()) if start else frozenset()
        if word.allowed == 1:
            return "titel" in groups and self._titled_town(words, start, position)
        return bool(groups & {"titel", "rol"}) or words[start - 1].known == "F"

    def _titled_town(self, words: list[Word], start: int, position: int) -> bool:
        """Tell whether an organisation or a place after a title is a surname: "mevrouw Van Deventer".

        "Mevrouw van Jellinek" works there, "mevrouw uit Zwolle" and "het gezin van Zwolle" live there: without a
        capital only "van" makes a surname, of a town only, and not after a word for a family.
        """
        word, title = words[position], words[start - 1].key
        if start < position:
            of_town = words[start].key == "van" and word.key in self._lexicon.places and "-" not in word.key
            return words[start].text[0].isupper() or (of_town and title not in _FAMILIES)
        return word.shape == "c" and word.known in "FSABPL" and title not in _NOT_TITLES

    def _grow(self, text: str, words: list[Word], chosen: list[bool], position: int) -> tuple[int, int]:
        """Extend a chosen word to the whole name: particles before it, surnames behind it."""
        first = last = position
        while first and position - first < MAX_PARTICLES and self._leads(text, words, first):
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
        start = opener(words, first - 1)
        cues = self._lexicon.groups.get(words[start - 1].key, frozenset()) if start else frozenset()
        introduced = bool(cues & {"titel", "beroep", "noemen"}) or (
            bool(cues & {"rol"}) and before.key in {"de", "den", "der"}
        )
        capital = before.shape in "cu" and first - 1 > 0
        chained = (
            first > 1
            and words[first - 2].key in self._lexicon.particles
            and words[first - 2].shape in "cu"
            and before.key in {"de", "den", "der", "het", "la"}
        )
        return (
            (introduced and not (before.key in {"van", "met", "over", "voor"} and not cues & {"titel"}))
            or capital
            or chained
        )

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
        """Tell whether the word at ``position`` goes on the name that ends at ``last`` (particles between them)."""
        word, given = words[position], words[last]
        if word.allowed in (1, 3):
            return False
        capital = word.shape in "cu"
        if position == last + 1:
            if chosen[position]:
                return True
            if word.shape == "c" and given.shape == "c":
                return word.known not in "CK"
            return word.known in "SF" and word.shape == given.shape
        particles = {words[i].key for i in range(last + 1, position)}
        if particles & _FIRM or (capital and given.shape == "c" and given.known != "C"):
            return word.known not in "CK" or capital
        if particles & {"van", "de", "der", "den", "het", "'t"} and len(particles) > 1:
            return word.known == "S" or capital
        if given.known not in "FAL" or word.shape != given.shape or word.key in self._lexicon.first_names:
            return False
        return word.known == "S" or (word.known == "B" and given.known == "F" and self._closes(words, position))

    def _closes(self, words: list[Word], position: int) -> bool:
        """Tell whether a sentence may go on with a verb after this word, so that it can end a name."""
        if position + 1 == len(words):
            return True
        return "werkwoord" in self._lexicon.groups.get(words[position + 1].key, frozenset())
