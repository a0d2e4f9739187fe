"""The language check: marks words that can be made concrete, and says what each sentence is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge.errors import SignalDataError
from knowledge.language.concreteness import ConcretenessReader
from knowledge.language.groups import Groups, load_groups
from knowledge.language.index import Match
from knowledge.language.lexicon import DATA, Lexicon, load_lexicon, load_verbs
from knowledge.language.model import Concreteness, Finding, FindingKind, Statement, StatementKind
from knowledge.language.reading import Reading, read
from knowledge.language.sentences import Sentence, split
from knowledge.language.situations import Shape, SituationReader
from knowledge.language.statements import state
from knowledge.language.structure import judgements
from knowledge.yaml_text import read_yaml

_TEXTS = ("van_een_ander", "ontkend", "verteller", "volgens", "zou", "eigenschap", "etiket", "te_veel", "norm")
_JUDGING = frozenset((FindingKind.OORDEEL, FindingKind.INTERPRETATIE))
_OWNED = frozenset(("ik-denk", "ik-vind"))
"""Items with which a writer says that it is their own idea: that makes a sentence better, so it is not marked."""
_PLAIN = frozenset((FindingKind.VAAG, FindingKind.ABSOLUUT, FindingKind.JARGON))
_NOT = frozenset(("niet", "geen", "nooit", "zonder", "nauwelijks"))
_NOT_REACH = 2
_GENERAL = "algemeen"


@dataclass(frozen=True, slots=True, repr=False)
class LanguageCheck:
    """Reads Dutch text of professionals; safe to share between threads.

    Attributes:
        lexicon: The words it knows.
        groups: The word groups that tell what a sentence is.
        questions: Questions that belong to no single word.
        statement_questions: The question for each kind of statement.
        aspects: The reader for the Top-3 questions.
        situations: Tells a situation from a problem or a goal.
    """

    lexicon: Lexicon
    groups: Groups
    questions: dict[str, str]
    statement_questions: dict[str, str]
    aspects: ConcretenessReader
    situations: SituationReader

    @classmethod
    def load(cls, folder: Path = DATA) -> Self:
        """Load the lexicon and the word groups.

        Raises:
            SignalDataError: A data file is missing or malformed; it names file and reason.
        """
        verbs = load_verbs(folder)
        questions, for_statements = _load_questions(folder / "vragen.yml")
        groups = load_groups(verbs, folder)
        aspects = ConcretenessReader.load(verbs, groups, folder)
        seen = aspects.words["doen"] - groups["algemeen"] | aspects.words["wanneer"] | groups["toestand"]
        groups = groups.having("zichtbaar", seen)
        situations = SituationReader.load(verbs, aspects.words["doen"], folder)
        return cls(load_lexicon(verbs, folder), groups, questions, for_statements, aspects, situations)

    def check(self, text: str) -> tuple[Finding, ...]:
        """Mark words that can be made concrete.

        Args:
            text: Any text.

        Returns:
            Findings in code points of `text`, sorted, none overlapping. A word in a quote or passed on from somebody
            else is hearsay, not a judgement of the writer. In a question only jargon is marked.
        """
        matches, sentences = self._read(text)
        found: list[Finding] = []
        for sentence in sentences:
            found += self._in_sentence(sentence, matches)
        return tuple(sorted(found, key=lambda finding: finding.start))

    def statements(self, text: str) -> tuple[Statement, ...]:
        """Say of each sentence, and of its clauses, what it is.

        Args:
            text: Any text.

        Returns:
            One statement a sentence, in order. A sentence is what its strongest clause is: a judgement before an
            interpretation, before hearsay, before a fact.
        """
        matches, sentences = self._read(text)
        found: list[Statement] = []
        for sentence in sentences:
            inside = sentence.inside(matches)
            judged = [first for first, _, _ in self._judged(sentence, inside)]
            found.append(state(sentence, inside, judged, self.lexicon.items, self.groups, self.statement_questions))
        return tuple(found)

    def kind(self, sentence: str) -> StatementKind:
        """Say what a single sentence is; of several, the strongest."""
        return _strongest([statement.kind for statement in self.statements(sentence)])

    def concreteness(self, sentence: str) -> Concreteness:
        """Say which of the Top-3 questions a sentence answers, and what to ask for the others."""
        return self.aspects.read(sentence)

    def shape(self, text: str) -> Shape:
        """Say whether a text is a situation, as the Top-3 asks for, or a problem or a goal."""
        judged = self.kind(text) in (StatementKind.OORDEEL, StatementKind.INTERPRETATIE)
        return self.situations.read(text, judged=judged)

    def _read(self, text: str) -> tuple[list[Match], list[Sentence]]:
        reading = read(text)
        matches = self._apart(self.lexicon.index.find(reading.tokens))
        hearsay = StatementKind.HOREN_ZEGGEN
        other = [match for match in matches if self.lexicon.items[match.owner].claim is not hearsay]
        return matches, split(reading, self.groups, _places(other))

    def _apart(self, matches: list[Match]) -> list[Match]:
        """Of overlapping matches keep the one that names most words; a judgement counts for more than one word."""
        taken: set[int] = set()
        kept: list[Match] = []
        for match in sorted(matches, key=self._weight, reverse=True):
            places = range(match.first, match.last + 1)
            if taken.isdisjoint(places):
                taken.update(places)
                kept.append(match)
        return sorted(kept, key=lambda match: match.first)

    def _weight(self, match: Match) -> tuple[float, int]:
        """Weigh a match against others in its place; one that only spans others weighs least."""
        kind = self.lexicon.items[match.owner].kind
        weight = match.fixed + 1.5 * (kind in _JUDGING)
        if kind in _PLAIN and match.last - match.first >= match.fixed:
            weight = 0.5
        return weight, -match.first

    def _judged(self, sentence: Sentence, matches: Sequence[Match]) -> list[tuple[int, int, str]]:
        """List judgements found by their form, where the lexicon found nothing."""
        taken = _places(matches)
        found = judgements(sentence, self.groups) if sentence.claims else ()
        return [one for one in found if taken.isdisjoint(range(one[0], one[1] + 1))]

    def _in_sentence(self, sentence: Sentence, matches: list[Match]) -> Iterator[Finding]:
        reading = sentence.reading
        inside = sentence.inside(matches)
        for match in inside:
            finding = self._finding(sentence, match)
            if finding is not None:
                yield finding
        taken = _places(inside)
        for told in sentence.told:
            if told.place not in taken:
                match = Match(-1, told.place, told.place)
                question = self.questions[told.kind]
                yield _make(reading, match, FindingKind.HOREN_ZEGGEN, question, _GENERAL, told.kind)
        for first, last, name in self._judged(sentence, inside):
            match = Match(-1, first, last)
            kind, question = self._in_context(sentence, match, FindingKind.OORDEEL, self.questions[name])
            yield _make(reading, match, kind, question, _GENERAL, name)

    def _finding(self, sentence: Sentence, match: Match) -> Finding | None:
        item = self.lexicon.items[match.owner]
        quoted = all(token.quoted for token in sentence.reading.tokens[match.first : match.last + 1])
        if not sentence.claims and item.kind is not FindingKind.JARGON:
            return None
        if item.name in _OWNED or (quoted and item.kind not in _JUDGING):
            return None
        kind, question = self._in_context(sentence, match, item.kind, item.question)
        return _make(sentence.reading, match, kind, question, item.source, item.name)

    def _in_context(
        self, sentence: Sentence, match: Match, kind: FindingKind, question: str
    ) -> tuple[FindingKind, str]:
        """Adapt kind and question to who says it and whether it is denied."""
        if kind not in _JUDGING:
            return kind, question
        tokens = sentence.reading.tokens
        if match.first in sentence.reported or tokens[match.first].quoted:
            asked = question[0].lower() + question[1:]
            return FindingKind.HOREN_ZEGGEN, self.questions["van_een_ander"].format(vraag=asked)
        before = tokens[max(match.first - _NOT_REACH, sentence.first) : match.first]
        if any(token.word in _NOT for token in before):
            return kind, self.questions["ontkend"]
        return kind, question


def _make(reading: Reading, match: Match, kind: FindingKind, question: str, source: str, item: str) -> Finding:
    start, end = reading.tokens[match.first].start, reading.tokens[match.last].end
    return Finding(start, end, kind, reading.text[start:end], question, source, item)


def _places(matches: Sequence[Match]) -> frozenset[int]:
    return frozenset(place for match in matches for place in range(match.first, match.last + 1))


def _strongest(kinds: list[StatementKind]) -> StatementKind:
    order = (StatementKind.OORDEEL, StatementKind.INTERPRETATIE, StatementKind.HOREN_ZEGGEN, StatementKind.FEIT)
    return next((kind for kind in order if kind in kinds), StatementKind.GEEN)


def _load_questions(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    content = read_yaml(path, SignalDataError)
    statements = content.get("uitspraak") if isinstance(content, dict) else None
    absent = [name for name in _TEXTS if not isinstance(content, dict) or not isinstance(content.get(name), str)]
    if absent or not isinstance(statements, dict):
        raise SignalDataError(path, 0, f"question {absent[0] if absent else 'uitspraak'!r} is missing")
    return {name: content[name] for name in _TEXTS}, {str(name): str(text) for name, text in statements.items()}
