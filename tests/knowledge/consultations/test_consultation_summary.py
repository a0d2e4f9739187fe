"""The page for the meeting: complete, nameless, and safe from what people type."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from knowledge.consultations import Contribution, ContributionKind, Status, SummaryWords, summary
from knowledge.consultations.summary import drawn_scale, literal
from knowledge.messages.catalogue import LANGUAGES, load_catalogue

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
HEADINGS = ["h1", "h2", "h2", "h2", "h2", "h2", "h2", "h2"]
TYPED = st.text(st.sampled_from("ab1 2.)#->+=*_`~[]()<>&|:\\\n\r\t\u00a0\u2028!\"'é"), max_size=40) | st.text(
    max_size=20
)


def words(language: str = "nl") -> SummaryWords:
    return SummaryWords(load_catalogue(language).text, {"lvb": "collega met kennis van LVB"}, lambda day: f"<{day}>")


def contributions() -> list[Contribution]:
    kinds = [ContributionKind.THINK_ALONG] * 3 + [ContributionKind.REPLY] * 2
    kinds += [ContributionKind.QUESTION, ContributionKind.ANSWER]
    return [
        Contribution(number, 17, f"p:{number}", kind, "geheim", AT, f"k:{number}") for number, kind in enumerate(kinds)
    ]


def headings(markdown: str) -> list[str]:
    return [token.tag for token in MARKDOWN.parse(markdown) if token.type == "heading_open"]


def test_the_whole_page(make) -> None:
    assert summary(make(), contributions(), words()) == (
        "# Overleg 2026-014, voor het MDO\n\n"
        "## Wat weten we?\n\nHet kind [naam] was drie keer niet op school.\n\n"
        "## Wat zijn de zorgen?\n\nMoeder zegt afspraken af.\n\n"
        "## Wat gaat goed?\n\nOma haalt het kind elke vrijdag op.\n\n"
        "## Wat moet er gebeuren? De vraag aan het team\n\nWie heeft ervaring met school en LVB?\n\n"
        "## Hoe veilig is het nu, van 0 tot 10?\n\n`0 1 2 3 [4] 5 6 7 8 9 10`\n\n"
        "0: zo slecht dat het kind er niet kan blijven. 10: veilig genoeg om de zaak te sluiten.\n\n"
        "Waarom dit cijfer: Er is nog geen veiligheidsplan.\n\n"
        "## Wat begrijpen we nog niet?\n\nWie is er 's avonds thuis?\n\n"
        "## Wie en wanneer\n\n"
        "- Wie kan meedenken: collega met kennis van LVB, nieuw-vak.\n"
        "- Gevraagd op <2026-03-02>.\n"
        "- Antwoord nodig op: <2026-03-09>.\n"
        "- Reacties: 2. Vragen terug: 1. Denken mee: 3.\n"
    )


def test_the_day_is_that_of_the_reader(make) -> None:
    new_year = make(created_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert "Gevraagd op <2027-01-01>." in summary(new_year, [], words())


def test_an_empty_column_is_shown_as_empty(make) -> None:
    bare = make(worries=None, strengths=None, scale=None, scale_reason=None, unknown=" ", expertise=(), due=None)
    page = summary(bare, [], words())
    assert headings(page) == HEADINGS
    assert page.count("Nog niet ingevuld.") == 4
    assert "iedereen in het team" in page
    assert "geen datum genoemd" in page


def test_no_scale_means_no_reason_either(make) -> None:
    assert "veiligheidsplan" not in summary(make(scale=None), [], words())


def test_texts_that_are_gone(make) -> None:
    page = summary(make(facts="", question=""), contributions(), words())
    assert page == "# Overleg 2026-014, voor het MDO\n\nDe tekst van dit overleg is verwijderd.\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_leaves_houvast_says_how_to_treat_it_and_when_it_was_made(make, language: str) -> None:
    page = summary(make(), [], words(language), "DAG")
    second = page.split("\n\n")[1]
    assert "DAG" in second
    assert {"nl": "Vertrouwelijk, zonder namen.", "en": "Confidential, without names."}[language] in second
    assert "DAG" not in summary(make(), [], words(language))


def test_a_closed_one_says_what_came_of_it(make) -> None:
    page = summary(make(status=Status.CLOSED, decided="Oma vragen.", learned=None), [], words())
    assert "## Besloten\n\nOma vragen.\n\n## Geleerd\n\nNog niet ingevuld.\n" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_named_or_quoted(make, language: str) -> None:
    page = summary(make(), contributions(), words(language))
    assert headings(page) == HEADINGS
    assert not re.search(r"\bp:\w", page)
    assert "geheim" not in page


@pytest.mark.parametrize("scale", range(11))
def test_the_scale_is_legible_as_plain_text(scale: int) -> None:
    drawn = drawn_scale(scale)
    assert drawn.replace("[", "").replace("]", "") == "0 1 2 3 4 5 6 7 8 9 10"
    assert f"[{scale}]" in drawn


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(facts=TYPED, question=TYPED, reason=TYPED)
def test_what_people_type_changes_no_structure(make, facts: str, question: str, reason: str) -> None:
    typed = {"facts": f"x{facts}", "question": f"{question}x", "scale_reason": reason}
    kinds = {token.type for token in MARKDOWN.parse(summary(make(**typed), [], words()))}
    assert headings(summary(make(**typed), [], words())) == HEADINGS
    assert kinds <= {
        *("heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    }


@given(TYPED)
def test_typed_text_is_shown_as_typed(text: str) -> None:
    inline = [token for token in MARKDOWN.parse(literal(text)) if token.type == "inline"]
    assert len(inline) <= 1
    shown: list[str] = []
    for token in inline[0].children or [] if inline else []:
        assert token.type in {"text", "text_special", "hardbreak"}, token
        shown.append("\n" if token.type == "hardbreak" else token.content)
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    # Markdown shows NUL as a replacement character (CommonMark 2.3).
    assert "".join(shown) == "\n".join(line for line in lines if line).replace("\0", "\N{REPLACEMENT CHARACTER}")
