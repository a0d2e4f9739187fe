"""The shipped lexicon is complete, sourced and without doubles; a broken file is pointed at."""

import shutil
import time
from collections import Counter

import pytest
import yaml

from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.errors import SignalDataError
from knowledge.language.check import LanguageCheck
from knowledge.language.lexicon import DATA, load_lexicon, load_verbs
from knowledge.language.model import FindingKind

LEXICON = sorted((DATA / "lexicon").glob("*.yml"))


def fields():
    for path in LEXICON:
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["items"].items()


def test_lexicon_is_large_and_has_every_kind(language):
    items = language.lexicon.items
    assert len(items) >= 340
    assert {item.kind for item in items} == set(FindingKind)


def test_every_question_is_a_short_sentence_of_its_own(language):
    questions = Counter(item.question for item in language.lexicon.items)
    assert max(questions.values()) <= 2
    for question in questions:
        assert question[0].isupper()
        assert question.endswith(("?", "."))
        assert "?" in question or "Schrijf" in question or "Laat" in question
        assert len(question) <= 110
        assert max(len(sentence.split()) for sentence in question.split("?")) <= 20


def test_every_source_exists(language):
    known = yaml.safe_load((CONTENT_FOLDER / "bronnen.yml").read_text(encoding="utf-8"))
    for item in language.lexicon.items:
        mark = item.source.removesuffix(" afgeleid")
        assert mark == "algemeen" or mark in known


def test_no_word_stands_in_two_items():
    owners: dict[str, set[str]] = {}
    for name, item in fields():
        for form in ("bn", "zn", "ww", "los"):
            for word in filter(None, (part.strip() for part in item.get(form, "").split(","))):
                owners.setdefault(word, set()).add(name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_every_item_can_be_found_by_its_first_form(language):
    names = {item.name: item for item in language.lexicon.items}
    assert set(names) == {name for name, _ in fields()}


@pytest.mark.parametrize(
    ("file", "wrong", "reason"),
    [
        ("lexicon/vaag.yml", "items: [", "invalid YAML"),
        ("lexicon/vaag.yml", "soort: vaag\n", "needs soort, duidt, bron and items"),
        ("lexicon/vaag.yml", "items: {vaak: 3}", "needs fields"),
        ("lexicon/vaag.yml", "items: {vaak: {bn: vaak, kleur: rood}}", "'kleur' is unknown"),
        ("lexicon/vaag.yml", "items: {vaak: {bn: 3, vraag: Hoe vaak?}}", "'bn' is unknown or no text"),
        ("lexicon/vaag.yml", "items: {vaak: {bn: vaak, vraag: Hoe vaak?}}", "lacks soort"),
        (
            "lexicon/vaag.yml",
            "soort: vaag\nduidt: niets\nbron: algemeen\nitems: {vaak: {vraag: Hoe?}}",
            "lacks word forms",
        ),
        (
            "lexicon/vaag.yml",
            "soort: x\nduidt: niets\nbron: algemeen\nitems: {v: {bn: v, vraag: Hoe?}}",
            "unknown soort",
        ),
        (
            "lexicon/vaag.yml",
            "soort: vaag\nduidt: niets\nbron: a\nitems: {v: {los: .. v, vraag: H?}}",
            "must start and end",
        ),
        ("lexicon/vaag.yml", "soort: vaag\nduidt: niets\nbron: a\nitems: {v: {los: v |, vraag: H?}}", "empty word"),
        ("lexicon/vaag.yml", "soort: vaag\nduidt: niets\nbron: a\nitems: {boos: {bn: v, vraag: H?}}", "twice"),
        ("werkwoorden.yml", "lopen: liep", "past form and a participle"),
        ("werkwoorden.yml", "[lopen]", "needs 'infinitive"),
        ("uitspraken.yml", "ik: ik we", "is missing"),
        ("uitspraken.yml", "[ik]", "needs 'group: words'"),
        ("aspecten.yml", "vragen: {wie: Wie?}", "is missing"),
        ("aspecten.yml", "wie: x", "needs vragen"),
        ("vragen.yml", "zou: Van wie?", "is missing"),
        ("situaties.yml", "vragen: {doel: Wat nu?}", "is missing"),
        ("situaties.yml", "doelen: x", "needs vragen"),
    ],
)
def test_a_broken_file_is_pointed_at(tmp_path, file, wrong, reason):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / file).write_text(wrong, encoding="utf-8")
    with pytest.raises(SignalDataError, match=reason) as error:
        LanguageCheck.load(tmp_path / "data")
    assert error.value.path.name == file.rpartition("/")[2]


def test_a_missing_file_or_folder_is_pointed_at(tmp_path):
    with pytest.raises(SignalDataError, match="cannot be read"):
        load_verbs(tmp_path)
    with pytest.raises(SignalDataError, match="holds no lexicon"):
        load_lexicon(load_verbs(), tmp_path)


def test_loading_and_checking_are_quick(language):
    def least(action, times):
        spent = []
        for _ in range(times):
            begin = time.process_time()
            action()
            spent.append(time.process_time() - begin)
        return min(spent)

    text = "Vader is agressief en moeder zegt dat hij vaak drinkt. Op 3 maart gooide hij een bord tegen de muur. " * 5
    # Twice what is promised (50 ms, 5 ms), because the machine that runs the tests may be slow and shared.
    assert least(LanguageCheck.load, 5) < 0.1
    assert least(lambda: language.check(text), 5) < 0.01
