"""What each sentence and clause is: fact, hearsay, interpretation, judgement, or no claim.

The definitions are those of the entry on fact, interpretation and judgement in the knowledge base: a fact is seen
or heard, an interpretation is the writer's explanation, a judgement is what the writer concludes from it. What
somebody else told is hearsay, whatever they said.
"""

from collections.abc import Iterable, Sequence

from knowledge.language.groups import Groups
from knowledge.language.index import Match
from knowledge.language.lexicon import Item
from knowledge.language.model import Statement, StatementKind
from knowledge.language.reading import Token
from knowledge.language.sentences import Sentence, counted, sees

_STRENGTH = (
    StatementKind.GEEN,
    StatementKind.FEIT,
    StatementKind.HOREN_ZEGGEN,
    StatementKind.INTERPRETATIE,
    StatementKind.OORDEEL,
)
_WHOLE = frozenset(("ik-denk", "volgens-mij"))


def state(
    sentence: Sentence,
    matches: Iterable[Match],
    judged: Iterable[int],
    items: Sequence[Item],
    groups: Groups,
    questions: dict[str, str],
) -> Statement:
    """Say what a sentence is.

    Args:
        sentence: The sentence.
        matches: Lexicon matches in it.
        judged: Tokens of judgements found by their form.
        items: The lexicon.
        groups: The word groups.
        questions: The question for each kind of statement.
    """
    own = [match for match in matches if not _told(sentence, match.first)]
    hedged = any(items[match.owner].name in _WHOLE for match in own)
    kinds: list[StatementKind] = []
    firm: list[StatementKind] = []
    for first, last in sentence.clauses:
        if not sentence.claims:
            kinds.append(StatementKind.GEEN)
        elif _is_reported(sentence, first, last):
            kinds.append(StatementKind.HOREN_ZEGGEN)
        else:
            inside = [items[match.owner] for match in own if first <= match.first < last]
            kind = _kind(sentence, first, last, inside, judged, groups, hedged=hedged)
            kinds.append(kind or _guess(sentence.reading.tokens[first:last], groups))
            if kind is None:
                continue
        firm.append(kinds[-1])
    tokens = sentence.reading.tokens
    clauses = tuple(
        _statement(tokens[first], tokens[last - 1], kind, questions)
        for (first, last), kind in zip(sentence.clauses, kinds, strict=True)
    )
    # What only lacks anything observable does not outweigh a clause that shows what it is.
    whole = max(firm or kinds, key=_STRENGTH.index)
    if whole is StatementKind.OORDEEL and _explained(sentence, own, items, groups):
        whole = StatementKind.INTERPRETATIE
    return _statement(tokens[sentence.first], tokens[sentence.last - 1], whole, questions, clauses)


def _explained(sentence: Sentence, own: Sequence[Match], items: Sequence[Item], groups: Groups) -> bool:
    """Say whether the writer explains where what they judge comes from; their own verdict stays a verdict."""
    if any(items[match.owner].name in groups["oordeelt"] for match in own):
        return False
    words = [
        token.word
        for place, token in enumerate(sentence.tokens, sentence.first)
        if place not in sentence.reported and not token.quoted
    ]
    return not groups["verklaart"].isdisjoint(words) or words[:1] == ["door"]


def _statement(
    first: Token, last: Token, kind: StatementKind, questions: dict[str, str], clauses: tuple[Statement, ...] = ()
) -> Statement:
    return Statement(first.start, last.end, kind, questions.get(kind.value), clauses if len(clauses) > 1 else ())


def _told(sentence: Sentence, place: int) -> bool:
    return place in sentence.reported or sentence.reading.tokens[place].quoted


def _is_reported(sentence: Sentence, first: int, last: int) -> bool:
    """Say whether a clause comes from somebody else; a shouted quote is heard, so it does not."""
    return any(place in sentence.reported for place in range(first, last))


def _kind(
    sentence: Sentence,
    first: int,
    last: int,
    inside: Sequence[Item],
    judged: Iterable[int],
    groups: Groups,
    *,
    hedged: bool,
) -> StatementKind | None:
    names = {item.name for item in inside}
    claims = {item.claim for item in inside}
    if names & groups["oordeelt"]:
        return StatementKind.OORDEEL
    if hedged or names & groups["voorbehoud"]:
        return StatementKind.INTERPRETATIE
    if StatementKind.HOREN_ZEGGEN in claims:
        return StatementKind.HOREN_ZEGGEN
    tokens = sentence.reading.tokens[first:last]
    if StatementKind.OORDEEL in claims and tokens[0].word in groups["oorzaak"]:
        return StatementKind.INTERPRETATIE
    if StatementKind.OORDEEL in claims or any(first <= place < last for place in judged) or _norm(tokens, groups):
        return StatementKind.OORDEEL
    if StatementKind.INTERPRETATIE in claims or _explains(sentence, tokens, groups):
        return StatementKind.INTERPRETATIE
    if observable(tokens, groups) or sees(sentence, groups, first, last):
        return StatementKind.FEIT
    return None


def _guess(tokens: Sequence[Token], groups: Groups) -> StatementKind:
    """Say what a clause most likely is that shows nothing observable and holds no word of the lexicon."""
    words = {token.word for token in tokens}
    return StatementKind.INTERPRETATIE if groups["beoordeelt"].isdisjoint(words) else StatementKind.OORDEEL


def _aims(words: Sequence[str], groups: Groups) -> bool:
    """Say whether it names an aim that cannot be seen: "om haar te raken", but not "om brood te halen"."""
    for place, word in enumerate(words[:-2]):
        if word == "om":
            end = next((at for at in range(place + 2, min(place + 7, len(words) - 1)) if words[at] == "te"), None)
            if end is not None and words[end + 1] not in groups["zichtbaar"]:
                return True
    return False


def observable(tokens: Sequence[Token], groups: Groups) -> bool:
    """Say whether a clause names anything that can be seen, heard, counted or dated."""
    if counted(tokens, groups):
        return True
    return any(token.word in groups["zichtbaar"] or _ends_in(token.word, groups["voorwerpen"]) for token in tokens)


def _ends_in(word: str, nouns: frozenset[str]) -> bool:
    """Say whether a word is one of the nouns or a compound of it ("keukentafel")."""
    return word in nouns or any(word[cut:] in nouns for cut in range(3, len(word) - 3))


def _norm(tokens: Sequence[Token], groups: Groups) -> bool:
    words = [token.word for token in tokens]
    must = next((place for place, word in enumerate(words) if word in groups["norm"]), None)
    return must is not None and not groups["norm_woord"].isdisjoint(words[must:]) and not counted(tokens, groups)


def _explains(sentence: Sentence, tokens: Sequence[Token], groups: Groups) -> bool:
    """Say whether a clause tells a thought of somebody else, or a cause, without anything that can be checked."""
    words = [token.word for token in tokens]
    places = [place for place, word in enumerate(words) if word in groups["denken"]]
    thinks = any(groups["ik"].isdisjoint(words[max(place - 1, 0) : place + 2]) for place in places)
    if not thinks and groups["oorzaak"].isdisjoint(words) and not _aims(words, groups):
        return False
    return not counted(tokens, groups) and not sees(sentence, groups)
