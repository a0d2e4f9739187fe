"""Which of the six Top-3 questions a sentence answers."""

import pytest

from knowledge.language.model import Aspect


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Er is agressie thuis.", ""),
        ("Oma is lief.", "wie"),
        ("Vader schreeuwt.", "wie wat_doet"),
        ("Er wordt geslagen.", "wat_doet"),
        ("Het kind wordt geslagen.", "wat_doet"),
        ("Het kind wordt door zijn oom geslagen, twee keer per week.", "wie wat_doet hoe_vaak"),
        ("Stiefvader gooit een stoel om terwijl de kleuter ernaast zit.", "wie wat_doet wat_merkt_het_kind"),
        ("Er is vaak ruzie waar de kinderen bij zijn.", "wat_merkt_het_kind"),
        ("Moeder reageert niet als de baby huilt.", "wie wat_doet wat_gaat_vooraf wat_merkt_het_kind"),
        ("Op zaterdag 3 mei sloot moeder de deur.", "wie wat_doet wanneer"),
        ("Om 22.30 uur belt vader aan.", "wie wat_doet wanneer"),
        ("[naam] slaat op tafel.", "wie wat_doet"),
        (
            "Elke vrijdagavond, als vader gedronken heeft, slaat hij moeder en de kinderen horen het boven.",
            "wie wat_doet wanneer hoe_vaak wat_gaat_vooraf wat_merkt_het_kind",
        ),
        ("", ""),
    ],
)
def test_aspects(language, text, present):
    concreteness = language.concreteness(text)
    assert [check.aspect.value for check in concreteness.checks if check.present] == present.split()
    assert concreteness.score == len(present.split())


def test_each_missing_aspect_has_its_own_question_and_each_present_one_its_words(language):
    concreteness = language.concreteness("Vader slaat de jongste.")
    assert [check.aspect for check in concreteness.checks] == list(Aspect)
    assert len({check.question for check in concreteness.checks}) == 6
    assert [check.words for check in concreteness.checks[:2]] == ["Vader", "slaat"]
    assert all(check.words == "" for check in concreteness.missing)


def test_a_vague_frequency_is_no_frequency(language):
    checks = {check.aspect: check.present for check in language.concreteness("Vader slaat haar vaak.").checks}
    assert not checks[Aspect.HOE_VAAK]
