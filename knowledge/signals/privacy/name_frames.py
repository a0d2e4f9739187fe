"""Surnames that a title, initials or the word "gezin" gives away, also in lower case: "fam. de boer", "j. de vries"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.lexicon import Lexicon
from knowledge.signals.privacy.model import PersonalDataType
from knowledge.signals.privacy.name_rules import opener
from knowledge.signals.privacy.words import Word

_RANK = 6
_HOUSEHOLDS = frozenset(("gezin", "familie", "fam", "huishouden", "echtpaar"))
_TITLES = frozenset(("mw", "mevr", "mevrouw", "mvr", "dhr", "hr", "meneer", "heer", "mijnheer", "fam")) | _HOUSEHOLDS
_OPENERS = frozenset(("de", "den", "der", "van", "vd", "vande", "vander", "ten", "ter", "'t", "el", "al", "ben"))
_LINK = re.compile(r"\.? ?|[ \-']{1,2}")
_MAX_WORDS = 6
# Shortened words that look like initials; "o.a. jansen" is no Mr O.A. Jansen.
_SHORTENED = frozenset(
    (
        "o.a.", "m.b.t.", "i.v.m.", "d.w.z.", "o.b.v.", "e.d.", "z.s.m.", "n.a.v.", "a.s.", "j.l.", "d.d.", "b.v.",
        "m.i.", "i.p.v.", "n.v.t.", "t.a.v.", "t.g.v.", "m.n.", "t.b.v.", "i.o.", "i.h.", "i.h.k.v.", "n.o.",
        "o.t.s.", "u.h.p.", "g.i.", "v.t.", "m.d.o.", "g.w.", "a.u.b.", "s.v.p.", "t.o.v.", "e.a.", "e.v.", "p.m.",
        "a.m.", "q.a.", "v.w.b.", "m.u.v.", "i.c.", "n.t.b.", "n.l.", "p.p.", "t.z.t.", "z.g.", "c.q.", "d.m.v.",
        "h.b.o.", "m.b.o.", "i.t.t.", "k.o.", "w.o.", "o.v.", "t.k.",
    )
)  # fmt: skip
_ROLE = (
    r"(?:kind|client|cliente|jongen|meisje|moeder|vader|jongere|zoon|dochter|pupil|puber|leerling|mw|dhr|mevr|"
    r"mevrouw|meneer|broertje|zusje|casus|gezin|zaak)"
)
_ROLE_INITIALS = re.compile(rf"\b{_ROLE}\.? ((?:[a-z]\.){{2,4}})(?![\w.])", re.IGNORECASE)
_INITIALS = re.compile(
    r"(?<![\w.])((?:[a-z]\. ?){1,4})"
    r"((?:(?:van|de|der|den|ten|ter|el|al|vd|'t) ){0,3})([a-z][\w'\-]+)"
)


def find_frames(text: str, words: Sequence[Word], free: Sequence[bool], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find surnames in frames that hold nothing but a surname.

    Args:
        text: Folded text.
        words: Its words.
        free: For each word whether it is not part of another find.
        lexicon: The word lists.
    """
    for position, word in enumerate(words):
        if word.key in _TITLES:
            yield from _after_title(text, words, free, lexicon, position)
        if word.key in _HOUSEHOLDS and position > 1:
            yield from _before_household(text, words, free, lexicon, position)
    yield from _initials(text, words, free, lexicon)


def _after_title(
    text: str, words: Sequence[Word], free: Sequence[bool], lexicon: Lexicon, title: int
) -> Iterator[Candidate]:
    """Find "de boer" in "fam. de boer" and "a. de wit" in "mw a. de wit"."""
    initials = particles = 0
    position = title + 1
    while position < len(words) and position - title <= _MAX_WORDS:
        word = words[position]
        if not free[position] or not _LINK.fullmatch(text[words[position - 1].end : word.start]):
            return
        dotted = len(word.key) == 1 and text[word.end : word.end + 1] == "."
        if dotted and not particles:
            initials += 1
        elif word.key in _OPENERS:
            particles += 1
        else:
            break
        position += 1
    else:
        return
    word = words[position]
    if word.key not in lexicon.surnames or word.allowed in (1, 3) or not (initials or particles):
        return
    only_van = particles == 1 and words[position - 1].key == "van"
    if initials or word.known == "S" or word.shape == "c" or not only_van or _ends(words, position, lexicon):
        yield Candidate(PersonalDataType.NAAM, words[title + 1].start, word.end, _RANK)


def _before_household(
    text: str, words: Sequence[Word], free: Sequence[bool], lexicon: Lexicon, household: int
) -> Iterator[Candidate]:
    """Find "de jong" in "de jong gezin"."""
    position = household - 1
    word = words[position]
    start = opener(list(words), position)
    if (
        start == position
        or words[position - 1].key not in _OPENERS
        or not all(free[start:household])
        or word.key not in lexicon.surnames
    ):
        return
    if text[word.end : words[household].start] not in (" ", "-"):
        return
    if word.known == "S" or words[position - 1].key != "van":
        yield Candidate(PersonalDataType.NAAM, words[start].start, word.end, _RANK)


def _initials(text: str, words: Sequence[Word], free: Sequence[bool], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "j. de vries", and "j.k." after a role."""
    if "." not in text:
        return
    for match in _ROLE_INITIALS.finditer(text):
        if match.group(1).lower() not in _SHORTENED:
            yield Candidate(PersonalDataType.NAAM, match.start(1), match.end(1), _RANK + 2)
    begins = [word.start for word in words]
    for match in _INITIALS.finditer(text):
        position = bisect_left(begins, match.start(3))
        if position >= len(words) or begins[position] != match.start(3) or not free[position]:
            continue
        word = words[position]
        sure = word.known == "S" or (word.key in lexicon.surnames and bool(match.group(2)))
        if sure and match.group(1).strip().replace(" ", "") not in _SHORTENED:
            yield Candidate(PersonalDataType.NAAM, match.start(), word.end, _RANK)


def _ends(words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """Tell whether a name may end here: nothing follows, or a verb does."""
    if position + 1 == len(words):
        return True
    return "werkwoord" in lexicon.groups.get(words[position + 1].key, frozenset())
