"""What changed: nothing is left out, nothing is made up, and both texts can be read back from it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.model import Entry, Mark, Paragraph, Phrasing, Sentence, Urgency
from knowledge.review.diff import Change, ChangeKind, Part, PieceKind, diff, words
from tests.knowledge.review.conftest import PLAIN, URGENT, entries

BASE = entries()[PLAIN]


def kort(*sentences: str, bullet: bool = False) -> Paragraph:
    return Paragraph(tuple(Sentence(text, Mark(("B17",))) for text in sentences), bullet)


def kinds(before: Entry, after: Entry) -> list[tuple[Part, ChangeKind]]:
    return [(change.part, change.kind) for change in diff(before, after).changes]


def test_the_same_text_has_no_changes() -> None:
    assert diff(BASE, BASE).empty


def test_a_new_entry_is_added_as_a_whole() -> None:
    changes = diff(None, BASE).changes
    assert {change.kind for change in changes} == {ChangeKind.ADDED}
    assert {Part.TITLE, Part.SHORT, Part.PHRASINGS} <= {change.part for change in changes}


def test_fields_and_lists() -> None:
    before = replace(BASE, expertise=("lvb", "jurist"), related=("a", "b"))
    after = replace(
        before,
        title="Anders",
        urgency=Urgency.URGENT,
        not_family_first=not before.not_family_first,
        expertise=("jurist", "forensisch"),
        related=("b", "a"),
        expires_on=date(2030, 1, 1),
    )
    found = diff(before, after)
    assert found.of(Part.TITLE) == (Change(Part.TITLE, ChangeKind.CHANGED, before.title, "Anders"),)
    assert found.of(Part.URGENCY) == (Change(Part.URGENCY, ChangeKind.CHANGED, "normaal", "urgent"),)
    assert {change.before for change in found.of(Part.NOT_FAMILY_FIRST)} <= {"true", "false"}
    assert found.of(Part.EXPERTISE) == (
        Change(Part.EXPERTISE, ChangeKind.REMOVED, "lvb"),
        Change(Part.EXPERTISE, ChangeKind.ADDED, after="forensisch"),
    )
    assert [change.kind for change in found.of(Part.RELATED)] == [ChangeKind.MOVED]
    assert found.of(Part.EXPIRES_ON)[0].after == "2030-01-01"


def test_a_sentence_that_changed_is_told_word_by_word() -> None:
    before = replace(BASE, short=(kort("Bel altijd eerst de achterwacht.", "Schrijf het op."),))
    after = replace(BASE, short=(kort("Bel altijd meteen de achterwacht.", "Schrijf het op."),))
    (change,) = diff(before, after).changes
    assert (change.kind, change.before) == (ChangeKind.CHANGED, "Bel altijd eerst de achterwacht. [B17]")
    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        (PieceKind.SAME, "Bel altijd "),
        (PieceKind.REMOVED, "eerst"),
        (PieceKind.ADDED, "meteen"),
        (PieceKind.SAME, " de achterwacht. [B17]"),
    ]


def test_another_source_is_a_change_of_the_sentence() -> None:
    before = replace(BASE, short=(kort("Bel eerst de achterwacht."),))
    after = replace(before, short=(Paragraph((Sentence("Bel eerst de achterwacht.", Mark(("B18",))),)),))
    assert kinds(before, after) == [(Part.SHORT, ChangeKind.CHANGED)]


def test_sentences_that_come_go_and_move() -> None:
    before = replace(BASE, short=(kort("Een eerste zin.", "Iets over bellen.", "Tot slot een derde."),))
    after = replace(BASE, short=(kort("Iets over bellen.", "Een eerste zin.", "Wat nieuws hier."),))
    found = {(change.kind, change.before, change.after) for change in diff(before, after).changes}
    assert (ChangeKind.REMOVED, "Tot slot een derde. [B17]", "") in found
    assert (ChangeKind.ADDED, "", "Wat nieuws hier. [B17]") in found
    assert [kind for kind, _, _ in found].count(ChangeKind.MOVED) == 1


def test_the_same_sentences_in_a_list_are_another_layout() -> None:
    before = replace(BASE, short=(kort("Een zin.", "Nog een zin."),))
    after = replace(BASE, short=(kort("Een zin."), kort("Nog een zin.", bullet=True)))
    assert kinds(before, after) == [(Part.SHORT, ChangeKind.LAYOUT)]


def test_phrasings_have_no_order_but_a_style() -> None:
    before = replace(BASE, phrasings=(Phrasing("een vraag", "kort"), Phrasing("weg", "chat")))
    after = replace(BASE, phrasings=(Phrasing("nieuw", "casus"), Phrasing("een vraag", "chat")))
    assert [(change.kind, change.before, change.after) for change in diff(before, after).changes] == [
        (ChangeKind.REMOVED, "weg [chat]", ""),
        (ChangeKind.ADDED, "", "nieuw [casus]"),
        (ChangeKind.CHANGED, "een vraag [kort]", "een vraag [chat]"),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    pieces = words(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind is not PieceKind.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind is not PieceKind.REMOVED) == after


TEXTS = st.sampled_from(["Bel eerst.", "Bel later.", "Schrijf het op.", "Vraag door en luister.", "Vraag door."])
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        st.lists(st.builds(Sentence, TEXTS, st.builds(Mark, st.just(()))), min_size=1, max_size=3).map(tuple),
        st.booleans(),
    ),
    max_size=3,
).map(tuple)
PHRASINGS = st.lists(
    st.builds(Phrasing, st.sampled_from(["een", "twee", "drie"]), st.sampled_from(["kort", "chat"])),
    max_size=3,
    unique_by=lambda phrasing: phrasing.text,
).map(tuple)
ENTRIES = st.builds(
    replace,
    st.sampled_from([BASE, entries()[URGENT]]),
    short=PARAGRAPHS,
    more=PARAGRAPHS,
    reflection=st.lists(st.sampled_from(["Wat weet je?", "Wie vraag je?"]), max_size=3).map(tuple),
    related=st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
    phrasings=PHRASINGS,
)


@given(ENTRIES, ENTRIES)
def test_empty_exactly_when_both_say_the_same(before: Entry, after: Entry) -> None:
    assert diff(before, before).empty
    same = replace(after, slug=before.slug) == before
    assert diff(before, after).empty is same


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_sentence_that_differs_is_told(before: tuple[Paragraph, ...], after: tuple[Paragraph, ...]) -> None:
    changes = diff(replace(BASE, short=before), replace(BASE, short=after)).of(Part.SHORT)
    old = {f"{s.text} [algemeen]" for block in before for s in block.sentences}
    new = {f"{s.text} [algemeen]" for block in after for s in block.sentences}
    assert old - new <= {change.before for change in changes}
    assert new - old <= {change.after for change in changes}
    assert {change.before for change in changes} - {""} <= old
    assert {change.after for change in changes} - {""} <= new
