"""What people who write hear: every reason of the format has Dutch words, at the right line."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.editing.checks import PERSONAL
from knowledge.editing import checking
from knowledge.messages.catalogue import load_catalogue, placeholders
from knowledge.review import problems
from knowledge.review.checking import Surroundings, check
from knowledge.review.model import DraftFile, DraftText, Problem, Severity
from knowledge.review.neighbours import Neighbours
from knowledge.review.text import text_of
from tests.knowledge.review.conftest import PLAIN, TODAY, URGENT, entries, language, shipped, shipped_text

CATALOGUE = load_catalogue()
NEAR = Neighbours.of(shipped().entries.values())
AROUND = Surroundings(shipped().references, shipped().entries, frozenset({"gepland"}), TODAY, language(), NEAR)
Edit = Callable[[str], str]


def swap(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def head(key: str, value: str | None) -> Edit:
    """The text with another line in its head, or without that line."""

    def edit(text: str) -> str:
        lines = [line for line in text.splitlines() if value is not None or not line.startswith(f"{key}:")]
        return "\n".join(f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines)

    return edit


def after_kort(line: str) -> Edit:
    return swap("## Kort\n", f"## Kort\n\n{line}\n")


BROKEN: list[tuple[str, Edit]] = [
    ("head_start", lambda text: text.removeprefix("---")),
    ("head_open", lambda _: "---\nslug: x\n"),
    ("head_yaml", head("titel", '"open')),
    ("head_lines", lambda _: "---\nalleen tekst\n---\n"),
    ("head_unknown", swap("titel:", "titl:")),
    ("head_missing", head("verwant", None)),
    ("head_value", head("beoordeeld_op", "morgen")),
    ("dates_order", head("vervalt_op", "2020-01-01")),
    ("call_first", swap("urgentie: normaal", "urgentie: normaal\nbel_eerst: ['112']")),
    ("braces", head("titel", '"Bel {lokaal:achterwacht}"')),
    ("braces", after_kort("Bel {hier. [algemeen]")),
    ("short_missing", lambda text: f"{text.split('## Kort')[0]}## Meer\n\nIets. [algemeen]\n"),
    ("short_field", after_kort("Bel {lokaal:achterwacht}. [algemeen]")),
    ("short_long", after_kort(f"{'woord ' * 110}. [algemeen]")),
    ("section_unknown", swap("## Kort", "## Kortom")),
    ("section_twice", lambda text: f"{text}\n## Kort\n\nNog eens. [algemeen]\n"),
    ("section_none", swap("## Kort", "zomaar tekst\n## Kort")),
    ("mark_alone", after_kort("[algemeen]")),
    ("mark_unknown", after_kort("Bel eerst. [bron 3]\nDan niet. [algemeen]")),
    ("mark_missing", after_kort("Een zin zonder bron.\n")),
    ("mark_missing", after_kort("Een zin. Nog een zin. [algemeen]")),
    ("question_only", lambda text: f"{text.split('## Eerst')[0]}\n## Eerst begrijpen\n\n- Geen vraag.\n"),
    ("slug_changed", head("slug", "iets-anders")),
    ("urgent_questions", head("urgentie", "urgent")),
    ("sources_differ", head("bronnen", "[Z99]")),
]


@pytest.mark.parametrize(("key", "edit"), BROKEN)
def test_every_reason_of_the_format_has_its_own_words(key: str, edit: Edit) -> None:
    text = shipped_text(PLAIN)
    broken = replace(text, entry=edit(text.entry))
    checked = check(PLAIN, broken, AROUND)
    assert checked.entry is None
    (problem,) = checked.problems
    assert (problem.key, problem.file, problem.severity) == (key, DraftFile.ENTRY, Severity.ERROR)
    said = worded(problem)
    assert "{" not in said.replace("{hier", "").replace("{lokaal", "")


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("style_unknown", "[lang]\nvraag"),
        ("style_missing", "vraag zonder stijl"),
        ("phrasing_twice", "[kort]\nvraag\nVraag"),
    ],
)
def test_so_has_every_reason_of_the_phrasings(key: str, asked: str) -> None:
    (problem,) = check(PLAIN, replace(shipped_text(PLAIN), asked=asked), AROUND).problems
    assert (problem.key, problem.file) == (key, DraftFile.ASKED)
    assert worded(problem)


def worded(problem: Problem) -> str:
    return CATALOGUE.text(f"beheer.problems.{problem.key}", **dict(problem.values))


def test_every_text_is_used_and_has_its_values() -> None:
    keys = {key for _, key in problems._PATTERNS} | {problems.OTHER}
    rules = {
        *("dead_reference", "dead_link", "shared_phrasing", "family_first", "unconfirmed", "review_past"),
        *("few_sources", "readability", "vague", "near_duplicate"),
    }
    editor = {*checking._OF_A_ROW.values(), "row_source", PERSONAL}
    texts = CATALOGUE.section("beheer.problems")
    assert set(texts) == keys | rules | editor
    for pattern, key in problems._PATTERNS:
        assert all(f"(?P<{name}>" in pattern for name in placeholders(texts[key])), key


def problems_of(slug: str, edit: Edit) -> list[tuple[str, Severity, str]]:
    text = shipped_text(slug)
    changed = replace(text, entry=edit(text.entry))
    found = check(slug, changed, AROUND).problems
    assert all(worded(problem) for problem in found)
    lines = changed.entry.splitlines()
    return [(p.key, p.severity, lines[p.line - 1] if p.file is DraftFile.ENTRY and p.line else "") for p in found]


def test_what_it_points_at_has_to_be_there() -> None:
    found = problems_of(PLAIN, head("verwant", f"[gepland, {PLAIN}, bestaat-niet, {next(iter(shipped().entries))}]"))
    assert [(key, severity) for key, severity, _ in found] == [("dead_link", Severity.ERROR)] * 2
    assert all(line.startswith("verwant:") for _, _, line in found)
    assert ("dead_reference", Severity.ERROR) in [item[:2] for item in problems_of(PLAIN, head("thema", "nieuw"))]
    assert ("dead_reference", Severity.ERROR) in [item[:2] for item in problems_of(PLAIN, head("expertise", "[x]"))]


def test_an_urgent_entry_keeps_its_sentence_for_the_organisation() -> None:
    edit = swap("De organisatie moet deze kaart bevestigen voor gebruik.", "Klaar voor gebruik.")
    assert ("unconfirmed", Severity.ERROR) in [item[:2] for item in problems_of(URGENT, edit)]


def test_what_only_asks_for_attention_is_a_warning() -> None:
    found = problems_of(PLAIN, after_kort("Dat gebeurt vaak. [algemeen]"))
    assert ("vague", Severity.WARNING, "Dat gebeurt vaak. [algemeen]") in found
    found = problems_of(PLAIN, lambda text: head("vervalt_op", "2026-11-22")(head("beoordeeld_op", "2026-01-01")(text)))
    assert ("review_past", Severity.WARNING, "vervalt_op: 2026-11-22") in found


def test_a_phrasing_or_a_text_of_another_entry_is_named() -> None:
    other = shipped().entries["drie-huizen"]
    text = text_of(replace(other, slug=PLAIN, related=(), phrasings=other.phrasings[:1]))
    found = {problem.key: problem for problem in check(PLAIN, text, AROUND).problems}
    assert dict(found["near_duplicate"].values)["name"] == "drie-huizen"
    assert (found["shared_phrasing"].severity, found["shared_phrasing"].line) == (Severity.ERROR, 2)


@pytest.mark.parametrize("slug", [PLAIN, URGENT])
def test_shipped_entries_can_be_handed_in_as_they_are(slug: str) -> None:
    around = replace(AROUND, entries={slug: entries()[slug]}, neighbours=Neighbours.of([entries()[slug]]))
    assert check(slug, shipped_text(slug), around).errors == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=100))
def test_any_text_gets_an_answer(entry: str, asked: str) -> None:
    checked = check(PLAIN, DraftText(entry, asked), AROUND)
    assert checked.entry is not None or checked.errors
    assert all(worded(problem) for problem in checked.problems)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_text_with_any_line_lost_or_doubled_gets_an_answer(data: st.DataObject) -> None:
    lines = shipped_text(PLAIN).entry.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    again = data.draw(st.integers(0, 2))
    text = "\n".join([*lines[:place], *[lines[place]] * again, *lines[place + 1 :]])
    for problem in check(PLAIN, DraftText(text), AROUND).problems:
        assert worded(problem)
        assert problem.key != problems.OTHER, problem.detail
