"""Both detectors together: our lists win, kinds, redaction. The finds of the second one are written by hand."""

import pytest

from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.second_opinion.detector import JoinedDetector


class Says:
    """A second detector that marks these parts of a text, each with a tag of deduce."""

    def __init__(self, *parts: tuple[str, str]) -> None:
        self.parts = parts

    def find(self, text: str) -> list[tuple[str, int, int]]:
        found = [(tag, text.find(part), part) for tag, part in self.parts]
        return [(tag, start, start + len(part)) for tag, start, part in found if start >= 0]


@pytest.mark.parametrize(
    ("text", "parts", "redacted"),
    [
        ("Er is gebeld door Zwrtlq over school", [("persoon", "Zwrtlq")], "Er is gebeld door [naam] over school"),
        ("Wat doet de Hartstichting?", [("persoon", "Hartstichting")], "Wat doet de Hartstichting?"),
        ("Wat doet de Hartstichting?", [("zorginstelling", "Hartstichting")], "Wat doet de Hartstichting?"),
        ("Kijk op Thuisarts.nl voor meer", [("url", "Thuisarts.nl")], "Kijk op Thuisarts.nl voor meer"),
        ("Wat schrijft Turnell hierover?", [("persoon", "Turnell")], "Wat schrijft Turnell hierover?"),
        ("Waar kan dat in Utrecht?", [("locatie", "Utrecht")], "Waar kan dat in Utrecht?"),
        ("Waar kan dat in Utrecht?", [("persoon", "Utrecht")], "Waar kan dat in Utrecht?"),
        ("De zitting is 14-01-2027", [("datum", "14-01-2027")], "De zitting is 14-01-2027"),
        ("Dat zag ik in september", [("persoon", "september")], "Dat zag ik in september"),
        ("Vos ruikt naar drank", [("persoon", "Vos")], "Vos ruikt naar drank"),
        ("Volgens Zwrtlq is dat niet zo", [("persoon", "Volgens Zwrtlq")], "Volgens [naam] is dat niet zo"),
    ],
)
def test_what_counts_of_the_second_one(
    detector: PersonalDataDetector, text: str, parts: list[tuple[str, str]], redacted: str
) -> None:
    if redacted == text:
        assert detector.find(text) == ()
    both = JoinedDetector(detector, Says(*parts))
    assert both.redact(text).text == redacted
    assert both.redact(redacted).text == redacted


def test_an_address_keeps_its_place_and_a_postcode_its_kind(detector: PersonalDataDetector) -> None:
    text = "Hij zit in Hoeve Qrstvwx 19 Utrecht nu"
    both = JoinedDetector(detector, Says(("locatie", "Qrstvwx 19 Utrecht")))
    assert both.redact(text).text.endswith("[adres] Utrecht nu")


def test_a_find_never_touches_a_placeholder(detector: PersonalDataDetector) -> None:
    both = JoinedDetector(detector, Says(("persoon", "[naam]"), ("persoon", "naam")))
    assert both.redact("Daar was [naam] bij").text == "Daar was [naam] bij"


def test_offsets_are_those_of_the_text_also_behind_marks_that_are_folded_away(detector: PersonalDataDetector) -> None:
    text = "Er\u200b is gebeld door Zwrtlq, mail a@b.nl"
    both = JoinedDetector(detector, Says(("persoon", "Zwrtlq")))
    assert [text[s.start : s.end] for s in both.find(text)] == ["Zwrtlq", "a@b.nl"]


def test_all_that_ours_finds_is_found(detector: PersonalDataDetector) -> None:
    text = "Iris ter Horst, Achterdijk 2a, geboren 3 mei 2014, bsn 111222333, tel 0612345678"
    both = JoinedDetector(detector, Says(("persoon", "Horst, Achterdijk"), ("id", "0612345678")))
    covered = {i for span in both.find(text) for i in range(span.start, span.end)}
    assert all(i in covered for span in detector.find(text) for i in range(span.start, span.end))
