"""What is marked, as what, and with which question."""

import pytest

from knowledge.language.model import FindingKind, StatementKind


def found(language, text):
    return {finding.words.lower(): finding for finding in language.check(text)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vader is agressief.", "agressief"),
        ("Een agressieve man.", "agressieve"),
        ("Hij wordt steeds agressiever.", "agressiever"),
        ("Zijn agressiviteit neemt toe.", "agressiviteit"),
        ("Hij manipuleerde zijn moeder.", "manipuleerde"),
        ("Moeder wordt gemanipuleerd.", "gemanipuleerd"),
        ("Dat is partnermishandeling.", "partnermishandeling"),
        ("De hechtingsproblematiek speelt op.", "hechtingsproblematiek"),
        ("Ouders schieten volgens de raad niet tekort.", "schieten volgens de raad niet tekort"),
        ("Zij loog over alles wat zij deed.", "loog"),
        ("Hij is agresief.", "agresief"),
        ("Moeder is naïef.", "naïef"),
        ("Zij is anti-sociaal.", "anti-sociaal"),
        ("Er is sprake van multi-problematiek.", "multi-problematiek"),
        ("Vader is onbuigbaar.", "onbuigbaar"),
        ("Vader is een ramp.", "ramp"),
        ("Hij is een wervelwind.", "een wervelwind"),
        ("De juf is te direct.", "te direct"),
    ],
)
def test_inflections_compounds_spelling_and_unlisted_judgements_are_marked(language, text, words):
    assert words in found(language, text)


@pytest.mark.parametrize(
    "text",
    [
        "Op 3 maart om 22.00 uur schopte vader de deur kapot.",
        "De deur was gesloten.",
        "Hij sliep op een natte luier.",
        "Vader is bakker en woont in een flat.",
        "Moeder is een vrouw van 34.",
        "Zij is afwezig wegens ziekte.",
        "Het meisje zat aan tafel.",
        "De zwangerschap is ongewenst.",
        "",
        "   \n ",
        "🙂🙂",
        "12345",
    ],
)
def test_ordinary_words_are_not_marked(language, text):
    assert language.check(text) == ()


def test_finding_tells_place_words_question_and_source(language):
    text = "📌 Moeder is   naïef en láks."
    for finding in language.check(text):
        assert text[finding.start : finding.end] == finding.words
        assert finding.question.endswith(("?", "."))
        assert finding.source
    assert set(found(language, text)) == {"naïef", "láks"}


def test_quoted_judgement_is_hearsay_and_the_question_goes_to_the_speaker(language):
    for text in ('"Hij is agressief", zegt moeder.', "Moeder zegt: ‘hij is agressief’.", "“Hij is agressief” zei oma"):
        finding = found(language, text)["agressief"]
        assert finding.kind is FindingKind.HOREN_ZEGGEN
        assert finding.question.startswith("Vraag na bij wie dit zei: wat deed")
        assert language.kind(text) is StatementKind.HOREN_ZEGGEN


def test_reported_judgement_is_hearsay_but_the_writers_own_is_not(language):
    assert found(language, "School zegt dat hij agressief is.")["agressief"].kind is FindingKind.HOREN_ZEGGEN
    assert found(language, "Ik zeg dat hij agressief is.")["agressief"].kind is FindingKind.OORDEEL
    assert found(language, "Volgens mij is hij agressief.")["agressief"].kind is FindingKind.OORDEEL


def test_denied_judgement_asks_how_that_shows(language):
    finding = found(language, "Moeder is niet agressief.")["agressief"]
    assert finding.kind is FindingKind.OORDEEL
    assert finding.question == language.questions["ontkend"]


def test_question_claims_nothing_and_only_jargon_is_marked_in_it(language):
    text = "Is vader agressief en weet hij van de OTS?"
    assert [finding.kind for finding in language.check(text)] == [FindingKind.JARGON]
    assert language.kind(text) is StatementKind.GEEN


def test_kinds_of_words(language):
    findings = found(language, "Vader is vaak boos, nooit thuis en er ligt een OTS bij de GI.")
    assert {words: finding.kind.value for words, finding in findings.items()} == {
        "vaak": "vaag",
        "boos": "interpretatie",
        "nooit": "absoluut",
        "ots": "jargon",
        "gi": "jargon",
    }


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Vader gooide een bord, omdat hij jaloers is.", ["feit", "interpretatie"]),
        ("Vader sloeg de deur dicht, maar volgens moeder was het de wind.", ["feit", "horen_zeggen"]),
        ("Moeder zegt dat hij drinkt, maar ik zag geen flessen.", ["horen_zeggen", "feit"]),
    ],
)
def test_clauses_are_told_apart(language, text, kinds):
    (statement,) = language.statements(text)
    assert [clause.kind.value for clause in statement.clauses] == kinds


def test_statements_cover_each_sentence_and_ask_about_all_but_facts(language):
    text = "Dhr. sloeg om 22.30 uur op de deur. Hij is een bullebak! Waarom deed hij dat?\nMoeder zegt niets"
    statements = language.statements(text)
    assert [statement.kind.value for statement in statements] == ["feit", "oordeel", "geen", "feit"]
    assert text[: statements[0].end] == "Dhr. sloeg om 22.30 uur op de deur"
    assert [statement.question is None for statement in statements] == [True, False, True, True]


def test_shouted_words_that_the_writer_heard_are_a_fact(language):
    assert language.kind("Vader riep: 'ik maak je af'.") is StatementKind.FEIT
    assert language.kind("Ik hoorde vader zeggen: 'ik maak je af'.") is StatementKind.FEIT
    assert language.kind("Ik hoorde dat vader haar bedreigt.") is StatementKind.HOREN_ZEGGEN


def test_of_several_sentences_the_strongest_counts(language):
    assert language.kind("Vader sloeg op de deur. Hij is een bullebak.") is StatementKind.OORDEEL
    assert language.kind("") is StatementKind.GEEN
