"""The words of a message with what is known about each of them."""

import re
from dataclasses import dataclass

from knowledge.signals.privacy.characters import CharacterModel
from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.lexicon import Lexicon

WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_EDGE = 2.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MIN_TYPO = 5
_PREFIXES = ("ge", "be", "on", "af", "in", "op")
_SUFFIXES = (
    "e",
    "en",
    "n",
    "s",
    "t",
    "te",
    "ten",
    "de",
    "den",
    "d",
    "je",
    "jes",
    "tje",
    "tjes",
    "pje",
    "er",
    "ers",
    "ere",
    "ste",
    "st",
    "ing",
    "ingen",
    "end",
    "ende",
    "heid",
    "lijk",
    "lijke",
    "baar",
    "loos",
    "loze",
    "ig",
    "ige",
    "sters",
    "ster",
)
_SHOUT = 0.7


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded message.

    Attributes:
        start: First character.
        end: One past the last character, without a possessive "'s".
        text: The word without a possessive "'s".
        key: The form it is looked up in.
        known: What the lists say: F first name, S surname, C common; A and B are F and S that are
            common too; P particle; L a likely name with one typing error; K common with one error or a
            compound of common words; 0-3 unknown, by how much it looks like a name.
        shape: l lower, c capital, u upper case (in a message that is not), m mixed.
        allowed: 0 no, 1 an organisation, place or method, 2 an author.
        possessive: Whether an "'s" or "s" of possession was cut off.
    """

    start: int
    end: int
    text: str
    key: str
    known: str
    shape: str
    allowed: int
    possessive: bool


class Reader:
    """Splits folded messages into words and looks each of them up."""

    def __init__(self, lexicon: Lexicon, characters: CharacterModel) -> None:
        self._lexicon = lexicon
        self._characters = characters
        self._cache: dict[str, tuple[str, str]] = {}

    def read(self, text: str) -> list[Word]:
        """Give the words of a folded message, in order."""
        matches = list(WORD.finditer(text))
        letters = sum(m.end() - m.start() for m in matches)
        upper = sum(m.end() - m.start() for m in matches if m.group().isupper())
        shouting = letters > 8 and upper > _SHOUT * letters
        keys = [key(m.group()) for m in matches]
        allowed = self._allowed(keys, [m.group() for m in matches])
        return [
            self._word(match, form, permitted, shouting=shouting)
            for match, form, permitted in zip(matches, keys, allowed, strict=True)
        ]

    def _word(self, match: re.Match[str], form: str, allowed: int, *, shouting: bool) -> Word:
        base, known = self._look_up(form)
        text = match.group()[: len(base)] if len(base) <= len(match.group()) else match.group()
        if text.islower() or shouting:
            shape = "l"
        elif text.isupper() and len(text) > 1:
            shape = "u"
        elif text[0].isupper():
            shape = "c"
        else:
            shape = "m"
        possessive = len(text) < len(match.group())
        return Word(match.start(), match.start() + len(text), text, base, known, shape, allowed, possessive)

    def _look_up(self, form: str) -> tuple[str, str]:
        found = self._cache.get(form)
        if found is None:
            if len(self._cache) > 20_000:
                self._cache.clear()
            found = self._cache[form] = self._known(form)
        return found

    def _known(self, form: str) -> tuple[str, str]:
        """Give the base of a word (without possessive) and its code in :attr:`Word.known`."""
        for base in (form, form.removesuffix("'s"), form.removesuffix("s") if len(form) > 4 else form):
            code = self._listed(base)
            if code and (base == form or code in "FSAB"):
                return base, code
        base = form.removesuffix("'s")
        if "-" in base:
            parts = [self._listed(part) for part in base.split("-")]
            if all(part and part in "FSABP" for part in parts) and any(part and part in "FS" for part in parts):
                return base, "F" if parts[0] in ("F", "A") else "S"
            if any(part == "C" for part in parts):
                return base, "K"
        return base, self.unknown(base)

    def _listed(self, form: str) -> str:
        lexicon = self._lexicon
        if form in lexicon.particles:
            return "P" if form not in {"ben"} else "A"
        common = form in lexicon.common
        if form in lexicon.first_names:
            return "A" if common else "F"
        if form in lexicon.surnames:
            return "B" if common or form in lexicon.groups else "S"
        return "C" if common or form in lexicon.groups else ""

    def unknown(self, form: str) -> str:
        """Give the code of a word that is on no list: K, L or 0-3."""
        if len(form) >= _MIN_TYPO and form.isascii() and form.isalpha():
            near = set(_edits(form[:24])) - {form}
            if near & self._lexicon.common:
                return "K"
            if near & self._lexicon.first_names:
                return "L"
        if self._compound(form) or self._inflected(form):
            return "K"
        score = self._characters.score(form)
        return "0" if score < -_EDGE else "1" if score < 0 else "2" if score < _EDGE else "3"

    def _inflected(self, form: str) -> bool:
        """Tell whether the word is an inflection of a common word: "poortje", "twijfelde", "geplaagd"."""
        common = self._lexicon.common
        bare = [form, form[2:]] if form.startswith(_PREFIXES) else [form]
        for word in bare:
            if len(word) > 3 and word is not form and word in common:
                return True
            for suffix in _SUFFIXES:
                stem = word.removesuffix(suffix)
                if stem is word or len(stem) < 3:
                    continue
                if stem in common or stem + "en" in common or (stem[-1] == stem[-2] and stem[:-1] in common):
                    return True
                if len(stem) > 2 and stem[-2] in "aeou" and stem[:-1] + stem[-2] + stem[-1] in common:
                    return True
        return False

    def _compound(self, form: str) -> bool:
        """Tell whether a word is two common words written together, with an optional "s" between."""
        common = self._lexicon.common
        for cut in range(3, min(len(form), 30) - 2):
            head, tail = form[:cut], form[cut:]
            if (
                len(form) > 7
                and head in common
                and (tail in common or (tail[0] == "s" and len(tail) > 3 and tail[1:] in common))
            ):
                return True
        return False

    def _allowed(self, keys: list[str], texts: list[str]) -> list[int]:
        allowed = [0] * len(keys)
        position = 0
        while position < len(keys):
            for words, author in self._lexicon.allowed.get(keys[position], ()):
                code = 3 if len(words) > 1 else 2 if author else 1
                found = tuple(keys[position : position + len(words)])
                if (found == words or _compound_of(found, words)) and not (
                    author
                    and len(words) == 1
                    and texts[position].islower()
                    and keys[position] in self._lexicon.first_names
                ):
                    allowed[position : position + len(words)] = [code] * len(words)
                    position += len(words) - 1
                    break
            position += 1
        return allowed


def _compound_of(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether the last word only goes on after a dash: "Albert Heijn-tas"."""
    return found[:-1] == words[:-1] and bool(found) and found[-1].startswith(words[-1] + "-")


def _edits(form: str) -> list[str]:
    """Give every string one deletion, swap, replacement or insertion away (Norvig 2007)."""
    splits = [(form[:i], form[i:]) for i in range(len(form) + 1)]
    edits = [a + b[1:] for a, b in splits if b]
    edits += [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1]
    edits += [a + c + b[1:] for a, b in splits if b for c in _LETTERS]
    edits += [a + c + b for a, b in splits for c in _LETTERS]
    return edits
