"""Concepts: finding them in any spelling, asking when there are more, and refusing what is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.entries.references import load_references
from knowledge.glossary.concepts import Concepts, key
from knowledge.glossary.reading import EXPLANATIONS, load_concepts

CONTENT = load_content()
CONCEPTS = CONTENT.concepts
REFERENCES = load_references(CONTENT_FOLDER)
GOOD = "ots:\n  naam: OTS\n  termen: [ots]\n  uitleg: Een maatregel. [B25]\n"


def ids(term: str) -> list[str]:
    return [concept.id for concept in CONCEPTS.find(term)]


def read(folder: Path, text: str) -> tuple[Concepts, list[str]]:
    (folder / EXPLANATIONS).write_text(text, encoding="utf-8")
    concepts, refused = load_concepts(folder, REFERENCES)
    return concepts, [error.reason for error in refused]


def test_the_shipped_concepts_are_whole() -> None:
    assert CONTENT.refused == ()
    assert CONTENT.warnings == ()
    assert len(CONCEPTS.all) >= 60
    for concept in CONCEPTS.all.values():
        assert concept.entry in CONTENT.entries
        assert "[" not in concept.text
        assert concept.id in [found.id for term in concept.terms for found in CONCEPTS.find(term)]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("OTS", ["ots"]),
        ("een OTS?", ["ots"]),
        ("supervision order", ["ots"]),
        ("Top 3", ["top-3"]),
        ("top3", ["top-3"]),
        ("V&V", ["verdragen-en-vertragen"]),
        ("de raad", ["rvdk"]),
        ("danger-statement", ["danger-statement"]),
        ("gwer", ["gedragswetenschapper"]),
        ("onbekend woord", []),
        ("", []),
    ],
)
def test_a_term_is_found_in_any_spelling(term: str, expected: list[str]) -> None:
    assert ids(term) == expected


@pytest.mark.parametrize("term", ["ots", "uhp", "mup", "vots", "gi", "vt", "rvdk", "lvb", "sos", "csg", "thv"])
def test_the_abbreviations_of_every_day_mean_one_thing_and_are_explained(term: str) -> None:
    (concept,) = CONCEPTS.find(term)
    assert CONCEPTS.find(term.upper()) == (concept,)
    assert len(CONCEPTS.spelled(term)) == 1


@pytest.mark.parametrize(
    ("term", "expected"),
    [("JB", {"gi", "jeugdbeschermer"}), ("sm", {"spoedmachtiging", "seksueel-misbruik"})],
)
def test_an_ambiguous_abbreviation_asks_which_is_meant(term: str, expected: set[str]) -> None:
    assert set(ids(term)) == expected
    assert len(CONCEPTS.spelled(term)) == 2


@pytest.mark.parametrize("term", ["hb", "hv", "mo"])
def test_an_abbreviation_of_which_a_meaning_is_not_explained_names_them_all(term: str) -> None:
    assert CONCEPTS.find(term) == ()
    assert len(CONCEPTS.spelled(term)) > 1


@pytest.mark.parametrize("name", ["Vogtlander", "Vögtlander", "vogtlaender"])
def test_a_name_in_another_spelling_is_known(name: str) -> None:
    assert CONCEPTS.spelled(name) == ("vogtländer top-3-methodiek",)


def test_an_explanation_has_no_local_field(tmp_path: Path) -> None:
    concepts, reasons = read(tmp_path, GOOD.replace("[B25]", "[B25] Bel {lokaal:achterwacht}. [B25]"))
    assert dict(concepts.all) == {}
    assert "an explanation has no local field" in reasons[0]


@pytest.mark.parametrize("term", ["fase", "onderzoek", "onveiligheid", "plan", "meldplicht", "machtiging", "alert"])
def test_an_ambiguous_term_has_several(term: str) -> None:
    assert len(ids(term)) > 1


def test_a_button_of_an_ambiguous_term_leads_to_one_concept() -> None:
    for concept in CONCEPTS.all.values():
        assert ids(concept.id) == [concept.id]


@pytest.mark.parametrize(
    ("typed", "near"), [("meldkode", "meldcode"), ("ondertoezichstelling", "ots"), ("femisiede", "femicide")]
)
def test_a_wrong_spelling_is_near_the_right_one(typed: str, near: str) -> None:
    assert near in [concept.id for concept in CONCEPTS.nearest(typed, 4)]


def test_nothing_is_near_nonsense() -> None:
    assert CONCEPTS.nearest("qqxxzz", 4) == ()


@given(st.text(max_size=60))
def test_any_text_may_be_looked_up(text: str) -> None:
    assert key(key(text)) == key(key(key(text)))
    assert all(concept.id in CONCEPTS.all for concept in (*CONCEPTS.find(text), *CONCEPTS.nearest(text, 3)))


def test_an_abbreviation_without_explanation_is_spelled_out() -> None:
    assert CONCEPTS.find("skj") == ()
    assert CONCEPTS.spelled("SKJ") == ("beroepsregister jeugdprofessionals",)


def test_without_a_file_there_are_no_concepts(tmp_path: Path) -> None:
    concepts, refused = load_concepts(tmp_path, REFERENCES)
    assert (dict(concepts.all), refused) == ({}, ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[1", "invalid YAML"),
        ("- ots", "expected 'id:'"),
        ("OTS: {naam: OTS, termen: [ots], uitleg: 'A. [B25]'}", "an id has lower-case"),
        ("ots: {naam: OTS, termen: [ots]}", "needs naam, termen and uitleg"),
        ("ots: {naam: OTS, termen: [ots], uitleg: 'A. [B25]', extra: 1}", "needs naam, termen and uitleg"),
        ("ots: {naam: OTS, termen: [], uitleg: 'A. [B25]'}", "termen must be a list"),
        ("ots: {naam: OTS, termen: [ots], uitleg: Zonder bron.}", "sentence without a source mark"),
        ("ots: {naam: OTS, termen: [ots], uitleg: 'A. [B999]'}", "not in bronnen.yml"),
        (f"ots: {{naam: OTS, termen: [ots], uitleg: '{'a' * 601}. [B25]'}}", "at most 600"),
    ],
)
def test_what_breaks_the_format_is_refused_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    concepts, reasons = read(tmp_path, text)
    assert dict(concepts.all) == {}
    assert reason in reasons[0]


def test_one_wrong_concept_costs_no_other(tmp_path: Path) -> None:
    concepts, reasons = read(tmp_path, GOOD + "vots: {naam: VOTS}\n")
    assert list(concepts.all) == ["ots"]
    assert len(reasons) == 1


def test_a_term_that_is_the_id_of_another_is_dropped_and_named(tmp_path: Path) -> None:
    other = "vots:\n  naam: VOTS\n  termen: [vots, ots]\n  uitleg: Ook een. [B27]\n"
    concepts, reasons = read(tmp_path, GOOD + other)
    assert concepts.all["vots"].terms == ("vots",)
    assert "is the id of another concept" in reasons[0]


def test_a_card_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    for name in ("themas", "expertise", "bronnen", "gezinsgesprek"):
        (tmp_path / f"{name}.yml").write_bytes((CONTENT_FOLDER / f"{name}.yml").read_bytes())
    (tmp_path / EXPLANATIONS).write_text(GOOD + "  kaart: nergens\n", encoding="utf-8")
    content = load_content(tmp_path)
    assert [warning.reason for warning in content.warnings] == ["'ots': kaart names an unknown entry: nergens"]
    assert list(content.concepts.all) == ["ots"]
