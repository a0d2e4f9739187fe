"""Dutch inflection by rule and by table."""

import pytest

from knowledge.language.inflection import adjective, noun
from knowledge.language.lexicon import load_verbs

VERBS = load_verbs()


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("agressief", "agressieve agressiever agressiefst agressiefheid"),
        ("laf", "laffe laffer"),
        ("grof", "grove grover"),
        ("boos", "boze bozer"),
        ("nerveus", "nerveuze"),
        ("kwaad", "kwade kwader"),
        ("gemeen", "gemene gemener"),
        ("dom", "domme dommer"),
        ("lui", "luie"),
        ("star", "starre starder"),
        ("dronken", "dronken"),
        ("onverschillig", "onverschillige onverschilliger"),
    ],
)
def test_adjectives(base, forms):
    assert set(forms.split()) <= adjective(base)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("conflict", "conflicten"),
        ("boef", "boeven"),
        ("trauma", "trauma's"),
        ("escalatie", "escalaties"),
        ("onzekerheid", "onzekerheden"),
        ("zitting", "zittingen"),
    ],
)
def test_nouns(base, forms):
    assert set(forms.split()) <= noun(base)


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("werken", "werk werkt werkte werkten gewerkt werkend"),
        ("manipuleren", "manipuleer manipuleert manipuleerde gemanipuleerd manipulerende"),
        ("leven", "leef leeft leefde geleefd"),
        ("verwaarlozen", "verwaarloos verwaarloost verwaarloosde verwaarloosd"),
        ("praten", "praat praatte praatten gepraat"),
        ("worstelen", "worstel worstelt worstelde geworsteld"),
        ("liegen", "lieg liegt loog logen gelogen"),
        ("zeggen", "zegt zei zeiden gezegd"),
        ("schieten", "schiet schoot schoten geschoten"),
        ("begrijpen", "begrijp begreep begrepen"),
    ],
)
def test_verbs(infinitive, forms):
    assert set(forms.split()) <= VERBS.forms(infinitive)


def test_separable_verbs_joined_and_apart():
    joined, apart = VERBS.separable("tekort", "schieten")
    assert {"tekortschiet", "tekortgeschoten", "tekortschieten"} <= joined
    assert {"schiet", "schoot"} <= apart
