"""Arithmetic behind the comparison with other search libraries; the libraries themselves are not needed."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers.__main__ import END, MADE, filled
from benchmarks.peers.contender import owners, single_texts, whole_texts
from benchmarks.peers.material import Material, Question, read_bench, sentences
from benchmarks.peers.nearness import resembling
from benchmarks.peers.report import compared, page, sign_test
from benchmarks.peers.results import ABSENT, Result, place_of
from embeddings.documents import Document

DOCUMENTS = (
    Document("a", "Eerste", ("Een zin.", "Nog een zin."), ("hoe werkt het eerste", "wat is het eerste")),
    Document("b", "Tweede", ("Iets anders.",), ()),
)


def result(contender: str, places: tuple[int, ...], *, near: tuple[bool, ...] | None = None) -> Result:
    times = tuple(float(number) for number, _ in enumerate(places, start=1))
    flags = near or (False,) * len(places)
    styles = ("kort",) * len(places)
    return Result(contender, "own", True, 2, 4, styles, flags, places, times, times, 0.5, 100.0, 120.0)


def test_signposts_do_not_count_in_the_place_of_the_right_document() -> None:
    assert place_of("a", ["ww-x", "b", "a"], frozenset({"ww-x"})) == 1
    assert place_of("a", ["b"], frozenset()) == ABSENT


def test_a_document_counts_once_at_its_best_place() -> None:
    assert owners(["b", "a", "b", "a", "c"]) == ["b", "a", "c"]


def test_texts_of_a_document_apart_and_together_are_the_same_words() -> None:
    apart = single_texts(DOCUMENTS)
    assert [(unit.owner, unit.role) for unit in apart] == [
        ("a", "passage"),
        ("a", "query"),
        ("a", "query"),
        ("b", "passage"),
    ]
    together = whole_texts(DOCUMENTS)
    for document, unit in zip(DOCUMENTS, together, strict=True):
        assert unit.text == " ".join(one.text for one in apart if one.owner == document.id)


def test_material_survives_the_way_to_another_process(tmp_path: Path) -> None:
    material = Material("own", DOCUMENTS, (Question("wat", "a", "kort", near=True),), frozenset({"b"}))
    material.save(tmp_path / "m.json")
    assert Material.load(tmp_path / "m.json") == material
    assert all(not document.phrasings for document in material.without_phrasings().documents)


def test_another_base_is_read_as_documents_with_single_sentences(tmp_path: Path) -> None:
    entry = '{"slug": "x", "title": "T", "body": "Een zin. En dan? Klaar!", "questions": ["hoe gaat dat precies"]}'
    (tmp_path / "entries.jsonl").write_text(f"{entry}\n")
    rows = [
        '{"text": "hoe gaat dat precies?", "slug": "x", "style": "lex"}',
        '{"text": "fiets", "slug": "x", "style": "lex"}',
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join(rows))
    material = read_bench(tmp_path)
    assert material.documents[0].passages == ("Een zin.", "En dan?", "Klaar!")
    assert [question.near for question in material.questions] == [True, False]


@given(st.text())
def test_sentences_lose_no_words(body: str) -> None:
    assert " ".join(sentences(body)).split() == body.split()


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=5))
def test_a_text_resembles_itself(texts: list[str]) -> None:
    assert all(resembling(texts, texts))


def test_nothing_resembles_when_nothing_is_known() -> None:
    assert resembling(["wat is een mdo"], []) == [False]


def test_a_blank_text_has_no_trigrams_and_resembles_nothing() -> None:
    assert resembling([" "], [" ", "wat is een mdo"]) == [False]


def test_result_survives_as_one_line() -> None:
    one = result("houvast", (0, 3, ABSENT))
    assert Result.of(one.to_json()) == one
    assert (one.share(1).hits, one.share(3).hits, one.share(3, "kort").total) == (1, 1, 3)


def test_questions_that_look_like_a_phrasing_can_be_left_out() -> None:
    one = result("houvast", (0, 3, 0), near=(True, False, False))
    assert (one.share_unlike(1).hits, one.share_unlike(1).total) == (1, 2)


@pytest.mark.parametrize(("won", "lost", "p"), [(0, 0, 1.0), (5, 0, 2 / 32), (8, 2, 2 * (1 + 10 + 45) / 1024)])
def test_sign_test_is_exact(won: int, lost: int, p: float) -> None:
    assert math.isclose(sign_test(won, lost), p)


@given(st.integers(0, 60), st.integers(0, 60))
def test_sign_test_does_not_care_who_won(won: int, lost: int) -> None:
    assert sign_test(won, lost) == sign_test(lost, won) <= 1


def test_pairs_are_counted_question_by_question() -> None:
    assert compared(result("houvast", (0, 0, 1, 2)), result("other", (0, 4, 0, 3))) == "1 / 1 | 1.000"


def test_page_has_a_row_per_contender_and_table() -> None:
    made = page([result("houvast", (0, 1)), result("other", (1, 1))])
    assert made.count("| other |") == 3
    assert "2 entries, 4 texts, 2 questions" in made


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    text = f"before {MADE} old {END} after"
    assert filled(text, "new") == f"before {MADE}\n\nnew\n\n{END} after"
    with pytest.raises(ValueError, match="not enough values"):
        filled("no markers", "new")
