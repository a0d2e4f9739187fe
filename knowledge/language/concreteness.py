"""How concrete a Top-3 sentence is: who, what, when, how often, what comes before, and what the child notices.

The six questions are those of the entry on choosing the most unsafe situations in the knowledge base.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from knowledge.errors import SignalDataError
from knowledge.language.groups import Groups
from knowledge.language.index import follow
from knowledge.language.inflection import Verbs
from knowledge.language.lexicon import DATA
from knowledge.language.model import Aspect, AspectCheck, Concreteness
from knowledge.language.patterns import Element, PatternError, compile_elements, plain
from knowledge.language.reading import Reading, Token, read
from knowledge.yaml_text import read_yaml

_VERBS = ("doen", "kind_merkt")
_WORDS = ("lijdend", "door", "niemand", "wanneer", "elke", "hoe_vaak", "vooraf", "kind")
_PHRASES = ("wanneer_los", "hoe_vaak_los", "vooraf_los", "kind_los")
_TIMES = frozenset(("keer", "maal"))
_REACH = 8


@dataclass(frozen=True, slots=True)
class ConcretenessReader:
    """Looks for the six aspects.

    Attributes:
        words: Word groups by name; of verbs all forms.
        phrases: Compiled phrases by name.
        people: Words for persons.
        questions: The question for each aspect.
    """

    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[Element, ...], ...]]
    people: frozenset[str]
    questions: dict[Aspect, str]

    @classmethod
    def load(cls, verbs: Verbs, groups: Groups, folder: Path = DATA) -> Self:
        """Read the word groups of the aspects.

        Raises:
            SignalDataError: The file is missing or malformed, or a group is absent.
        """
        path = folder / "aspecten.yml"
        content = _content(path)
        words = {name: frozenset(plain(content[name]).split()) for name in _WORDS}
        for name in _VERBS:
            listed = plain(content[name]).split()
            words[name] = frozenset(listed).union(*map(verbs.forms, listed))
        try:
            phrases = {
                name: tuple(compile_elements(source.strip(), verbs.forms) for source in content[name].split(","))
                for name in _PHRASES
            }
        except PatternError as error:
            raise SignalDataError(path, 0, str(error)) from error
        return cls(words, phrases, groups["personen"], {aspect: content["vragen"][aspect.value] for aspect in Aspect})

    def read(self, sentence: str) -> Concreteness:
        """Look for the six aspects in a sentence.

        Args:
            sentence: One sentence, or a few that describe one situation.
        """
        reading = read(sentence)
        tokens = reading.tokens
        found = {
            Aspect.WIE: self._who(tokens),
            Aspect.WAT: self._word(tokens, "doen"),
            Aspect.WANNEER: self._when(tokens),
            Aspect.HOE_VAAK: self._how_often(tokens),
            Aspect.VOORAF: self._word(tokens, "vooraf") or self._phrase(tokens, "vooraf_los"),
            Aspect.KIND: self._child(tokens),
        }
        checks = (
            AspectCheck(aspect, place is not None, _words(reading, place), self.questions[aspect])
            for aspect, place in found.items()
        )
        return Concreteness(tuple(checks))

    def _who(self, tokens: Sequence[Token]) -> tuple[int, int] | None:
        """Find who acts. In the passive only "door ..." says so; after "er" a child is who it happens to."""
        words = [token.word for token in tokens]
        acts = self.words["doen"]
        passive = any(word in self.words["lijdend"] for word in words) and any(
            word.startswith("ge") and word in acts for word in words
        )
        start = 0
        if passive:
            start = next((place for place, word in enumerate(words) if word in self.words["door"]), len(words))
        who = self.people - self.words["kind"] if words and words[0] in self.words["niemand"] else self.people
        return next(((place, place) for place in range(start, len(words)) if words[place] in who), None)

    def _word(self, tokens: Sequence[Token], group: str) -> tuple[int, int] | None:
        return next(((place, place) for place, token in enumerate(tokens) if token.word in self.words[group]), None)

    def _phrase(self, tokens: Sequence[Token], group: str) -> tuple[int, int] | None:
        for place in range(len(tokens)):
            for elements in self.phrases[group]:
                last = follow(elements, tokens, place) if elements[0].fits(tokens[place].word) else None
                if last is not None:
                    return place, last
        return None

    def _when(self, tokens: Sequence[Token]) -> tuple[int, int] | None:
        clock = next(((place, place) for place, token in enumerate(tokens) if _is_clock(token.word)), None)
        return self._word(tokens, "wanneer") or clock or self._phrase(tokens, "wanneer_los")

    def _how_often(self, tokens: Sequence[Token]) -> tuple[int, int] | None:
        for place in range(len(tokens) - 1):
            word, following = tokens[place].word, tokens[place + 1].word
            counted = word[0].isdigit() and following in _TIMES
            if counted or (word in self.words["elke"] and following in self.words["wanneer"]):
                return place, place + 1
        return self._word(tokens, "hoe_vaak") or self._phrase(tokens, "hoe_vaak_los")

    def _child(self, tokens: Sequence[Token]) -> tuple[int, int] | None:
        """Find what the child notices: a child with a verb of noticing after it, or "waar de kinderen bij zijn"."""
        phrase = self._phrase(tokens, "kind_los")
        if phrase is not None:
            return phrase
        for place, token in enumerate(tokens):
            if token.word not in self.words["kind"]:
                continue
            for after in range(place + 1, min(place + _REACH, len(tokens))):
                if tokens[after].word in self.words["kind_merkt"]:
                    return place, after
        return None


def _is_clock(word: str) -> bool:
    hour, mark, minute = word.replace(".", ":").partition(":")
    return bool(mark) and hour.isdigit() and len(minute) == 2 and minute.isdigit()


def _words(reading: Reading, place: tuple[int, int] | None) -> str:
    return "" if place is None else reading.words(*place)


def _content(path: Path) -> dict[str, Any]:
    content = read_yaml(path, SignalDataError)
    if not isinstance(content, dict) or not isinstance(content.get("vragen"), dict):
        raise SignalDataError(path, 0, "needs vragen and the word groups")
    absent = [name for name in (*_VERBS, *_WORDS, *_PHRASES) if not isinstance(content.get(name), str)]
    absent += [aspect.value for aspect in Aspect if not isinstance(content["vragen"].get(aspect.value), str)]
    if absent:
        raise SignalDataError(path, 0, f"{absent[0]!r} is missing")
    return content
