"""Each rule: what it finds, in which file and line, and what it leaves alone."""

from datetime import date

import pytest

from knowledge.checking.model import Rule
from knowledge.checking.rules.families import suggests_family_talk
from knowledge.entries.loader import load_content

FIRST = "top-3/eerste.md"
TALK = "top-3/praat-thuis.md"


def test_a_good_folder_passes(good) -> None:
    report = good.check()
    assert report.findings == ()
    assert (report.figures.entries, report.figures.phrasings) == (2, 2)
    assert (report.figures.sentences, report.figures.sourced) == (4, 4)
    assert list(report.themes) == ["top-3"]


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (FIRST, "## Kort", "## Krt", ("eerste.md", 14, "error", "format")),
        (FIRST, "Schrijf op", f"{'Ja ' * 200}schrijf op", ("eerste.md", 15, "error", "limit")),
        (FIRST, '"Een kaart"', f'"{"a" * 121}"', ("eerste.md", 3, "error", "limit")),
        (FIRST, "verwant: []", "verwant: [weg]", ("eerste.md", 11, "error", "dead-link")),
        (FIRST, "verwant: []", "verwant: [eerste]", ("eerste.md", 11, "error", "dead-link")),
        ("gezinsgesprek.yml", "- praat", "- weg\n- praat", ("gezinsgesprek.yml", 2, "error", "dead-link")),
        (FIRST, "gedragswetenschapper", "arts", ("eerste.md", 8, "error", "dead-reference")),
        (FIRST, "vervalt_op: 2027-11-21", "vervalt_op: 2026-11-22", ("eerste.md", 10, "warning", "review-past")),
        ("top-3/praat-thuis.vragen.txt", "hoe begin ik", "hé\nWat schrijf ik op?!",
         ("praat-thuis.vragen.txt", 3, "error", "shared-phrasing")),
        (FIRST, "Schrijf op wat je ziet en hoort. [B17]", "Schrijf\nop wat je vaak ziet. [algemeen]",
         ("eerste.md", 16, "warning", "vague")),
        (FIRST, "Schrijf op wat je ziet en hoort. [B17]", "Schrijf op wat je soms hoort. [B17 afgeleid]",
         ("eerste.md", 16, "warning", "vague")),
        (FIRST, "urgentie: normaal", "urgentie: urgent", ("eerste.md", 6, "error", "unconfirmed")),
        (FIRST, "terug. [B17]", "terug. [B17] Bel {lokaal:weg}. [B17]", ("eerste.md", 16, "error", "dead-reference")),
        (FIRST, "terug. [B17]", "terug. [B17] Bel {lokaal: weg}. [B17]", ("eerste.md", 16, "error", "format")),
        (FIRST, "Schrijf op", "Bel {lokaal:weg} en schrijf op", ("eerste.md", 15, "error", "format")),
        (FIRST, "[B17] Lees", "Lees", ("eerste.md", 16, "error", "format")),
        (FIRST, "Lees het later terug", f"Lees het{' daar' * 24} terug", ("eerste.md", 16, "warning", "readability")),
        ("themas.yml", "top-3: De Top-3", "- top-3", ("themas.yml", 1, "error", "format")),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_one_finding(good, name, old, new, found) -> None:
    good.change(name, old, new)
    assert good.found() == [found]


def test_a_dead_link_in_a_list_of_several_lines_is_named_with_its_own_line(good) -> None:
    good.change(TALK, "verwant: []", "verwant: [eerste]")
    good.change(FIRST, "verwant: []", "verwant:\n  - praat-thuis\n  - weg")
    assert good.found() == [("eerste.md", 13, "error", "dead-link")]


def test_a_related_entry_must_name_this_one_too(good) -> None:
    good.change(FIRST, "verwant: []", "verwant: [praat-thuis]")
    assert good.found() == [("eerste.md", 11, "warning", "one-way")]
    good.change(TALK, "verwant: []", "verwant: [eerste]")
    assert good.found() == []


