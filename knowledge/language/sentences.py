"""One sentence with what is needed to judge it: clauses, who is speaking, and whether it claims anything."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.language.groups import Groups
from knowledge.language.index import Match
from knowledge.language.reading import Reading, Token

_LARGE = ("duizend", "honderd", "miljoen")
_ZOU = frozenset(("zou", "zouden"))
_CONTRAST = frozenset(("maar", "echter", "terwijl"))
_POINTING_BACK = frozenset(("dat", "dit", "zo"))
_PARTICIPLES = ("ge", "ver", "be", "aange", "doorge", "meege", "uitge", "toege")


@dataclass(frozen=True, slots=True)
class Told:
    """A place where somebody else is speaking.

    Attributes:
        place: The token that shows it.
        kind: Key of its question: "verteller", "volgens" or "zou".
    """

    place: int
    kind: str


@dataclass(slots=True)
class Sentence:
    """One sentence of a reading.

    Attributes:
        reading: The whole text.
        first: Its first token.
        last: One past its last token.
        clauses: Slices of tokens; together the whole sentence.
        claims: Whether it claims anything; a question or a request does not.
        told: Where somebody else is speaking.
        reported: The tokens that come from somebody else.
    """

    reading: Reading
    first: int
    last: int
    clauses: list[tuple[int, int]]
    claims: bool
    told: list[Told] = field(default_factory=list)
    reported: frozenset[int] = frozenset()

    @property
    def tokens(self) -> Sequence[Token]:
        """Its tokens."""
        return self.reading.tokens[self.first : self.last]

    def inside(self, matches: Sequence[Match]) -> Sequence[Match]:
        """Return the matches that start in it; `matches` is sorted by place."""
        first = bisect_left(matches, self.first, key=_place)
        return matches[first : bisect_left(matches, self.last, lo=first, key=_place)]

    def clause_of(self, place: int) -> tuple[int, int]:
        """Return the clause that holds a token."""
        return next(clause for clause in self.clauses if clause[0] <= place < clause[1])


def _place(match: Match) -> int:
    return match.first


def split(reading: Reading, groups: Groups, taken: frozenset[int]) -> list[Sentence]:
    """Split a text into sentences, each with its clauses and its speakers.

    Args:
        reading: The text.
        groups: The word groups.
        taken: Tokens that the lexicon has as something else than telling ("dat verklaart waarom").
    """
    sentences: list[Sentence] = []
    for first, last in reading.sentences:
        sentence = Sentence(
            reading, first, last, _clauses(reading, first, last, groups), _claims(reading, first, last, groups)
        )
        if sentence.claims:
            sentence.told = [told for told in _told(sentence, groups) if told.place not in taken]
            sentence.reported = _reported(sentence, groups)
        sentences.append(sentence)
    return sentences


def _clauses(reading: Reading, first: int, last: int, groups: Groups) -> list[tuple[int, int]]:
    cuts = [first]
    for place in range(first + 1, last):
        word, before = reading.tokens[place].word, reading.tokens[place - 1]
        begins = word in groups["na_komma"] or _speech_verb_next(reading, place)
        cut = word in groups["deelzin"] or (before.clause_end and begins)
        if cut and place - cuts[-1] > 1:
            cuts.append(place)
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def _speech_verb_next(reading: Reading, place: int) -> bool:
    """Say whether a quote has just ended: what follows names the speaker."""
    return reading.tokens[place - 1].quoted and not reading.tokens[place].quoted


def _claims(reading: Reading, first: int, last: int, groups: Groups) -> bool:
    tokens = reading.tokens[first:last]
    if tokens[0].sentence in reading.asking:
        return False
    words = [token.word for token in tokens]
    if words[0] in groups["vraagt"] or ("graag" in words[:5] and not groups["ik"].isdisjoint(words[:5])):
        return False
    starts_asking = words[0] in groups["vraag_begin"] and len(words) > 1 and words[1] in groups["ik"]
    how = words[0] in groups["vraagwoord"] and len(words) > 2 and words[1] in groups["vraag_begin"]
    return not (starts_asking or (how and words[2] in groups["ik"]))


def _told(sentence: Sentence, groups: Groups) -> list[Told]:
    told: list[Told] = []
    words = [token.word for token in sentence.tokens]
    for offset, word in enumerate(words):
        if sentence.tokens[offset].quoted:
            continue
        after = words[offset + 1] if offset + 1 < len(words) else ""
        if word in groups["volgens"] and after not in groups["zelf"]:
            told.append(Told(sentence.first + offset, "volgens"))
        elif word in _ZOU and _is_hearsay(words, offset, groups):
            told.append(Told(sentence.first + offset, "zou"))
        elif _speaks(sentence, groups, words, offset):
            told.append(Told(sentence.first + offset, "verteller"))
    return told


def _is_hearsay(words: list[str], place: int, groups: Groups) -> bool:
    """Say whether "zou" passes on a story: not a wish, a plan, advice or a condition."""
    near = words[max(place - 1, 0) : place] + words[place + 1 :]
    wished = not groups["zou_wens"].isdisjoint(words[place + 1 : place + 3])
    return not wished and groups["geen_gerucht"].isdisjoint(words) and groups["zou_anders"].isdisjoint(near)


def _speaks(sentence: Sentence, groups: Groups, words: list[str], place: int) -> bool:
    word = words[place]
    rest = words[place + 1 :]
    if "dan" in words[max(place - 3, 0) : place]:  # "meer dan zij vertelt"
        return False
    if word in groups["zegt_altijd"]:
        spoken = groups["zegt_leeg"].isdisjoint(rest[:2]) and groups["kan_zeggen"].isdisjoint(
            words[max(place - 4, 0) : place]
        )
    elif word in groups["zegt_soms"]:
        spoken = _passes_on(sentence, groups, rest)
    else:
        spoken = word in groups.split_verbs and _completed(sentence, groups, place)
    return spoken and not _by_writer(words, place, groups)


def _passes_on(sentence: Sentence, groups: Groups, rest: list[str]) -> bool:
    quotes = sentence.tokens[0].sentence in sentence.reading.quoting
    return quotes or not groups["zegt_soms_met"].isdisjoint(rest[:5])


def _completed(sentence: Sentence, groups: Groups, place: int) -> bool:
    """Say whether a split verb is complete: "geeft aan dat", but not "geeft de fles aan de baby"."""
    tokens = sentence.tokens
    endings = groups.split_verbs[tokens[place].word]
    for offset in range(place + 1, min(place + 9, len(tokens))):
        if tokens[offset].word[0].isdigit():
            return False
        if tokens[offset].word in endings:
            last = offset + 1 == len(tokens) or tokens[offset].clause_end
            return last or tokens[offset + 1].word not in groups["lidwoord"]
    return False


def _by_writer(words: list[str], place: int, groups: Groups) -> bool:
    writer, have = groups["ik"], groups["hulpwerkwoord"]
    near = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
    if not writer.isdisjoint(near):
        return True
    own = any((one in writer and two in have) or (one in have and two in writer) for one, two in pairwise(words))
    return own and words[place].startswith(_PARTICIPLES)


def _reported(sentence: Sentence, groups: Groups) -> frozenset[int]:
    """Collect the tokens that come from somebody else."""
    reading = sentence.reading
    found: set[int] = set()
    quotes = sentence.tokens[0].sentence in reading.quoting
    if quotes and _heard(sentence, groups):
        sentence.told = []
        return frozenset()
    if quotes and not sentence.told and not _literal(sentence, groups) and not _titled(sentence, groups):
        found.update(range(sentence.first, sentence.last))
    for told in sentence.told:
        clause = sentence.clause_of(told.place)
        opening = reading.tokens[clause[0]].word
        back = opening in _POINTING_BACK and told.place == clause[0] + 1
        inverted = (told.place == clause[0] or back or told.kind == "volgens") and opening not in _CONTRAST
        for first, last in sentence.clauses:
            if (first >= clause[0] or inverted) and not _own_again(sentence, groups, first, last, told.place):
                found.update(range(first, last))
    return frozenset(found)


def _literal(sentence: Sentence, groups: Groups) -> bool:
    """Say whether a quote is what somebody was heard to shout: that is an observation."""
    return sees(sentence, groups) or any(token.word in groups["roept"] for token in sentence.tokens)


def _heard(sentence: Sentence, groups: Groups) -> bool:
    """Say whether the writer heard the quoted words themselves: "zei tegen mij: ...". What was said is then a fact."""
    words = [token.word for token in sentence.tokens if not token.quoted]
    pairs = list(pairwise(words))
    asked = any((one in groups["ik"] and two in groups["vroeg"]) or (one, two) == ("de", "vraag") for one, two in pairs)
    return asked or "letterlijk" in words or any(to in groups["tot"] and me in groups["zelf"] for to, me in pairs)


def _titled(sentence: Sentence, groups: Groups) -> bool:
    """Say whether what is quoted is a name: the word before it says of what ("de cursus '...'")."""
    first = next(place for place, token in enumerate(sentence.tokens) if token.quoted)
    return first > 0 and sentence.tokens[first - 1].word in groups["titel"]


def _own_again(sentence: Sentence, groups: Groups, first: int, last: int, place: int) -> bool:
    """Say whether the writer takes over in a later clause: "..., maar ik zag ..."."""
    if first <= place < last:
        return False
    words = [token.word for token in sentence.reading.tokens[first : min(last, first + 4)]]
    return not groups["ik"].isdisjoint(words)


def sees(sentence: Sentence, groups: Groups, first: int | None = None, last: int | None = None) -> bool:
    """Say whether the writer tells what they saw or heard themselves."""
    tokens = sentence.reading.tokens[first if first is not None else sentence.first : last or sentence.last]
    words = [token.word for token in tokens]
    return any(
        word in groups["zag_zelf"] and not groups["ik"].isdisjoint(words[max(0, place - 2) : place + 3])
        for place, word in enumerate(words)
    )


def counted(tokens: Sequence[Token], groups: Groups) -> bool:
    """Say whether a number, date or time is named."""
    return any(
        token.word[0].isdigit() or token.word in groups["getal"] or token.word.endswith(_LARGE) for token in tokens
    )
