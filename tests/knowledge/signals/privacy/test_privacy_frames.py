"""Surnames, clubs, schools, streets and parts of numbers that only their frame gives away."""

import pytest

from knowledge.signals.privacy.lexicon import DATA_FOLDER


def found(detector, text):
    return {(span.type.value, text[span.start : span.end]) for span in detector.find(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("de jong gezin heeft hulp nodig", "de jong"),
        ("De Jong gezin heeft hulp nodig", "De Jong"),
        ("fam. de boer komt morgen", "de boer"),
        ("gezin van dijk komt morgen", "van dijk"),
        ("familie el amrani", "el amrani"),
        ("mw a. de wit", "a. de wit"),
        ("mevr. s. bakker", "s. bakker"),
        ("gesproken met j. de vries", "j. de vries"),
        ("kind j.k. slaapt slecht", "j.k."),
    ],
)
def test_surnames_in_lower_case(detector, text, name):
    assert ("NAAM", name) in found(detector, text)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("ze zit op de Regenboog", "SCHOOL", "de Regenboog"),
        ("hij gaat naar de regenboog na de les", "SCHOOL", "de regenboog"),
        ("juf van de Klimop belt", "SCHOOL", "de Klimop"),
        ("kdv ukkie belt", "SCHOOL", "kdv ukkie"),
        ("bso de Vlinders", "SCHOOL", "bso de Vlinders"),
        ("hij voetbalt bij vv De Meeuwen", "SCHOOL", "vv De Meeuwen"),
        ("ze woont in de kerkstraat", "ADRES", "kerkstraat"),
        ("bij de begoniastraat om de hoek", "ADRES", "begoniastraat"),
        ("bsn eindigt op 782", "BSN", "782"),
        ("iban eindigt op 4300", "IBAN", "4300"),
        ("06-1234 is het begin", "TELEFOON", "06-1234"),
        ("12/03/2015", "GEBOORTEDATUM", "12/03/2015"),
        ("geb 12-3-15", "GEBOORTEDATUM", "12-3-15"),
        ("@kevin2010", "ACCOUNT", "@kevin2010"),
    ],
)
def test_what_only_the_frame_gives_away(detector, text, kind, value):
    assert (kind, value) in found(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "harm",
        "storm",
        "roos",
        "bloem",
        "er is harm gedaan",
        "een jong gezin met twee kinderen",
        "het kleine gezin woont goed",
        "gezin te groot voor het huis",
        "familie van ver komt op bezoek",
        "mevrouw de voorzitter",
        "meneer van de gemeente",
        "o.a. bakker en slager",
        "mdo 12-03-2026",
        "zitting op 12-03-2025",
        "in 06-2024 begonnen",
        "een rekening van 1500",
        "bsn niet doorgeven, stap 3 van 5",
        "op straat en in huis is het onrustig",
        "op de snelweg bij de afslag",
        "huis aan de rand van de stad",
        "hij gaat naar de Raad",
        "zij zit op de GI te wachten",
        "vader gaat naar de Bijlmer",
        "groep 8 gaat naar de Efteling",
        "bso geregeld voor woensdag",
        "levvel en de william schrikker stichting",
        "Veilig Thuis en Jeugdbescherming Regio Amsterdam",
    ],
)
def test_frames_without_a_person_stay(detector, text):
    assert detector.find(text) == ()


@pytest.mark.parametrize("frame", ["in {} is het mdo", "liever {} dan later", "sinds {} rustig", "van {} tot het eind"])
def test_months_and_days_stay(detector, frame):
    days = "januari februari maart april mei juni juli augustus september oktober november december maandag zondag"
    for word in days.split():
        for shown in (word, word.title()):
            assert detector.find(frame.format(shown)) == ()


@pytest.mark.parametrize("list_name", ["places", "methods"])
def test_words_that_are_allowed_stay(detector, list_name):
    marked = []
    for line in (DATA_FOLDER / "allow" / f"{list_name}.txt").read_text(encoding="utf-8").splitlines():
        for shown in (line, line.lower()):
            text = f"verhuisd van {shown} naar elders" if list_name == "places" else f"wat is {shown}"
            if line and line[0] != "#" and detector.find(text):
                marked.append(shown)
    assert set(marked) <= {"'s-Gravenhage", "'s-gravenhage"}