def test_nothing_leads_back_from_an_urgent_entry_or_to_a_talk_that_is_barred(good) -> None:
    good.change(TALK, "verwant: []", "verwant: [eerste]")
    assert good.found() == [("praat-thuis.md", 11, "warning", "one-way")]
    good.change(FIRST, "gezin: false", "gezin: true")
    assert good.found() == []
    good.change(FIRST, "gezin: true", "gezin: false")
    good.change(FIRST, "urgentie: normaal", "urgentie: urgent")
    assert good.found() == [("eerste.md", 6, "error", "unconfirmed")]


def test_an_urgent_entry_that_says_who_confirms_it_passes(good) -> None:
    good.change(FIRST, "urgentie: normaal", "urgentie: urgent")
    file = good.path / FIRST
    told = "\n## Te controleren\n\n- De organisatie moet deze kaart bevestigen voor gebruik. [algemeen]\n"
    file.write_text(file.read_text(encoding="utf-8") + told, encoding="utf-8")
    assert good.found() == []


def test_a_local_field_that_no_entry_names(good) -> None:
    lines = "# Velden\nachterwacht: {label: Achterwacht, voorbeeld: de dienst}\nmdo: {label: MDO, voorbeeld: dinsdag}\n"
    (good.path / "lokaal.yml").write_text(lines, encoding="utf-8")
    good.change(FIRST, "terug. [B17]", "terug. [B17] Bel {lokaal:achterwacht}. [algemeen]")
    assert good.found() == [("lokaal.yml", 3, "warning", "unused-field")]
    assert good.check().figures.sentences == 4
    empty, unused = good.check(local={"achterwacht": " "}).findings
    assert (empty.path.name, empty.line, empty.rule, unused.line) == ("lokaal.yml", 2, Rule.LOCAL_FACT, 3)
    assert empty.message.startswith("fill in organisation.local.achterwacht: Achterwacht (example: de dienst); 1 entry")
    assert [one.rule for one in good.check(local={"achterwacht": "020"}).findings] == [Rule.UNUSED_FIELD]


@pytest.mark.parametrize(
    "short",
    [
        "Vermoed je acute of structurele onveiligheid, bel dan. [algemeen] Meld acuut gevaar. [B17]",
        "Gezinnen zeggen dat ze het vaak niet snappen. [B17] Luister rustig bij een incident. [B17]",
    ],
)
def test_terms_of_the_law_and_what_a_source_says_are_not_vague(good, short: str) -> None:
    good.change(FIRST, "Schrijf op wat je ziet en hoort. [B17] Lees het later terug. [B17]", short)
    assert good.found() == []


def test_an_unknown_source_is_named_with_its_line(good) -> None:
    good.change("bronnen.yml", "B17:", "B19:")
    assert good.found() == [
        ("eerste.md", 12, "error", "dead-reference"),
        ("praat-thuis.md", 12, "error", "dead-reference"),
    ]


def test_an_unknown_theme_is_one_error_per_entry(good) -> None:
    good.change("themas.yml", "top-3:", "top-4:")
    assert {one[1:] for one in good.found()} == {(4, "error", "dead-reference")}


def test_a_slug_in_two_themes(good) -> None:
    (good.path / "a").mkdir()
    text = (good.path / FIRST).read_text(encoding="utf-8")
    (good.path / "a" / "eerste.md").write_text(text.replace("thema: top-3", "thema: a"), encoding="utf-8")
    good.change("themas.yml", "top-3:", "a: A\ntop-3:")
    errors = [finding for finding in good.check().errors if finding.path.parent.name == "top-3"]
    assert [(finding.rule, finding.message) for finding in errors] == [
        (Rule.FORMAT, "slug 'eerste' already exists in a/")
    ]


def test_everything_that_the_loader_refuses_is_an_error(good) -> None:
    good.change(FIRST, "[gedragswetenschapper]", "[arts]")
    good.change(TALK, "## Kort", "## Krt")
    (good.path / "top-3" / "wees.vragen.txt").write_text("[kort]\nwat nu\n", encoding="utf-8")
    (good.path / "top-3" / "bytes.md").write_bytes(b"\xff\xfe")
    refused = {error.path for error in load_content(good.path).refused}
    assert len(refused) == 4
    assert refused <= {finding.path for finding in good.check().errors}


