"""Laying out: one page where it fits, more where it does not, and no text lost or outside the page."""

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.consultations import Status
from knowledge.consultations.report import paper
from knowledge.consultations.report.content import Cell, Columns, Sheet, case_sheet, list_sheet
from knowledge.consultations.report.flow import Page, laid_out
from knowledge.consultations.report.marks import Disc, Rule, Text, Title

LOREM = "Het kind komt op maandag later op school dan de andere kinderen. "


def measure(text: str, size: float, bold: bool) -> float:
    """Letters that are all as wide as an average one."""
    return len(text) * size * paper.POINT * 0.55


def pages_of(sheet: Sheet) -> list[Page]:
    return laid_out(sheet, measure, lambda title: f"{title} (vervolg)")


def texts(pages: list[Page]) -> list[str]:
    return [mark.text for page in pages for mark in page if isinstance(mark, Text | Title)]


def size_of(pages: list[Page]) -> float:
    """Points of the running text."""
    (size,) = {mark.size for mark in pages[0] if isinstance(mark, Text) and mark.text == "Wat gaat goed?"}
    return size


def test_a_usual_case_is_one_page_in_the_largest_letters(make, added, report) -> None:
    pages = pages_of(case_sheet(make(), added, report.words))
    assert len(pages) == 1
    assert size_of(pages) == paper.LARGEST


def test_longer_texts_first_make_the_letters_smaller(make, report) -> None:
    pages = pages_of(case_sheet(make(facts=LOREM * 35), [], report.words))
    assert len(pages) == 1
    assert paper.SMALLEST <= size_of(pages) < paper.LARGEST


def test_very_long_texts_go_on_where_it_says_so(make, report) -> None:
    long = make(facts=LOREM * 35, worries=LOREM * 25, strengths="Oma helpt.")
    pages = pages_of(case_sheet(long, [], report.words))
    assert len(pages) == 2
    said = texts(pages)
    assert size_of(pages) == paper.SMALLEST
    assert "Overleg 2026-014 (vervolg)" in said
    assert "Wat zijn de zorgen? (vervolg)" in said
    assert "Wat gaat goed? (vervolg)" not in said, "a column that is finished does not go on"


def test_a_column_longer_than_many_pages_ends(make, report) -> None:
    pages = pages_of(case_sheet(make(unknown=LOREM * 400), [], report.words))
    assert len(pages) > 4
    assert "".join(texts(pages)).replace(" ", "").count("kinderen.") == 400


def test_the_number_is_marked_by_shape_and_told_in_words(make, report) -> None:
    for number in range(11):
        (page,) = pages_of(case_sheet(make(scale=number), [], report.words))
        (disc,) = [mark for mark in page if isinstance(mark, Disc)]
        (inside,) = [mark for mark in page if isinstance(mark, Text) and mark.white]
        assert inside.text == str(number)
        assert abs(inside.x - disc.x) < disc.radius
        assert f"Gegeven cijfer: {number}" in texts([page])


def test_without_a_number_the_scale_is_drawn_to_be_filled_in(make, report) -> None:
    (page,) = pages_of(case_sheet(make(scale=None), [], report.words))
    assert not any(isinstance(mark, Disc) for mark in page)
    assert "Nog geen cijfer. Zet samen een kruis." in texts([page])
    assert [str(number) for number in range(11)] == [text for text in texts([page]) if text.isdecimal()]


def test_what_came_of_it_takes_the_place_of_the_empty_lines(make, report) -> None:
    closed = make(status=Status.CLOSED, decided="Oma erbij vragen.", learned=None)
    said = texts(pages_of(case_sheet(closed, [], report.words)))
    assert "Oma erbij vragen." in said
    assert "Doet wat" not in said
    assert "Doet wat" in texts(pages_of(case_sheet(make(), [], report.words)))


def test_a_case_whose_texts_are_gone(make, report) -> None:
    said = texts(pages_of(case_sheet(make(facts="", question=""), [], report.words)))
    assert said == ["Overleg 2026-014, voor het MDO", "De tekst van dit overleg is verwijderd."]


def test_the_list_has_a_row_for_each(make, added, report) -> None:
    items = [(make(sequence=number), added) for number in range(1, 61)]
    pages = pages_of(list_sheet("Noord", items, 3, report.words))
    said = texts(pages)
    assert "MDO-agenda van Noord" in said
    assert len(pages) > 1
    assert [text for text in said if re.fullmatch(r"2026-\d{3}", text)] == [item.number for item, _ in items]
    assert any("niet op de agenda: 3" in text for text in said)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(st.text(max_size=3000), min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_text_is_on_a_page_and_inside_it(bands: list[list[str]]) -> None:
    made = tuple(Columns(tuple(Cell("Kop", text) for text in band)) for band in bands)
    pages = pages_of(Sheet("Titel", "", "Titel (vervolg)", "", made))
    everything = "".join("".join(text.split()) for text in texts(pages))
    words = "".join("".join(text.split()) for band in bands for text in band)
    assert Counter(words) <= Counter(everything), "every character is somewhere, as often as it was typed"
    for page in pages:
        for mark in page:
            bottom = max(mark.y1, mark.y2) if isinstance(mark, Rule) else mark.y
            assert paper.TOP <= bottom <= paper.BOTTOM + 0.01
            if isinstance(mark, Text):
                assert mark.x + measure(mark.text, mark.size, mark.bold) <= paper.RIGHT + 0.01


@pytest.mark.parametrize("facts", ["", "x", LOREM * 120])
def test_there_is_always_room_to_write(make, report, facts: str) -> None:
    pages = pages_of(case_sheet(make(facts=facts or "x"), [], report.words))
    assert "Besloten" in texts(pages[-1:])
