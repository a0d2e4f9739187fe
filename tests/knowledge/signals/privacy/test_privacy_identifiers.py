"""Structured identifiers in Dutch sentences: none may be missed."""

import random

import pytest
from privacy_generators import ANYWHERE, FRAMES, GENERATORS, TYPED

from knowledge.signals.privacy.model import PersonalDataType


@pytest.mark.parametrize("kind", sorted(GENERATORS))
def test_none_of_a_thousand_valid_identifiers_is_missed(detector, kind):
    rng = random.Random(2026)
    missed = []
    for _ in range(1000):
        value = GENERATORS[kind](rng)
        frame = rng.choice(FRAMES[kind])
        text = frame.format(value)
        start = frame.index("{}")
        covered = [
            s for s in detector.find(text) if s.type == kind and s.start <= start and s.end >= start + len(value)
        ]
        if not covered:
            missed.append(text)
    assert missed == []


@pytest.mark.parametrize("kind", sorted(GENERATORS))
def test_sentences_that_say_nothing_of_the_kind_hide_none(detector, kind):
    assert _kept(detector, kind, GENERATORS[kind]) == []


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_what_is_typed_in_haste_is_found_too(detector, kind):
    assert _kept(detector, kind, TYPED[kind]) == []


def _kept(detector, kind, make):
    """Messages of which a letter or digit of the identifier would stay."""
    rng = random.Random(2027)
    kept = []
    for _ in range(300):
        value, frame = make(rng), rng.choice(ANYWHERE)
        text, start = frame.format(value), frame.index("{}")
        covered = {place for span in detector.find(text) for place in range(span.start, span.end)}
        if any(text[place].isalnum() for place in set(range(start, start + len(value))) - covered):
            kept.append((kind, text))
    return kept


@pytest.mark.parametrize(
    "text", ["HIJ IS OM 1430 OP SCHOOL", "IN 2019 GI INGESCHAKELD", "hij woog 3500 gr", "om 1430 mw gebeld"]
)
def test_words_behind_a_number_are_no_postcode(detector, text):
    assert detector.find(text) == ()


@pytest.mark.parametrize(
    "number",
    [
        "112",
        "113",
        "144",
        "0800-2000",
        "0800 2000",
        "0900-8844",
        "0800-0113",
        "0800-0188",
        "0900-4445444",
        "14020",
        "14 075",
        "116000",
        "0800-0432",
        "0900-0101",
    ],
)
@pytest.mark.parametrize(
    "frame", ["bel {} als het misgaat", "{} is dag en nacht bereikbaar", "zet {} in het plan", "tel {}"]
)
def test_public_numbers_stay(detector, number, frame):
    assert detector.find(frame.format(number)) == ()


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("BSN999901916 graag", "999901916", "BSN"),
        ("haar bsn is 999901917", "999901917", "BSN"),
        ("bsn ９９９９０１９１６", "９９９９０１９１６", "BSN"),
        ("nummer 9999\u200b01916 klopt", "9999\u200b01916", "BSN"),
        ("bel 06\u201312345678", "06\u201312345678", "TELEFOON"),
        ("bel 06\u00a01234\u00a05678", "06\u00a01234\u00a05678", "TELEFOON"),
        ("mail naar kim [at] voorbeeld.nl", "kim [at] voorbeeld.nl", "EMAIL"),
        ("dochter geboren: 3 mei 2014", "3 mei 2014", "GEBOORTEDATUM"),
        ("geb. 03-05-2014 te Zaandam", "03-05-2014", "GEBOORTEDATUM"),
        ("ze wonen op Kievitplein 12b", "Kievitplein 12b", "ADRES"),
        ("op insta heet ze @noortje.xx", "@noortje.xx", "ACCOUNT"),
        ("vanuit basisschool De Zonnewijzer", "basisschool De Zonnewijzer", "SCHOOL"),
        ("Cliëntnummer 80441-B", "80441-B", "ZAAKNUMMER"),
    ],
)
def test_spans_hold_exactly_the_value(detector, text, value, kind):
    found = {(text[s.start : s.end], s.type) for s in detector.find(text)}
    assert (value, PersonalDataType(kind)) in found


@pytest.mark.parametrize(
    "text",
    [
        "de zitting is op 12-03-2025 om 10.30",
        "pakketnummer 123456789 is zoek",
        "zie art. 1:247 BW en art. 2.3 Jeugdwet",
        "in 2024 is de wet veranderd",
        "schuld van 12.750 euro",
        "op een schaal van 0 tot 10 een 7",
        "ik was onderweg 3 keer gebeld",
        "zie ECLI:NL:HR:2018:1488",
        "groep 7 en groep 8 samen",
    ],
)
def test_other_numbers_stay(detector, text):
    assert detector.find(text) == ()
