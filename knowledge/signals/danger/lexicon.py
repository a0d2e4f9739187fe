"""Danger by rules alone: standard library and YAML, so that it works when everything else is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.signals.danger.model import NO_DANGER, DangerJudgement, DangerLevel
from knowledge.signals.wording.rules import Rule, load_rules
from knowledge.signals.wording.scope import Wording, WordingReader
from knowledge.signals.wording.yaml_records import read_texts

DATA = Path(__file__).resolve().parent.parent / "data"
_CLOSING = frozenset({"verleden", "afgerond", "oefening", "fictie", "figuurlijk"})
_DOUBTFUL = frozenset({"hypothetisch", "theorie", "beleid"})


class RuleLevel(StrEnum):
    """What a hit of a rule means."""

    ACUTE = "acuut"
    ACUTE_WITH_NOW = "acuut_met_nu"
    GREY = "grijs"


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that matched, with the level left over after the scope of the message."""

    rule: Rule
    level: DangerLevel


@dataclass(frozen=True, slots=True)
class DangerLexicon:
    """The rules with the words they use.

    Attributes:
        wording: Reads a message with the words of the rules.
        rules: In the order of the file.
        kinds: Kinds of danger; an earlier one is named when rules of several kinds count.
    """

    wording: WordingReader
    rules: tuple[Rule, ...]
    kinds: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path | None = None) -> "DangerLexicon":
        """Load the rules.

        Args:
            folder: The data folder that holds `danger/` and `wording/`; the bundled one when None.

        Raises:
            SignalDataError: A rule file is missing or malformed.
        """
        data = DATA if folder is None else folder
        wording = WordingReader.load(data / "wording", data / "danger" / "woorden.yml")
        kinds = tuple(read_texts(data / "danger" / "soorten.yml"))
        rules = load_rules(data / "danger" / "regels.yml", kinds, tuple(RuleLevel), wording.vocabulary)
        return cls(wording, rules, kinds)

    def judge(self, text: str) -> DangerJudgement:
        """Judge one message; never raises on text."""
        return self.judge_wording(self.wording.read(text))

    def judge_wording(self, wording: Wording) -> DangerJudgement:
        """Judge a message that has been read already."""
        return self.judge_hits(self.hits(wording))

    def judge_hits(self, found: Sequence[RuleHit]) -> DangerJudgement:
        """Judge a message of which the rules that matched are known."""
        hits = [hit for hit in found if hit.level is not DangerLevel.NONE]
        if not hits:
            return NO_DANGER
        acute = [hit for hit in hits if hit.level is DangerLevel.ACUTE]
        counted = acute or hits
        kind = min((hit.rule.kind for hit in counted), key=self.kinds.index)
        level = DangerLevel.ACUTE if acute else DangerLevel.GREY
        return DangerJudgement(level, kind, tuple(hit.rule.id for hit in counted), None)

    def hits(self, wording: Wording) -> list[RuleHit]:
        """Return every rule that matched, also those whose level the scope took away."""
        return [RuleHit(rule, _level(rule.level, wording)) for rule in self.rules if rule.matches(wording)]


def _level(level: str, wording: Wording) -> DangerLevel:
    """Lower a rule's level by the scope of the message; doubt falls to the safe side (grey)."""
    acute = level == RuleLevel.ACUTE or (level == RuleLevel.ACUTE_WITH_NOW and wording.now)
    if wording.real:
        return DangerLevel.ACUTE if acute else DangerLevel.GREY
    if wording.scopes & _CLOSING:
        return DangerLevel.GREY if acute and wording.now else DangerLevel.NONE
    if wording.scopes & _DOUBTFUL:
        return DangerLevel.GREY if acute else DangerLevel.NONE
    if wording.recent:
        return DangerLevel.GREY
    return DangerLevel.ACUTE if acute else DangerLevel.GREY
