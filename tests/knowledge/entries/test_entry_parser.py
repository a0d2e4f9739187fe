"""The entry format: what is read, and what is refused with file, line and reason."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.model import Mark, Status, Urgency
from knowledge.entries.parser import parse_entry
from knowledge.entries.phrasings import parse as parse_phrasings
from knowledge.entries.serial import content_hash, from_document, to_document
from knowledge.errors import EntryFormatError

PATH = Path("top-3/een-kaart.md")
GOOD = """---
slug: een-kaart
titel: "Een kaart"
thema: top-3
status: gepubliceerd
urgentie: normaal
niet_eerst_met_gezin: false
expertise: [gedragswetenschapper]
beoordeeld_op: 2026-11-21
vervalt_op: 2027-11-21
verwant: []
bronnen: [A00, B17]
---
## Kort

Dit is de eerste zin. [B17] Dit is
de tweede zin. [A00 afgeleid]

## Meer

- Een punt. [algemeen]
- Nog een punt. [B17, A00]

## Eerst begrijpen

- Wat zie je zelf?
"""


def parse(text: str):
    return parse_entry(text, PATH)


def test_a_good_entry_is_read_whole() -> None:
    entry = parse(GOOD)
    assert (entry.slug, entry.theme, entry.status, entry.urgency) == (
        "een-kaart",
        "top-3",
        Status.PUBLISHED,
        Urgency.NORMAL,
    )
    assert entry.short_text == "Dit is de eerste zin. Dit is de tweede zin."
    assert [s.mark for s in entry.short[0].sentences] == [Mark(("B17",)), Mark(("A00",), derived=True)]
    assert [p.bullet for p in entry.more] == [True, True]
    assert entry.more[0].sentences[0].mark == Mark(())
    assert entry.reflection == ("Wat zie je zelf?",)
    assert entry.passages[0] == "Dit is de eerste zin."


def test_documents_round_trip_and_hash_depends_on_content() -> None:
    entry = parse(GOOD)
    assert from_document(to_document(entry)) == entry
    assert content_hash(entry) != content_hash(parse(GOOD.replace("eerste zin", "andere zin")))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("---\nslug", "slug", 1, "start the file"),
        ("## Kort", "## Korte", 14, "unknown section 'Korte'"),
        ("tweede zin. [A00 afgeleid]", "tweede zin.", 16, "without a source mark at the end"),
        ("eerste zin. [B17] Dit", "eerste zin. Dit", 16, "sentence without a source mark"),
        ("[B17] Dit is", "[b17] Dit is", 16, "unknown source mark [b17]"),
        ("- Wat zie je zelf?", "- Kijk zelf.", 26, "holds questions only"),
        ("thema: top-3", "thema: top-4", 2, "must be the folder name"),
        ("slug: een-kaart", "slug: andere-kaart", 2, "must equal the file name"),
        ("bronnen: [A00, B17]", "bronnen: [A00]", 1, "missing B17"),
        ("bronnen: [A00, B17]", "bronnen: [A00, B17, B99]", 1, "unused B99"),
        ("urgentie: normaal", "urgentie: spoed", 6, "urgentie"),
        ("expertise:", "expertse:", 8, "did you mean 'expertise'"),
        ("vervalt_op: 2027-11-21", "vervalt_op: 2026-11-21", 1, "later than"),
        ("urgentie: normaal", "urgentie: urgent", 1, "no 'Eerst begrijpen'"),
        ("status: gepubliceerd\n", "", 1, "key 'status' is missing"),
        ('titel: "Een kaart"', "titel: [", 5, "invalid YAML"),
    ],
)
def test_a_broken_entry_is_refused_with_line_and_reason(old: str, new: str, line: int, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(EntryFormatError) as caught:
        parse(GOOD.replace(old, new, 1))
    assert reason in caught.value.reason
    assert caught.value.line == line
    assert str(PATH) in str(caught.value)


def test_short_may_hold_600_characters_and_not_one_more() -> None:
    body = "## Kort\n\nDit is de eerste zin. [B17] Dit is\nde tweede zin. [A00 afgeleid]"
    fits = f"## Kort\n\n{'a' * 598}. [B17] B. [A00]"
    with pytest.raises(EntryFormatError, match="has 602 characters; at most 600"):
        parse(GOOD.replace(body, fits))
    assert len(parse(GOOD.replace(body, fits.replace("a" * 598, "a" * 596))).short_text) == 600


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with contextlib.suppress(EntryFormatError):
        parse(text)


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=3, max_size=20), unique_by=str.casefold))
def test_phrasings_keep_their_style_and_order(texts: list[str]) -> None:
    chosen = [text for text in texts if not text.startswith("[")]
    parsed = parse_phrasings("[chat]\n" + "\n".join(chosen), PATH)
    assert [p.text for p in parsed] == [text.strip() for text in chosen]
    assert {p.style for p in parsed} <= {"chat"}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("hoe dan", 1, "before any style"),
        ("[grappig]\nhoe dan", 1, "unknown style"),
        ("[kort]\nhoe dan\n\n[chat]\nHoe dan", 5, "already stands on line 2"),
    ],
)
def test_broken_phrasings_are_refused(text: str, line: int, reason: str) -> None:
    with pytest.raises(EntryFormatError) as caught:
        parse_phrasings(text, PATH)
    assert (caught.value.line, reason in caught.value.reason) == (line, True)
