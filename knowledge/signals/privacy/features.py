"""What the name scorer looks at: each word with the words and marks around it."""

from knowledge.signals.privacy.lexicon import Lexicon
from knowledge.signals.privacy.words import Word

_BROAD = {"F": "N", "S": "N", "L": "N", "A": "A", "B": "A", "C": "C", "K": "C", "P": "P"}
_NONE = "-"
_MAX_PARTICLES = 4
_FALLBACK = (
    "titel",
    "rol",
    "beroep",
    "noemen",
    "bezit",
    "werkwoord",
    "ik",
    "voegwoord",
    "voorzetsel",
    "lidwoord",
    "en",
)


def candidates(words: list[Word]) -> list[int]:
    """Give the positions that may be a name at all; others need no score."""
    return [i for i, word in enumerate(words) if _possible(word)]


def _possible(word: Word) -> bool:
    if word.known == "P" or len(word.key) < 2:
        return False
    return not (word.known in "CK" and word.shape == "l" and not word.possessive)


class Featurizer:
    """Turns a word in its context into the names of its features."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._groups = lexicon.groups
        self._known_words = lexicon.common | lexicon.particles

    def features(self, text: str, words: list[Word], position: int) -> list[str]:
        """Give the features of the word at ``position``.

        Args:
            text: The folded message.
            words: Its words.
            position: Which word.

        Returns:
            Feature names; each holds once.
        """
        word = words[position]
        known, shape = word.known, word.shape
        broad = _BROAD.get(known, "U")
        before, marks_before = self._previous(text, words, position)
        after, marks_after = self._next(text, words, position)
        group_before = marks_before or self._group(before, words, position - 1)
        group_after = marks_after or self._group(after, words, position + 1)
        second = words[position - 2] if position > 1 else None
        third = words[position + 2] if position + 2 < len(words) else None
        own = f"{known}{shape}"
        wide = f"{broad}{shape}"
        found = [
            f"w {own}",
            f"b {own} {group_before}",
            f"a {own} {group_after}",
            f"B {wide} {group_before}",
            f"A {wide} {group_after}",
            f"ba {wide} {group_before} {group_after}",
            f"p {broad} {self._word(before)}",
            f"n {broad} {self._word(after)}",
            f"pp {broad} {self._word(second)}",
            f"ps {shape} {self._word(before)} {self._word(second)}" if second else f"ps {shape} start",
            f"nn {broad} {self._word(third)}",
            f"pw {self._word(before)}",
            f"nw {self._word(after)}",
            f"len {broad} {min(len(word.key), 12)}",
        ]
        start = position
        while start and position - start < _MAX_PARTICLES and words[start - 1].known == "P":
            start -= 1
        if start < position:
            opener = words[start - 1] if start else None
            opening = words[start].shape
            found += [
                f"q {wide} {opening} {self._group(opener, words, start - 1)}",
                f"qw {broad} {opening} {self._word(opener)}",
                f"qp {wide} {words[position - 1].key}",
                f"qpp {broad} {'-'.join(w.key for w in words[start:position])[:20]}",
            ]
        if broad in "AC":
            found += [f"k {word.key} {shape}"]
        if broad in "ACU" and position == 0:
            found += [f"first {own} {group_after}", f"first {broad} {self._word(after)}"]
        if broad == "U":
            found += [f"end {shape} {word.key[-3:]}", f"end {word.key[-2:]}"]
        if word.possessive:
            found.append(f"s {wide}")
        if len(words) == 1:
            found.append(f"alone {wide}")
        return found

    def _word(self, word: Word | None) -> str:
        if word is None:
            return _NONE
        return word.key if word.key in self._known_words or word.key in self._groups else f"<{word.known}{word.shape}>"

    def _group(self, word: Word | None, words: list[Word], position: int) -> str:
        if word is None:
            return "rand"
        groups = self._groups.get(word.key)
        if groups:
            return next((name for name in _FALLBACK if name in groups), min(groups))
        if word.known == "P" and 0 < position < len(words):
            return "deeltje"
        return _BROAD.get(word.known, "U") + word.shape

    @staticmethod
    def _previous(text: str, words: list[Word], position: int) -> tuple[Word | None, str]:
        begin = words[position - 1].end if position else 0
        marks = text[begin : words[position].start]
        plain = marks.strip().removeprefix("'s").strip()
        if position == 0:
            return None, "start" if not plain else "start" + _mark(plain[-1])
        if plain in ("", "."):
            is_end = plain == "." and words[position].shape != "l" and len(words[position - 1].key) > 4
            return (words[position - 1], "punt" if is_end else "")
        return words[position - 1], "na" + _mark(plain[-1])

    @staticmethod
    def _next(text: str, words: list[Word], position: int) -> tuple[Word | None, str]:
        end = words[position + 1].start if position + 1 < len(words) else len(text)
        marks = text[words[position].end : end]
        plain = marks.removeprefix("'s" if words[position].possessive else "").strip()
        following = words[position + 1] if position + 1 < len(words) else None
        if not plain:
            return following, "" if following else "slot"
        return following, "voor" + _mark(plain[0]) + ("9" if any(c.isdigit() for c in plain) else "")


def _mark(character: str) -> str:
    if character.isdigit():
        return "9"
    if character in ",;:.!?()[]'\"/-":
        return {";": ":", "!": ".", "?": ".", "[": "(", "]": ")", '"': "'"}.get(character, character)
    return "x"
