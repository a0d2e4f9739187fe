"""Local facts: filled in word for word, or the whole sentence is left out; the field itself is never shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.entries.local import LONGEST_VALUE, LocalField, fields_of, fill, load_fields, unknown_reason
from knowledge.entries.model import Entry, Mark, Paragraph, Sentence
from knowledge.entries.parser import parse_entry
from knowledge.errors import EntryFormatError
from knowledge.search.published import Published, documents

CONTENT = load_content()
FIELDS = CONTENT.references.local
EXAMPLES = {field.id: field.example for field in FIELDS.values()}
URGENT = "acuut-gevaar-eerst-112"
USING = [slug for slug, entry in CONTENT.entries.items() if fields_of(entry)]


def shown(entry: Entry) -> str:
    """Everything of an entry that a reader may see."""
    texts = [s.text for part in (entry.short, entry.more) for block in part for s in block.sentences]
    return "\n".join([entry.title, *texts, *entry.reflection])


def test_the_shipped_fields_are_used_and_their_examples_fit() -> None:
    assert {name for slug in USING for name in fields_of(CONTENT.entries[slug])} == set(FIELDS)
    assert len(FIELDS) >= 15
    assert all(len(field.example) <= LONGEST_VALUE for field in FIELDS.values())


@pytest.mark.parametrize("slug", USING)
def test_filled_in_the_value_stands_in_the_sentence_word_for_word(slug: str) -> None:
    entry = CONTENT.entries[slug]
    expected = shown(entry)
    for name, example in EXAMPLES.items():
        expected = expected.replace(f"{{lokaal:{name}}}", example)
    filled = fill(entry, EXAMPLES)
    assert shown(filled) == expected
    assert len(filled.short_text) <= 600


@pytest.mark.parametrize("slug", USING)
def test_not_filled_in_the_whole_sentence_is_left_out_and_nothing_else(slug: str) -> None:
    entry = CONTENT.entries[slug]
    assert shown(fill(entry, {})).splitlines() == [line for line in shown(entry).splitlines() if "{" not in line]
    assert all(block.sentences for block in fill(entry, {}).more)


def test_an_entry_without_fields_is_the_same_entry() -> None:
    entry = CONTENT.entries["schaalvraag-0-10"]
    assert fill(entry, EXAMPLES) is entry


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_value_counts_as_not_filled_in(value: str) -> None:
    entry = CONTENT.entries[URGENT]
    assert fill(entry, {"achterwacht": value}) == fill(entry, {})


def test_a_sentence_with_two_fields_needs_both() -> None:
    two = Paragraph((Sentence("Bel {lokaal:a} of {lokaal:b}.", Mark(())),))
    entry = replace(CONTENT.entries[URGENT], more=(two,))
    assert fill(entry, {"a": "1"}).more == ()
    assert fill(entry, {"a": "1", "b": "2"}).more[0].text == "Bel 1 of 2."


@given(st.text(max_size=30), st.text("{}lokaal:-a 1", max_size=40))
def test_no_text_with_a_brace_is_ever_shown(value: str, text: str) -> None:
    odd = Paragraph((Sentence(f"Bel {text} {{lokaal:a}}.", Mark(())),))
    entry = replace(CONTENT.entries[URGENT], more=(odd,))
    assert "{" not in shown(fill(entry, {"a": value}))
    assert "{" not in odd.text


def test_an_entry_that_was_not_filled_in_yet_is_safe_to_show() -> None:
    for slug in USING:
        entry = CONTENT.entries[slug]
        assert "{" not in " ".join([entry.short_text, *entry.passages, *(block.text for block in entry.more)])


def test_the_index_does_not_depend_on_what_was_filled_in() -> None:
    stored = CONTENT.entries[URGENT]
    filled = Published(fill(stored, EXAMPLES), 1, confirmed=False, stored=stored)
    empty = Published(fill(stored, {}), 1, confirmed=False, stored=stored)
    assert (
        documents({URGENT: filled})
        == documents({URGENT: empty})
        == documents({URGENT: Published(stored, 1, confirmed=False)})
    )
    assert filled.as_stored is stored


ENTRY = (CONTENT_FOLDER / "acuut-gevaar" / f"{URGENT}.md").read_text(encoding="utf-8")
PLACE = Path("acuut-gevaar") / f"{URGENT}.md"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('titel: "Acuut', 'titel: "{lokaal:achterwacht} acuut', "a title has no local field"),
        ("{lokaal:achterwacht}", "{lokaal:Achterwacht}", "braces hold a local field"),
        ("{lokaal:achterwacht}", "{achterwacht}", "braces hold a local field"),
        ("{lokaal:achterwacht}", "{lokaal:achterwacht", "braces hold a local field"),
        ("Bel in een noodsituatie meteen 112.", "Bel {lokaal:achterwacht}.", "must start with a sentence without"),
        ("Bel in een noodsituatie meteen 112.", "Bel 112. [B23]" + " Bel {lokaal:a}." + " [B23] En bel {lokaal:a}." * 3
         + f" [B23] {'Bel dan. [B23] ' * 20} Bel.", "at most 600"),
    ],
)  # fmt: skip
def test_a_field_in_the_wrong_place_is_refused(old: str, new: str, reason: str) -> None:
    with pytest.raises(EntryFormatError, match=reason):
        parse_entry(ENTRY.replace(old, new, 1), PLACE)


def test_a_question_has_no_field() -> None:
    file = CONTENT_FOLDER / "signs-of-safety" / "schaalvraag-0-10.md"
    text = file.read_text(encoding="utf-8").replace("Welk cijfer zou het kind geven", "Wie is {lokaal:achterwacht}")
    with pytest.raises(EntryFormatError, match="a question has no local field"):
        parse_entry(text, file)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- a", "expected 'id:'"),
        ("A b: {label: x, voorbeeld: y}", "an id has lower-case"),
        ("a: {label: x}", "needs label and voorbeeld"),
        ("a: {label: x, voorbeeld: 3}", "both text"),
        (f"a: {{label: x, voorbeeld: {'y' * 81}}}", "at most 80"),
    ],
)
def test_a_list_of_fields_that_breaks_its_shape_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "lokaal.yml").write_text(text, encoding="utf-8")
    with pytest.raises(EntryFormatError, match=reason):
        load_fields(tmp_path)


def test_a_folder_without_the_list_has_no_fields(tmp_path: Path) -> None:
    assert load_fields(tmp_path) == {}


def test_a_misspelt_field_names_the_nearest() -> None:
    known = {"achterwacht": LocalField("achterwacht", "x", "y")}
    assert "did you mean 'achterwacht'" in unknown_reason("achterwach", known)
    assert "did you mean" not in unknown_reason("qqq", known)