def test_most_sentences_without_a_source_is_a_warning_but_not_for_a_signpost(good) -> None:
    good.change(FIRST, "[B17] Lees", "[B17] Kijk goed. [algemeen] Kijk weer. [algemeen] Lees")
    good.change(FIRST, "terug. [B17]", "terug. [algemeen]")
    assert good.found() == [("eerste.md", 12, "warning", "few-sources")]
    (good.path / FIRST).rename(good.path / "top-3" / "ww-eerste.md")
    good.change("top-3/ww-eerste.md", "slug: eerste", "slug: ww-eerste")
    (good.path / "top-3" / "eerste.vragen.txt").unlink()
    assert good.found() == []


def test_near_duplicates_are_reported_with_the_later_one(good) -> None:
    good.change(TALK, "Ga met de ouders aan tafel zitten. [B17] Maak daar samen een plan.", "Lees het later terug.")
    good.change(TALK, "## Kort\n\n", "## Kort\n\nSchrijf op wat je ziet of hoort. [B17] ")
    (finding,) = good.check().findings
    assert (finding.path.name, finding.line, finding.rule) == ("praat-thuis.md", 16, Rule.NEAR_DUPLICATE)
    assert "top-3/eerste.md" in finding.message


def test_hard_words_are_a_warning(good) -> None:
    good.change(FIRST, "Lees het later terug", "Handelingsverlegenheid belemmert multidisciplinaire besluitvorming")
    good.change(FIRST, "Schrijf op wat je ziet en hoort", "Veiligheidsplanontwikkeling vereist overeenstemming")
    (finding,) = good.check().findings
    assert (finding.rule, finding.line) == (Rule.READABILITY, 3)
    assert finding.message.startswith("Flesch-Douma -")


def test_the_review_date_counts_from_the_day_itself(good) -> None:
    assert not good.check(date(2027, 11, 20)).findings
    assert {finding.rule for finding in good.check(date(2027, 11, 21)).findings} == {Rule.REVIEW_PAST}


def test_an_entry_that_bars_family_talk_and_suggests_it(good) -> None:
    good.change(FIRST, "gezin: false", "gezin: true")
    assert good.found() == []
    good.change(FIRST, "Lees het later terug.", "Bespreek het eerst met de ouders.")
    good.change(FIRST, "verwant: []", "verwant: [praat-thuis]")
    good.change(TALK, "gezin: false", "gezin: true")
    assert good.found() == [
        ("eerste.md", 11, "error", "family-first"),
        ("eerste.md", 16, "error", "family-first"),
        ("praat-thuis.md", 7, "error", "family-first"),
        ("praat-thuis.md", 16, "error", "family-first"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bespreek je zorgen eerst met de ouders.",
        "Praat rustig met vader en moeder.",
        "Ga eerst naar de ouders.",
        "Bel de moeder en vraag wat er is.",
        "Wacht niet, vertel het aan de partner.",
        "Wacht niet en informeer de familie.",
        "Bespreek het met de ouders en wacht niet.",
        "Ga in gesprek met het hele gezin.",
        "Vraag haar ex wat er gebeurde.",
    ],
)
def test_what_suggests_family_talk(sentence: str) -> None:
    assert suggests_family_talk(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Licht ouders en familie nu niet in, want dat kan gevaarlijk escaleren.",
        "Ga niet zomaar naar de ouders: bespreek met Veilig Thuis of dat veilig kan.",
        "Bel eerst Veilig Thuis en vraag ook wie er iets mag horen, binnen en buiten de familie.",
        "Vraag Veilig Thuis hoe je met de ouders praat.",
        "Bespreek dit nooit eerst met de familie.",
        "Overleg in je team wat de ouders mogen weten.",
        "Zorg dat de partner niet via jou hoort wat het slachtoffer vertelt.",
        "Veilig Thuis spreekt met de pleger en met wie thuis achterblijven.",
    ],
)
def test_what_does_not_suggest_it(sentence: str) -> None:
    assert not suggests_family_talk(sentence)


def test_golden_questions_that_cannot_be_used_or_measure_nothing(good) -> None:
    (good.path / "ijkvragen.yml").write_text("eerste:\n  - Wat schrijf ik op?\nweg:\n  - hoe\n", encoding="utf-8")
    assert good.found() == [
        ("ijkvragen.yml", 2, "warning", "golden"),
        ("ijkvragen.yml", 3, "error", "golden"),
    ]
