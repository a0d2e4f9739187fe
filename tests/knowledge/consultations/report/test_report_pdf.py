"""The PDF as readers read it: its text, pages and description; and what happens without the extra."""

import subprocess
import sys
import unicodedata
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from knowledge.consultations.errors import ReportsMissing
from knowledge.consultations.report import agenda_pdf, case_pdf

LOREM = "Het kind komt op maandag later op school dan de andere kinderen. "
FORM_LIMIT = 400
"""Characters of a text here; longer ones are laid out by the same code, see test_report_flow.py."""
# pypdf turns right-to-left text round again; white space and control characters are no words.
READ_BACK = st.characters(codec="utf-8", exclude_categories=["C", "Z"]).filter(
    lambda character: unicodedata.bidirectional(character) not in {"R", "AL", "AN"}
)
WORDS = st.lists(st.text(READ_BACK, min_size=1, max_size=30), min_size=1, max_size=12).map(" ".join)


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(data: bytes) -> str:
    return squeezed(" ".join(page.extract_text() for page in read(data).pages))


def test_a_case_is_one_page_with_everything(make, added, report) -> None:
    data = case_pdf(make(), added, report)
    (page,) = read(data).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842], "A4"
    text = squeezed(page.extract_text())
    for part in (
        "Overleg 2026-014, voor het MDO",
        "Het kind [naam] was drie keer niet op school.",
        "Moeder zegt afspraken af.",
        "Oma haalt het kind elke vrijdag op.",
        "Wie heeft ervaring met school en LVB?",
        "Gegeven cijfer: 4",
        "Er is nog geen veiligheidsplan.",
        "Wie is er 's avonds thuis?",
        "collega met kennis van LVB",
        "Antwoord nodig op: 2026-03-09.",
        "Vertrouwelijk, zonder namen. Overleg 2026-014",
        "Gemaakt op 2 maart 2026 om 10:30. Bladzijde 1 van 1",
    ):
        assert squeezed(part) in text, part
    assert "geheim" not in text


def test_the_file_says_what_it_is_and_not_who_made_it(make, report) -> None:
    reader = read(case_pdf(make(), [], report))
    assert reader.metadata.title == "Overleg 2026-014, voor het MDO"
    assert reader.metadata.author is None
    assert reader.root_object["/Lang"] == "nl"
    assert "/StructTreeRoot" in reader.root_object
    assert [entry.title for entry in reader.outline] == ["Overleg 2026-014, voor het MDO"]


def test_very_long_texts_take_two_pages_and_stay_whole(make, report) -> None:
    data = case_pdf(make(facts=LOREM * 30, worries=LOREM * 25), [], report)
    assert len(read(data).pages) == 2
    assert "vervolg" in text_of(data)
    assert text_of(data).count("Hetkindkomt") == 55
    assert "Overleg2026-014Gemaaktop2maart2026om10:30.Bladzijde2van2" in text_of(data)


def test_an_agenda_has_a_front_page_and_a_page_for_each(make, added, report) -> None:
    items = [(make(sequence=number), added) for number in (3, 14)]
    pages = [squeezed(page.extract_text()) for page in read(agenda_pdf("Noord", items, 2, report)).pages]
    assert len(pages) == 3
    assert "MDO-agendavanNoord" in pages[0]
    assert "2026-003" in pages[0]
    assert "2026-014" in pages[0]
    assert all("Vertrouwelijk,zondernamen." in page for page in pages)
    assert "Overleg2026-003,voorhetMDO" in pages[1]
    assert "Bladzijde3van3" in pages[2]


def test_a_character_that_the_font_lacks_shows_as_such(make, report) -> None:
    text = text_of(case_pdf(make(facts="Zorg 🏠 thuis \x07 \N{SOFT HYPHEN}school", question="天?"), [], report))
    assert "Zorg\ufffdthuis\ufffdschool" in text
    assert "\ufffd?" in text


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(facts=WORDS, worries=WORDS, reason=WORDS)
def test_all_words_of_any_text_are_in_the_file(make, report, facts: str, worries: str, reason: str) -> None:
    from knowledge.consultations.report.pdf import Drawing

    data = case_pdf(make(facts=facts, worries=worries, scale_reason=reason), [], report)
    text = text_of(data)
    with Drawing("", "nl", report.made) as drawing:
        for typed in (facts, worries, reason):
            assert squeezed(drawing.printable(typed)) in text


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(facts=st.text(st.characters(codec="utf-8"), max_size=FORM_LIMIT))
def test_no_text_stops_it(make, report, facts: str) -> None:
    assert case_pdf(make(facts=f"x{facts}"), [], report).startswith(b"%PDF-")


@pytest.mark.parametrize("module", ["fpdf", "matplotlib"])
def test_without_the_extra_it_says_what_to_install(make, report, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)  # what Python itself does for a module that must not be found
    monkeypatch.delitem(sys.modules, "knowledge.consultations.report.pdf", raising=False)
    with pytest.raises(ReportsMissing, match=r"houvast\[reports\]") as refused:
        case_pdf(make(), [], report)
    assert refused.value.module == module


def test_neither_library_is_loaded_until_a_pdf_is_made() -> None:
    script = "import sys, actions.registry; print(sorted({'fpdf', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
