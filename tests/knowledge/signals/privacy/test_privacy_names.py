"""Names per origin, in sentences that the fitting never saw; listed and unlisted, capital and lower case."""

import random

import pytest
from privacy_samples import FRAMES, UNLISTED_FIRST

from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.lexicon import DATA_FOLDER, load_lexicon

ORIGINS = sorted(path.stem for path in (DATA_FOLDER / "first_names").glob("*.txt"))
PER_ORIGIN = 80


def recall(detector, names, *, lower):
    found = 0
    for number, name in enumerate(names):
        frame = FRAMES[number % len(FRAMES)]
        shown = name.lower() if lower else name
        text = frame.format(shown)
        start = frame.index("{}")
        found += any(s.type == "NAAM" and s.start < start + len(shown) and start < s.end for s in detector.find(text))
    return found / len(names)


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("lower", [False, True])
def test_listed_first_names_are_found(detector, origin, lower):
    names = (DATA_FOLDER / "first_names" / f"{origin}.txt").read_text(encoding="utf-8").split()
    sample = random.Random(11).sample(names, PER_ORIGIN)
    assert recall(detector, sample, lower=lower) >= 0.95


@pytest.mark.parametrize(("lower", "least"), [(False, 0.97), (True, 0.85)])
def test_first_names_on_no_list_are_found(detector, lower, least):
    lexicon = load_lexicon()
    assert not [name for name in UNLISTED_FIRST if key(name) in lexicon.first_names | lexicon.surnames]
    sample = [name for name in UNLISTED_FIRST for _ in range(5)]
    assert recall(detector, sample, lower=lower) >= least


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mw. De Wit belde", "De Wit"),
        ("mevr. ten Brinke komt niet", "ten Brinke"),
        ("gebeld met T. Bakker over school", "T. Bakker"),
        ("oom Wiebe helpt mee", "Wiebe"),
        ("Samira's moeder is boos", "Samira"),
        ("sanne de jong woont bij oma", "sanne de jong"),
        ("mevrouw Forrer wil geen hulp", "Forrer"),
        ("het gaat om Jan-Willem van der Veen", "Jan-Willem van der Veen"),
        ("O\u0308zlem is weggelopen", "O\u0308zlem"),
        # A town that is a surname after a title.
        ("mevrouw Van Deventer wil niet", "Van Deventer"),
        ("meneer van Utrecht belde", "van Utrecht"),
        ("dhr Van Leiden", "Van Leiden"),
        ("familie Van Zwolle is verhuisd", "Van Zwolle"),
    ],
)
def test_spans_hold_the_whole_name_and_no_title(detector, text, name):
    assert name in [text[s.start : s.end] for s in detector.find(text) if s.type == "NAAM"]


@pytest.mark.parametrize(
    "text",
    [
        "Turnell en Edwards schreven het boek",
        "ik las Vogtländer en daarna Van Arum",
        "kan ze naar de Blijf Groep",
        "William Schrikker of Samen Doen",
        "is jeugdbescherming regio amsterdam een GI",
        "liever mei of juni dan april",
        "Wil vader een gesprek",
        "zij plukte een roos in de tuin",
        "opa, pleegvader en de juf komen",
        "mevrouw van Jellinek belde",
        "mevrouw uit Zwolle",
        "meneer in Delft",
        "het gezin van Zwolle",
        "mevrouw van Amsterdam-Noord",
        "Assepoester en Roodkapje op de kaartjes van de speltherapeut",
        "is the workshop in Dutch or English",
    ],
)
def test_what_is_no_person_stays(detector, text):
    assert detector.find(text) == ()
