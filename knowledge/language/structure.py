"""Judgements that no lexicon lists, found by how Dutch makes them.

Three forms: an adjective with an evaluating suffix after a linking verb or before a person ("is onbuigzaam"); a
noun with "een" after a linking verb, which Dutch uses for what somebody is called and not for a profession ("hij
is een ramp", but "hij is bakker"); and "te" with an adjective ("te fel").
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.language.groups import Groups
from knowledge.language.reading import Token
from knowledge.language.sentences import Sentence

_SUFFIX = re.compile(r"\w{2,}(?:ig|lijk|loos|baar|zaam|achtig|ief|eus|waardig)$")
_INFLECTED = re.compile(r"\w{2,}(?:ige|lijke|loze|bare|zame|achtige|ieve|euze|waardige)$")
_ON = re.compile(r"on(?!der|t|s|z)\w{3,}(?:ig|lijk|baar|zaam|end|waardig)e?$")
_REACH = 3


def judgements(sentence: Sentence, groups: Groups) -> Iterator[tuple[int, int, str]]:
    """Yield first and last token of each judgement, and the key of its question."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        at = sentence.first + place
        if _quality(tokens, place, groups):
            yield at, at, "eigenschap"
        label = _label(tokens, place, groups)
        if label is not None:
            yield at, sentence.first + label, "etiket"
        if token.word == "te" and place + 1 < len(tokens) and tokens[place + 1].word in groups["te_woord"]:
            yield at, at + 1, "te_veel"


def _quality(tokens: Sequence[Token], place: int, groups: Groups) -> bool:
    word = tokens[place].word
    neutral = groups["neutraal"]
    if word in neutral or word[:-1] in neutral or word in groups["personen"]:
        return False
    if _ON.fullmatch(word):
        return True
    if _SUFFIX.fullmatch(word):
        return _follows_linking(tokens, place, groups)
    person_next = place + 1 < len(tokens) and tokens[place + 1].word in groups["personen"]
    return bool(_INFLECTED.fullmatch(word)) and person_next


def _follows_linking(tokens: Sequence[Token], place: int, groups: Groups) -> bool:
    """Say whether a linking verb stands before it, with nothing but adverbs or another quality between."""
    for before in range(place - 1, max(place - 1 - _REACH, -1), -1):
        word = tokens[before].word
        if word in groups["koppelwoord"]:
            return True
        if word not in groups["tussen"] and not _SUFFIX.fullmatch(word):
            break
    last = place + 1 == len(tokens) or tokens[place].clause_end
    return not last and tokens[place + 1].word in ("is", "was", "zijn", "waren")


def _label(tokens: Sequence[Token], place: int, groups: Groups) -> int | None:
    """Return the last token of "een ramp" in "hij is een ramp"; None when this is no such phrase."""
    if tokens[place].word != "een" or place < 2 or tokens[place - 1].word not in ("is", "was", "blijft"):
        return None
    if tokens[place - 2].word not in groups["personen"] or place + 1 >= len(tokens):
        return None
    noun = place + 1
    while noun + 1 < len(tokens) and _INFLECTED.fullmatch(tokens[noun].word):
        noun += 1
    word = tokens[noun].word
    ordinary = groups["gewoon"] | groups["personen"]
    if word in ordinary or word.endswith("jarige") or word[0].isdigit() or len(word) < 3:
        return None
    following = tokens[noun + 1].word if noun + 1 < len(tokens) and not tokens[noun].clause_end else ""
    return None if following in ordinary or word.endswith("e") else noun
