"""Joining: ours stand, the others add. Hand-made finds; no library is needed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.signals.privacy.model import PersonalDataType, Span
from knowledge.signals.privacy.second_opinion.joining import join, outside

NAME, ADDRESS, POSTCODE = PersonalDataType.NAAM, PersonalDataType.ADRES, PersonalDataType.POSTCODE


def at(text: str, part: str, kind: PersonalDataType = NAME) -> Span:
    start = text.index(part)
    return Span(kind, start, start + len(part))


def shown(text: str, spans: tuple[Span, ...]) -> list[tuple[PersonalDataType, str]]:
    return [(span.type, text[span.start : span.end]) for span in spans]


def test_what_only_the_second_one_finds_is_added() -> None:
    text = "Sanne belde over Farah."
    joined = join(text, [at(text, "Sanne")], [at(text, "Farah.")])
    assert shown(text, joined) == [(NAME, "Sanne"), (NAME, "Farah")]


def test_a_proposal_of_the_same_kind_widens_what_it_overlaps_into_one() -> None:
    text = "Mark van 't Veld kwam"
    joined = join(text, [at(text, "Mark"), at(text, "Veld")], [at(text, "Mark van 't Veld ")])
    assert shown(text, joined) == [(NAME, "Mark van 't Veld")]


def test_a_proposal_inside_ours_changes_nothing() -> None:
    text = "Iris ter Horst"
    assert join(text, [at(text, text)], [at(text, "Horst")]) == (at(text, text),)


def test_ours_of_another_kind_stands_and_what_sticks_out_is_added() -> None:
    text = "op Ringdijk 3 (1234 AB) nu"
    joined = join(text, [at(text, "1234 AB", POSTCODE)], [at(text, "Ringdijk 3 (1234 AB)", ADDRESS)])
    assert shown(text, joined) == [(ADDRESS, "Ringdijk 3"), (POSTCODE, "1234 AB")]


def test_signs_alone_are_no_find() -> None:
    text = "Kim, 06"
    assert join(text, [at(text, "Kim")], [Span(ADDRESS, 0, 5), Span(NAME, 3, 5)]) == (at(text, "Kim"),)


def test_outside() -> None:
    assert outside(2, 10, [(8, 12), (0, 3), (4, 5)]) == [(3, 4), (5, 8)]
    assert outside(2, 4, [(0, 9)]) == []


TEXT = "Jan de Vries, dijk 4-b (9999 ZZ)"
OFFSETS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(lambda p: p[0] != p[1])
SPANS = st.builds(lambda p, kind: Span(kind, min(p), max(p)), OFFSETS, st.sampled_from([NAME, ADDRESS, POSTCODE]))


def apart(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


@given(st.lists(SPANS, max_size=5).map(apart), st.lists(SPANS, max_size=5))
def test_nothing_of_ours_is_lost_and_nothing_overlaps(ours: list[Span], proposals: list[Span]) -> None:
    joined = join(TEXT, ours, proposals)
    assert all(left.end <= right.start for left, right in pairwise(joined))
    for span in ours:
        assert any(j.type is span.type and j.start <= span.start and j.end >= span.end for j in joined)
    covered = {i for span in joined for i in range(span.start, span.end)}
    for proposal in proposals:
        assert all(i in covered for i in range(proposal.start, proposal.end) if TEXT[i].isalnum())
    assert join(TEXT, joined, proposals) == joined


@given(st.lists(SPANS, max_size=5).map(apart))
def test_without_proposals_ours_are_what_they_were(ours: list[Span]) -> None:
    assert join(TEXT, ours, []) == tuple(ours)
