"""Why a text is judged as it is: rules with the words that matched, chances with their limits, sentence by sentence."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.signals.danger import detector as danger_files
from knowledge.signals.danger.lexicon import DangerLexicon
from knowledge.signals.danger.model import DangerJudgement, DangerLevel
from knowledge.signals.danger.sentences import SEVERAL, Vectorise
from knowledge.signals.learning.regression import JudgesDanger, JudgesReflex
from knowledge.signals.reflex import detector as reflex_files
from knowledge.signals.reflex.detector import ReflexJudgement
from knowledge.signals.reflex.lexicon import ReflexLexicon
from knowledge.signals.wording.patterns import Pattern
from knowledge.signals.wording.rules import Rule
from knowledge.signals.wording.scope import Wording
from knowledge.signals.wording.tokens import Tokens

_SENTENCE = re.compile(r"(?<=[.?!;])\s+")


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that matched.

    Attributes:
        rule: The rule.
        words: What matched, as Houvast reads the text: small letters, typing errors solved.
        level: What is left of it after "vroeger", "stel dat" and the like; empty for a rule on the reflex.
    """

    rule: Rule
    words: tuple[str, ...]
    level: str = ""


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence of a longer text, judged as if it were a message by itself.

    Attributes:
        text: The sentence.
        level: What is judged.
        chance: P(acute) in [0, 1]; None when only rules judged.
    """

    text: str
    level: DangerLevel
    chance: float | None


@dataclass(frozen=True, slots=True)
class DangerReading:
    """Why a text is danger, or none.

    Attributes:
        judgement: What is judged.
        rules: Rules that matched, also those whose level was taken away.
        scopes: What the text says about when and whether: ids of `bereik.yml`, "nu" and "ontkenning" included.
        limits: P(acute) from which the card comes, by `acute` and (when a rule agrees) `acute_agreed`; empty when
            unknown.
        sentences: Of a longer text; empty for a short one.
    """

    judgement: DangerJudgement
    rules: tuple[RuleMatch, ...]
    scopes: tuple[str, ...]
    limits: Mapping[str, float]
    sentences: tuple[SentenceReading, ...]


@dataclass(frozen=True, slots=True)
class ReflexReading:
    """Why a text shows the reflex, or not.

    Attributes:
        judgement: What is judged.
        rules: Rules that matched, for and against.
        limit: P(reflex) from which it counts; None when unknown.
    """

    judgement: ReflexJudgement
    rules: tuple[RuleMatch, ...]
    limit: float | None


def explain_danger(
    text: str, lexicon: DangerLexicon, judge: JudgesDanger, vectorise: Vectorise, data: Path
) -> DangerReading:
    """Judge a text on danger, with the reasons.

    Args:
        text: The text; kept nowhere.
        lexicon: The rules.
        judge: The detector in use.
        vectorise: Gives the vector of the text.
        data: The data folder of the weights in use.
    """
    vector = vectorise(text)
    wording = lexicon.wording.read(text)
    hits = tuple(RuleMatch(hit.rule, words_of(hit.rule, wording), hit.level.value) for hit in lexicon.hits(wording))
    parts = [part for part in _SENTENCE.split(text.strip()) if part]
    longer = len(text) >= SEVERAL and len(parts) > 1
    judged = [(part, judge.judge(part, vectorise(part))) for part in parts] if longer else []
    said = [("nu", wording.now), ("ontkenning", bool(wording.negated)), ("echt", wording.real)]
    found = _thresholds(data / "danger" / danger_files.LEVEL_FILE, vector)
    return DangerReading(
        judge.judge(text, vector, vectorise),
        hits,
        (*(name for name, there in said if there), *sorted(wording.scopes)),
        {name: float(value) for name, value in found.items()} if isinstance(found, dict) else {},
        tuple(SentenceReading(part, one.level, one.probability) for part, one in judged),
    )


def explain_reflex(
    text: str, lexicon: ReflexLexicon, judge: JudgesReflex, vectorise: Vectorise, data: Path
) -> ReflexReading:
    """Judge a text on the reflex, with the reasons; arguments as in `explain_danger`."""
    vector = vectorise(text)
    wording = lexicon.wording.read(text)
    hits = tuple(RuleMatch(rule, words_of(rule, wording)) for rule in lexicon.hits(wording))
    found = _thresholds(data / "reflex" / reflex_files.FILE, vector)
    limit = float(found) if isinstance(found, int | float) else None
    if limit is not None and any(match.rule.level == "norm" for match in hits):
        limit = max(limit, reflex_files.NORM_THRESHOLD)
    return ReflexReading(judge.judge(text, vector), hits, limit)


def words_of(rule: Rule, wording: Wording) -> tuple[str, ...]:
    """The words by which a rule matched, for each pattern that did, without doubles."""
    found = (_window(pattern, wording) for pattern in rule.patterns)
    return tuple(dict.fromkeys(words for words in found if words))


def _window(pattern: Pattern, wording: Wording) -> str:
    """The shortest row of words up to the first match of a pattern; empty when there is none."""
    ends = wording.reader.ends(pattern, wording.negated)
    if not ends:
        return ""
    end = (ends & -ends).bit_length() - 1
    tokens = wording.reader.tokens
    for start in range(end - 1, -1, -1):
        full = (1 << (end - start)) - 1
        part = Tokens(tokens.words[start:end], tokens.sentence_ends >> start & full, tokens.clause_ends >> start & full)
        inside = wording.reader.vocabulary.reader(part)
        if inside.ends(pattern, wording.negated >> start & full) >> (end - start) & 1:
            return " ".join(part.words)
    return ""


def _thresholds(weights: Path, vector: NDArray[np.float32] | None) -> object:
    """What stands beside the weights about their limits; None when nothing does."""
    try:
        facts = json.loads(weights.with_suffix(".json").read_text(encoding="utf-8"))
        return facts["thresholds"]["without_vector" if vector is None else "with_vector"]
    except (OSError, KeyError, TypeError, ValueError):
        return None
