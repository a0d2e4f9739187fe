"""Fields and text hold the same: whatever somebody edits in one of the two stands in the other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.editing.fields import Asked, Fields, Layout, Row, grouped, headed, one_line, short_length, wanted
from knowledge.editing.reading import asked_of, fields_of, split_rows
from knowledge.editing.writing import text_of
from knowledge.entries.loader import load_content
from knowledge.entries.model import Entry, Status
from knowledge.entries.phrasings import STYLES
from knowledge.exchange.markdown import to_markdown
from knowledge.review.model import DraftText
from knowledge.review.text import blank, read
from tests.knowledge.exchange.test_round_trip import entries

SHIPPED = load_content().entries


def stays(entry: Entry) -> None:
    text = DraftText(*to_markdown(replace(entry, status=Status.PUBLISHED)))
    fields = fields_of(text)
    assert fields is not None
    assert text_of(entry.slug, fields) == text
    assert fields_of(text_of(entry.slug, fields)) == fields
    assert read(entry.slug, text_of(entry.slug, fields)) == replace(entry, status=Status.PUBLISHED)


@given(entries())
def test_any_valid_entry(entry: Entry) -> None:
    stays(entry)


@pytest.mark.parametrize("slug", sorted(SHIPPED))
def test_every_shipped_entry(slug: str) -> None:
    stays(SHIPPED[slug])


TYPED = st.text(max_size=30).map(one_line)
ROWS = st.lists(
    st.builds(
        Row,
        TYPED,
        st.sampled_from(Layout),
        st.lists(st.sampled_from(["A00", "B17", "B101"]), max_size=2).map(tuple),
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
).map(tuple)
STRANGE = st.builds(
    Fields,
    title=TYPED,
    theme=TYPED,
    urgency=TYPED,
    call_first=st.lists(TYPED, max_size=2).map(tuple),
    not_family_first=st.booleans(),
    expertise=st.lists(TYPED, max_size=2).map(tuple),
    reviewed_on=TYPED,
    expires_on=st.sampled_from(["2027-01-01", "2027-02-30", "", "morgen"]),
    related=st.lists(TYPED, max_size=2).map(tuple),
    sources=st.just(()),
    short=ROWS,
    more=ROWS,
    reflection=st.lists(TYPED, max_size=3).map(tuple),
    to_check=ROWS,
    asked=st.lists(st.builds(Asked, st.sampled_from(STYLES), st.lists(TYPED, max_size=3).map(tuple)), max_size=3).map(
        tuple
    ),
)


@given(STRANGE)
def test_nothing_that_was_typed_gets_lost(fields: Fields) -> None:
    """Also fields that break every rule: each word stands in the text, and can be read again."""
    text = text_of("een-kaart", fields)
    again = fields_of(text)
    for row in (*fields.short, *fields.more, *fields.to_check):
        assert row.text in text.entry
    for typed in fields.reflection:
        assert typed in text.entry
    if again is not None:
        assert one_line(again.title) == one_line(fields.title)
        assert again.reviewed_on == fields.reviewed_on
        assert again.related == tuple(fields.related)


def test_a_row_that_holds_marks_is_several_rows() -> None:
    """What somebody pastes from a file."""
    pasted = "Eén zin. [B17] Nog een. [A00 afgeleid] En een derde."
    assert split_rows(pasted, Row("", Layout.BULLET)) == (
        Row("Eén zin.", Layout.BULLET, ("B17",)),
        Row("Nog een.", Layout.SENTENCE, ("A00",), derived=True),
        Row("En een derde.", Layout.SENTENCE),
    )


def test_what_no_field_can_keep_stays_text() -> None:
    text = blank("een-kaart", "Een kaart", "top-3", SHIPPED["mdo-voorbereiden"].reviewed_on, body="Een zin.").entry
    assert fields_of(DraftText(text)) is not None
    for broken in (
        "geen kop",
        text.replace("titel:", "title:"),
        text.replace("## Kort", "## Korter"),
        text.replace("niet_eerst_met_gezin: false", "niet_eerst_met_gezin: misschien"),
        text.replace("verwant: []", "verwant: {a: 1}"),
        text.replace("expertise: []", "expertise: [[a]]"),
        text.replace("thema: top-3", "thema: 'open"),
    ):
        assert broken != text
        assert fields_of(DraftText(broken)) is None


def test_a_sentence_without_a_mark_keeps_its_own_row() -> None:
    rows = (Row("Een.", marked=False), Row("Twee.", Layout.SENTENCE, ("B17",)))
    start = fields_of(DraftText(*to_markdown(SHIPPED["mdo-voorbereiden"])))
    assert start is not None
    again = fields_of(text_of("mdo-voorbereiden", replace(start, short=rows)))
    assert again is not None
    assert [(row.text, row.marked) for row in again.short] == [("Een.", False), ("Twee.", True)]


def test_small_helpers() -> None:
    assert grouped([Asked("chat", ("a",)), Asked("chat", ("b",)), Asked("kort", ())]) == (Asked("chat", ("a", "b")),)
    assert headed([Row(""), Row("a", Layout.SENTENCE)]) == (Row("a", Layout.PARAGRAPH),)
    assert asked_of("los\n[raar]\nx") == (Asked("", ("los",)), Asked("raar", ("x",)))
    fields = fields_of(DraftText(*to_markdown(SHIPPED["mdo-voorbereiden"])))
    assert fields is not None
    assert short_length(replace(fields, short=(Row("Bel {lokaal:x}."),))) == len("Bel .") + 80
    assert wanted("ww-x", replace(fields, asked=()))["casus"] == (0, 5)
    assert sum(more for _, more in wanted("x", replace(fields, asked=())).values()) == 30
