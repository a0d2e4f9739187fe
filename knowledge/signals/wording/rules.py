"""Rules that a team lead can edit: an id, a kind, a level, patterns, and example sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SignalDataError
from knowledge.signals.wording.patterns import Pattern, PatternError, Vocabulary, compile_pattern
from knowledge.signals.wording.scope import Wording
from knowledge.signals.wording.yaml_records import Record, read_records


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: Stable name, shown as reason.
        kind: One of the kinds of its lexicon.
        level: What a hit means, one of the levels of its lexicon.
        patterns: Any of these is a hit.
        hits: Example sentences in which the rule must count.
        misses: Example sentences in which it must not.
    """

    id: str
    kind: str
    level: str
    patterns: tuple[Pattern, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    def matches(self, wording: Wording) -> bool:
        """Say whether a pattern occurs in words that are not denied."""
        return any(wording.reader.ends(pattern, wording.negated) for pattern in self.patterns)


def load_rules(path: Path, kinds: Sequence[str], levels: Sequence[str], vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """Load a rule file.

    Args:
        path: YAML list with id, soort, niveau, patronen, raak and mis for each rule.
        kinds: Allowed values of `soort`.
        levels: Allowed values of `niveau`.
        vocabulary: The word groups patterns may name.

    Raises:
        SignalDataError: The file is missing or malformed; names file, line and reason.
    """
    rules: dict[str, Rule] = {}
    for record in read_records(path, texts=("id", "soort", "niveau"), lists=("patronen", "raak", "mis")):
        for key, allowed in (("soort", kinds), ("niveau", levels)):
            if record.texts[key] not in allowed:
                reason = f"unknown {key} {record.texts[key]!r}; use one of {', '.join(allowed)}"
                raise SignalDataError(path, record.line, reason)
        rule = _rule(path, record, vocabulary)
        if rule.id in rules:
            raise SignalDataError(path, record.line, f"rule id {rule.id!r} is used twice")
        rules[rule.id] = rule
    return tuple(rules.values())


def _rule(path: Path, record: Record, vocabulary: Vocabulary) -> Rule:
    try:
        patterns = tuple(compile_pattern(item, vocabulary.groups) for item in record.lists["patronen"])
    except PatternError as error:
        raise SignalDataError(path, record.line, str(error)) from error
    texts, lists = record.texts, record.lists
    return Rule(texts["id"], texts["soort"], texts["niveau"], patterns, lists["raak"], lists["mis"])
