"""Scope of what a message says: now, past, closed, hypothetical, theory, training, fiction, policy, denied.

The idea of trigger words with a scope comes from ConText (Harkema et al., "ConText: an algorithm for
determining negation, experiencer, and temporal status", J Biomed Inform 42(5), 2009); here the scope of all
but negation is the whole message, because chat messages are short and often lack punctuation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SignalDataError
from knowledge.signals.wording.normalise import normalise
from knowledge.signals.wording.patterns import Reader, Vocabulary, compile_pattern
from knowledge.signals.wording.tokens import Tokens, tokenise
from knowledge.signals.wording.yaml_records import read_groups, read_texts

NOW = "nu"
RECENT = "onlangs"
REAL = "echt"
NEGATION = "ontkenning"
NOT_NEGATION = "geen_ontkenning"
CLOSED = "afgerond"
REPORTING = "zeggen"
SCOPES = (
    "verleden",
    "afgerond",
    "hypothetisch",
    "theorie",
    "oefening",
    "fictie",
    "beleid",
    "figuurlijk",
)
_REACH = 3
# "He says that nothing is wrong" reassures nobody: a closing that is only reported does not close.
_REPORTED = compile_pattern(f"@{REPORTING} .. @{CLOSED}", {REPORTING, CLOSED})


@dataclass(frozen=True, slots=True)
class Wording:
    """One message, read.

    Attributes:
        reader: Matches patterns against its words.
        scopes: Names of the scopes of `SCOPES` that the message shows.
        now: Whether it says that something happens now.
        recent: Whether it speaks of last month or some months ago, which closes nothing.
        real: Whether it says that this is no exercise.
        negated: Mask of the words that are denied.
    """

    reader: Reader
    scopes: frozenset[str]
    now: bool
    recent: bool
    real: bool
    negated: int


@dataclass(frozen=True, slots=True)
class WordingReader:
    """Turns text into a `Wording`.

    Attributes:
        vocabulary: The word groups patterns may name, scope groups included.
        replacements: Typing errors and chat spellings.
    """

    vocabulary: Vocabulary
    replacements: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, wording: Path, groups_file: Path) -> "WordingReader":
        """Load scope groups and replacements from `wording`, and the groups of one lexicon.

        Raises:
            SignalDataError: A file is missing or malformed, or a scope group is absent.
        """
        scope_file = wording / "bereik.yml"
        groups = read_groups(scope_file)
        absent = sorted({NOW, RECENT, REAL, NEGATION, NOT_NEGATION, REPORTING, *SCOPES} - set(groups))
        if absent:
            raise SignalDataError(scope_file, 0, f"group {absent[0]!r} is missing")
        own = read_groups(groups_file)
        double = sorted(set(own) & set(groups))
        if double:
            raise SignalDataError(groups_file, 0, f"group {double[0]!r} is already a scope; choose another name")
        replacements = read_texts(wording / "vervangingen.yml")
        split = {wrong: tuple(right.split()) for wrong, right in replacements.items()}
        return cls(Vocabulary.of({**groups, **own}), split)

    def read(self, text: str) -> Wording:
        """Read one message."""
        return self.read_normalised(normalise(text))

    def read_normalised(self, normalised: str) -> Wording:
        """Read a message that went through `normalise` already."""
        tokens = tokenise(normalised, self.replacements)
        reader = self.vocabulary.reader(tokens)
        scopes = {name for name in SCOPES if reader.group(name)}
        if CLOSED in scopes and reader.ends(_REPORTED):
            scopes.discard(CLOSED)
        return Wording(
            reader,
            frozenset(scopes),
            bool(reader.group(NOW)),
            bool(reader.group(RECENT)),
            bool(reader.group(REAL)),
            _negated(reader, tokens),
        )


def _negated(reader: Reader, tokens: Tokens) -> int:
    """Mask the words a negation covers: up to three after it in the clause, two before a closing one."""
    negators = reader.covered(NEGATION) & ~reader.covered(NOT_NEGATION)
    ends = tokens.clause_ends
    reach = negators
    covered = 0
    for _ in range(_REACH):
        reach = (reach & ~ends) << 1
        covered |= reach
    closing = negators & (ends | 1 << max(len(tokens.words) - 1, 0))
    reach = closing
    for _ in range(_REACH - 1):
        reach = (reach >> 1) & ~ends
        covered |= reach
    return covered & tokens.full & ~negators
