"""The reflex rules, and what they say about a message as numbers for the classifier."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.signals.wording.flags import WORDING_FLAGS, wording_flags
from knowledge.signals.wording.rules import Rule, load_rules
from knowledge.signals.wording.scope import Wording, WordingReader
from knowledge.signals.wording.yaml_records import read_texts

DATA = Path(__file__).resolve().parent.parent / "data"


class ReflexRuleLevel(StrEnum):
    """What a hit of a rule means: a reflex, none, or a case in which reporting may be the professional norm."""

    REFLEX = "reflex"
    NOT = "geen"
    NORM = "norm"


@dataclass(frozen=True, slots=True)
class ReflexLexicon:
    """The rules with the words they use."""

    wording: WordingReader
    rules: tuple[Rule, ...]
    kinds: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path | None = None) -> "ReflexLexicon":
        """Load the rules from the data folder, the bundled one when None.

        Raises:
            SignalDataError: A rule file is missing or malformed.
        """
        data = DATA if folder is None else folder
        wording = WordingReader.load(data / "wording", data / "reflex" / "woorden.yml")
        kinds = tuple(read_texts(data / "reflex" / "soorten.yml"))
        rules = load_rules(data / "reflex" / "regels.yml", kinds, tuple(ReflexRuleLevel), wording.vocabulary)
        return cls(wording, rules, kinds)

    def hits(self, wording: Wording) -> list[Rule]:
        """Return the rules that match a message."""
        return [rule for rule in self.rules if rule.matches(wording)]

    def flag_names(self) -> tuple[str, ...]:
        """Return the names of the flags, in order."""
        return ("for", "against", "only_for", *(f"rule:{rule.id}" for rule in self.rules), *WORDING_FLAGS)

    def flags(self, wording: Wording) -> list[float]:
        """Return the flags of a message, each in [0, 1]."""
        hits = self.hits(wording)
        ids = {rule.id for rule in hits}
        speaks_for = sum(rule.level == ReflexRuleLevel.REFLEX for rule in hits)
        against = len(hits) - speaks_for
        summary = [min(speaks_for, 3) / 3, min(against, 3) / 3, float(speaks_for > 0 and not against)]
        return [*summary, *(float(rule.id in ids) for rule in self.rules), *wording_flags(wording)]
