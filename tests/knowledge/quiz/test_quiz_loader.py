"""Loading items: a bad one is refused with file, line and reason; the others load."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.entries.loader import Content, load_content
from knowledge.entries.model import Mark, Status
from knowledge.quiz.loader import load_quiz
from knowledge.quiz.model import Kind, Quiz

ITEM = """\
- id: goed
  soort: meerkeuze
  kaart: acuut-gevaar-eerst-112
  status: gepubliceerd
  vraag: Welk nummer bel je in een noodsituatie?
  opties:
    - "112"
    - "0800-2000"
  juist: [1]
  uitleg: Daarna bel je ook Veilig Thuis.
  bron: [B23, B22 afgeleid]
"""


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def load(content: Content, folder: Path, text: str, name: str = "acuut-gevaar.yml") -> Quiz:
    (folder / name).write_text(text, encoding="utf-8")
    return load_quiz(content, folder)


def test_an_item_is_read_as_written(content: Content, tmp_path: Path) -> None:
    quiz = load(content, tmp_path, f"# vooraf\n\n{ITEM}")
    item = quiz.items["goed"]
    assert (item.kind, item.status, item.theme) == (Kind.CHOICE, Status.PUBLISHED, "acuut-gevaar")
    assert (item.options, item.correct) == (("112", "0800-2000"), (0,))
    assert item.mark == Mark(("B23", "B22"), derived=True)
    assert not quiz.refused


def test_items_wait_for_their_own_status_and_for_their_entry(content: Content, tmp_path: Path) -> None:
    draft = ITEM.replace("id: goed", "id: later").replace("gepubliceerd", "concept")
    quiz = load(content, tmp_path, ITEM + draft)
    assert [item.id for item in quiz.askable({"acuut-gevaar-eerst-112"})] == ["goed"]
    assert quiz.askable(set()) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("id: fout", "id: Fout Id", 14, "id: lower-case"),
        ("id: fout", f"id: {'x' * 41}", 14, "at most 40"),
        ("id: fout", "id: goed", 14, "'goed' already stands in acuut-gevaar.yml, line 3"),
        ("soort: meerkeuze", "soort: raadsel", 15, "'raadsel' is none of: meerkeuze"),
        ("kaart: acuut-gevaar-eerst-112", "kaart: bestaat-niet", 16, "no entry 'bestaat-niet'"),
        ("kaart: acuut-gevaar-eerst-112", "kaart: drie-huizen", 16, "belongs to signs-of-safety.yml"),
        ("status: gepubliceerd", "status: af", 17, "'af' is none of"),
        (
            "vraag: Welk nummer bel je in een noodsituatie?",
            f"vraag: {'w' * 301}",
            18,
            "has 301 characters; at most 300",
        ),
        ("vraag: Welk nummer bel je in een noodsituatie?", "vraag: ''", 18, "vraag: is empty"),
        ("vraag: Welk nummer bel je in een noodsituatie?", "vraag: 112", 18, "must be text"),
        ("vraag: Welk nummer bel je in een noodsituatie?", "vraag: 2026-13-45", 14, "a value cannot be read"),
        ('    - "0800-2000"\n', "", 19, "has 1 options; 2 to 10"),
        ('"0800-2000"', f'"{"x" * 101}"', 19, "option 2 has 101 characters"),
        ('"0800-2000"', '" 112 "', 19, "same option stands here twice"),
        ('"0800-2000"', "113", 19, "must be a list of texts"),
        ("juist: [1]", "juist: [3]", 22, "from 1 to 2"),
        ("juist: [1]", "juist: [true]", 22, "from 1 to 2"),
        ("juist: [1]", "juist: [1, 1]", 22, "same option twice"),
        ("juist: [1]", "juist: [1, 2]", 22, "exactly one right option"),
        ("uitleg: Daarna bel je ook Veilig Thuis.", f"uitleg: {'u' * 201}", 23, "has 201 characters; at most 200"),
        ("uitleg: Daarna bel je ook Veilig Thuis.", 'uitleg: "a\\nb\\nc\\nd"', 23, "has 3 line feeds; at most 2"),
        ("  uitleg: Daarna bel je ook Veilig Thuis.\n", "", 14, "uitleg: is missing"),
        ("bron: [B23, B22 afgeleid]", "bron: [B99]", 24, "'B99' is no source of the entry"),
        ("bron: [B23, B22 afgeleid]", "bron: [ergens]", 24, "bron: "),
        ("bron: [B23, B22 afgeleid]", "bron: B23", 24, "must be a mark"),
        ("bron: [B23, B22 afgeleid]", "bronnen: [B23]", 24, "is no key of an item"),
        ("bron: [B23, B22 afgeleid]", "soort: casus", 24, "key 'soort' already stands on line 15"),
        ("uitleg: Daarna bel je", 'uitleg: "Daarna bel je', 24, "invalid YAML"),
    ],
)
def test_a_bad_item_is_refused_by_line_and_the_others_load(
    content: Content, tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    bad = ITEM.replace("id: goed", "id: fout")
    assert bad.count(old) == 1
    after = ITEM.replace("id: goed", "id: ook-goed")
    quiz = load(content, tmp_path, f"# twee regels\n# vooraf\n{ITEM}{bad.replace(old, new)}{after}")
    assert list(quiz.items) == ["goed", "ook-goed"]
    (error,) = quiz.refused
    assert (error.path.name, error.line) == ("acuut-gevaar.yml", line), error.reason
    assert reason in error.reason


def test_more_than_one_right_option_leaves_a_wrong_one(content: Content, tmp_path: Path) -> None:
    several = ITEM.replace("meerkeuze", "meer-goed").replace("[1]", "[1, 2]")
    assert "at least one wrong" in load(content, tmp_path, several).refused[0].reason
    three = several.replace('    - "112"\n', '    - "112"\n    - "113"\n')
    assert load(content, tmp_path, three).items["goed"].correct == (0, 1)


CASE = [
    ITEM.replace("id: goed", f"id: stap-{step}\n  casus: een-casus\n  stap: {step}").replace(
        "  vraag:", "  verhaal: Er was eens.\n  vraag:" if step == 1 else "  vraag:"
    )
    for step in (1, 2, 3)
]


def test_a_case_is_read_step_by_step(content: Content, tmp_path: Path) -> None:
    quiz = load(content, tmp_path, "".join(CASE))
    assert not quiz.refused
    steps = list(quiz.items.values())
    assert [(item.case, item.step, item.story) for item in steps] == [
        ("een-casus", 1, "Er was eens."),
        ("een-casus", 2, ""),
        ("een-casus", 3, ""),
    ]
    assert {item.unit for item in steps} == {"een-casus"}


@pytest.mark.parametrize("steps", [[0, 2], [0], [1, 2]], ids=["a gap", "one step", "no first"])
def test_a_case_that_is_not_whole_is_refused_with_all_its_steps(
    content: Content, tmp_path: Path, steps: list[int]
) -> None:
    quiz = load(content, tmp_path, ITEM + "".join(CASE[step] for step in steps))
    assert list(quiz.items) == ["goed"]
    assert len(quiz.refused) == len(steps)
    assert all("the case 'een-casus' has step" in error.reason for error in quiz.refused)


@pytest.mark.parametrize(
    ("step", "old", "new", "reason"),
    [
        (1, "  verhaal: Er was eens.\n", "", "verhaal: is missing at step 1"),
        (1, "Er was eens.", f"{'w' * 1501}", "has 1501 characters; at most 1500"),
        (1, "Er was eens.", '"a\\n---\\nb"', "which ends a story"),
        (2, "  vraag:", "  verhaal: Later.\n  vraag:", "stands at step 1 of a case only"),
        (2, "stap: 2", "stap: 9", "from 1 to 6"),
        (2, "casus: een-casus\n", "casus: Een Casus\n", "casus: lower-case"),
        (2, "  casus: een-casus\n", "", "stap: belongs to a step of a case"),
        (2, "  uitleg:", "  bij_opties: [a]\n  uitleg:", "has 1 texts for 2 options"),
        (2, "  uitleg:", "  bij_opties: [1, 2]\n  uitleg:", "must be a list of texts"),
    ],
)
def test_a_bad_step_costs_its_case(
    content: Content, tmp_path: Path, step: int, old: str, new: str, reason: str
) -> None:
    steps = [text.replace(old, new, 1) if number == step else text for number, text in enumerate(CASE, 1)]
    assert steps != CASE
    quiz = load(content, tmp_path, ITEM + "".join(steps))
    assert list(quiz.items) == ["goed"]
    assert any(reason in error.reason for error in quiz.refused), [error.reason for error in quiz.refused]


def test_what_is_said_about_an_option_stands_beside_it(content: Content, tmp_path: Path) -> None:
    text = ITEM.replace("  uitleg:", "  bij_opties: [' Ja. ', '']\n  uitleg:")
    assert load(content, tmp_path, text).items["goed"].feedback == ("Ja.", "")
    assert load(content, tmp_path, text.replace("' Ja. '", "''")).items["goed"].feedback == ()


def test_a_published_item_needs_a_published_entry(content: Content, tmp_path: Path) -> None:
    slug = "acuut-gevaar-eerst-112"
    draft = {**content.entries, slug: replace(content.entries[slug], status=Status.DRAFT)}
    (error,) = load(replace(content, entries=draft), tmp_path, ITEM).refused
    assert (error.line, "is not published" in error.reason) == (4, True)


def test_text_that_is_no_item_and_files_that_are_no_theme_are_refused(content: Content, tmp_path: Path) -> None:
    quiz = load(content, tmp_path, f"titel: quiz\n{ITEM}- los\n")
    assert [(error.line, "expected an item" in error.reason) for error in quiz.refused] == [(1, True), (13, True)]
    assert list(quiz.items) == ["goed"]
    assert [error.line for error in load(content, tmp_path, "[]").refused] == [1]
    quiz = load(content, tmp_path, ITEM, "geen-thema.yml")
    assert any("is not in themas.yml" in error.reason for error in quiz.refused)


def test_bytes_that_are_no_text_cost_one_file(content: Content, tmp_path: Path) -> None:
    (tmp_path / "top-3.yml").write_bytes(b"\xff\xfe- id: x")
    quiz = load(content, tmp_path, ITEM)
    assert list(quiz.items) == ["goed"]
    assert "not UTF-8" in quiz.refused[0].reason


def test_no_folder_is_an_empty_quiz(content: Content, tmp_path: Path) -> None:
    assert load_quiz(content, tmp_path / "niets") == Quiz({})
