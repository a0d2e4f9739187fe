"""Dutch inflection by rule: from a dictionary form to the forms that can stand in a sentence.

The rules are those of the Dutch spelling (Woordenlijst Nederlandse Taal: open and closed syllables, v/f and
z/s, 't kofschip). They generate on the generous side: a form that does not exist can never be met, so it does
no harm. Strong verbs come from a table (`data/werkwoorden.yml`).
"""

import re
from collections.abc import Mapping

_VOWELS = frozenset("aeiou")
_VOWELS_OR_NONE = frozenset("aeiou") | {""}
_DOUBLING = frozenset("bcdfgklmnprst")
_SHORTEST = 3
_VOICED = {"f": "v", "s": "z"}
_UNVOICED = {"v": "f", "z": "s"}
_NO_GE = ("be", "ge", "her", "ont", "ver", "er", "mis", "over", "onder")


def with_vowel(stem: str) -> set[str]:
    """Return the spellings of a stem before a suffix that starts with a vowel.

    "kwaad" gives "kwad", "slap" gives "slapp", "boos" gives "boz"; where stress decides, both spellings.
    """
    last = stem[-1]
    if last in _VOWELS or (stem.endswith("en") and not stem.endswith("een")):
        return {stem}
    vowel, before = stem[-2:-1], stem[-3:-2]
    closed = last in _DOUBLING and vowel in _VOWELS
    short = closed and before not in _VOWELS_OR_NONE
    if closed and vowel == before and vowel != "i":
        found = {stem[:-2] + last}
    elif short or (closed and not before):
        found = {stem + last, stem} if len(stem) > _SHORTEST else {stem + last}
    else:
        found = {stem}
    if last in _VOICED and len(stem) > 2 and not (short and len(stem) <= _SHORTEST):
        found |= {form[:-1] + _VOICED[last] for form in tuple(found) if form[-2] != last}
    return found


def adjective(base: str) -> set[str]:
    """Return base, inflected form, comparative, superlative, partitive and noun in -heid."""
    forms = {base, base + "s", base + "st", base + "ste", base + "heid"}
    if base[-1] in "eoa" or (base.endswith("en") and not base.endswith("een")):
        return forms
    for stem in with_vowel(base):
        forms |= {stem + "e", stem + "er", stem + "ere"}
    if base.endswith("r"):
        forms |= {base + "der", base + "dere"}
    return forms


def noun(base: str) -> set[str]:
    """Return singular, plurals and diminutives."""
    forms = {base, base + "s", base + "'s", base + "je", base + "tje", base + "jes", base + "tjes"}
    if base.endswith("heid"):
        return forms | {base[:-4] + "heden"}
    if base.endswith("ing"):
        return forms | {base + "en"}
    if base[-1] == "e":
        return forms | {base + "n"}
    return forms | {stem + "en" for stem in with_vowel(base)}


def _stems(infinitive: str) -> set[str]:
    """Return the possible present stems of a regular verb, still voiced: "leven" gives "leev"."""
    root = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    if len(root) > 2 and root[-1] == root[-2] and root[-1] not in _VOWELS:
        return {root[:-1]}
    if re.search(r"[^aeiou][aeou][^aeiouwx]$", root) or re.search(r"^[aeou][^aeiou]$", root):
        long = root[:-1] + root[-2] + root[-1]
        return {long, root} if len(root) > 4 else {long}
    return {root}


def _weak(infinitive: str) -> set[str]:
    forms = {infinitive, infinitive + "d", infinitive + "de"}
    for voiced in _stems(infinitive):
        stem = voiced[:-1] + _UNVOICED.get(voiced[-1], voiced[-1])
        soft = "t" if voiced[-1] in "tkfschpx" else "d"
        present = stem if stem[-1] == "t" else stem + "t"
        past = stem + soft + "e"
        participle = stem if stem[-1] == soft else stem + soft
        if not infinitive.startswith(_NO_GE):
            participle = "ge" + participle
        elif infinitive.startswith(("her", "er", "over", "onder", "ge")):
            forms |= {"ge" + participle, "ge" + participle + "e"}
        forms |= {stem, present, past, past + "n", participle, participle + "e"}
    return forms


def _strong(infinitive: str, past: str, participle: str) -> set[str]:
    forms = {infinitive, infinitive + "d", infinitive + "de", past, participle, participle + "e"}
    forms |= {plural + "en" for plural in with_vowel(past)}
    for voiced in _stems(infinitive):
        stem = voiced[:-1] + _UNVOICED.get(voiced[-1], voiced[-1])
        forms |= {stem, stem if stem[-1] == "t" else stem + "t"}
    return forms


class Verbs:
    """Conjugates verbs: strong ones by table, the others by rule."""

    def __init__(self, irregular: Mapping[str, str]) -> None:
        """Take the table: infinitive to "past participle", or to "= all forms"."""
        self._irregular = irregular
        self._known: dict[str, frozenset[str]] = {}

    def forms(self, infinitive: str) -> frozenset[str]:
        """Return all forms of a verb without separable prefix."""
        found = self._known.get(infinitive)
        if found is None:
            found = self._known[infinitive] = frozenset(self._conjugate(infinitive))
        return found

    def _conjugate(self, infinitive: str) -> set[str]:
        entry = self._irregular.get(infinitive)
        if entry is None:
            return _weak(infinitive)
        parts = entry.split()
        if parts[0] == "=":
            return set(parts[1:])
        return _strong(infinitive, parts[0], parts[1])

    def separable(self, prefix: str, base: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the joined forms ("afhaakt", "afgehaakt") and the forms that stand apart ("haakt ... af")."""
        apart = self.forms(base)
        joined = {prefix + form for form in apart}
        if base.startswith(_NO_GE):
            joined |= {prefix + "ge" + form for form in apart}
        return frozenset(joined), apart
