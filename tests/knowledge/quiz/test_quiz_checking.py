"""The check of an item in the desk: every problem at once, each with words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.entries.loader import Content, load_content
from knowledge.entries.model import Mark, Status
from knowledge.messages.catalogue import load_catalogue
from knowledge.quiz.bank import BankItem, ItemOrigin, ItemRefusal, ItemState, ItemVersion
from knowledge.quiz.checking import check_item
from knowledge.quiz.choosing import choose
from knowledge.quiz.exchange.model import Reason
from knowledge.quiz.model import Item, Kind

GOOD = Item(
    "vraag-1",
    Kind.CHOICE,
    "Waarvoor zijn ze?",
    ("het kind", "de rest", "niemand"),
    (0,),
    "Zo is het.",
    "signs-of-safety",
    "drie-huizen",
    Mark(()),
    Status.PUBLISHED,
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"id": "Vraag 1"}, [("id", "name")]),
        ({"question": " "}, [("vraag", "empty")]),
        ({"question": "w" * 301}, [("vraag", "long")]),
        ({"explanation": "\U0001f600" * 101}, [("uitleg", "long")]),
        ({"explanation": "a\nb\nc\nd"}, [("uitleg", "lines")]),
        ({"options": ("een",)}, [("opties", "option_count")]),
        ({"options": ("een", "")}, [("opties", "option_empty")]),
        ({"options": ("een", "x" * 101)}, [("opties", "option_long")]),
        ({"options": ("een", "Een ")}, [("opties", "option_double")]),
        ({"feedback": ("a",)}, [("bij_opties", "feedback_count")]),
        ({"feedback": ("a" * 201, "", "")}, [("bij_opties", "option_long")]),
        ({"correct": (3,)}, [("juist", "right_unknown")]),
        ({"correct": (0, 0)}, [("juist", "right_unknown")]),
        ({"correct": (0, 1)}, [("juist", "right_one")]),
        ({"kind": Kind.SEVERAL}, [("juist", "right_several")]),
        ({"kind": Kind.SEVERAL, "correct": (0, 1)}, []),
        ({"step": 2}, [("stap", "step_alone")]),
        ({"case": "Casus", "step": 9}, [("casus", "name"), ("stap", "step")]),
        ({"case": "casus", "step": 1}, [("verhaal", "empty")]),
        ({"case": "casus", "step": 1, "story": "a\n---\nb"}, [("verhaal", "story_end")]),
        ({"case": "casus", "step": 1, "story": "x" * 1501}, [("verhaal", "long")]),
        ({"case": "casus", "step": 2, "story": "a"}, [("verhaal", "story_later")]),
        ({"case": "casus", "step": 1, "story": "Er was eens."}, []),
        ({"entry": "is-er-niet"}, [("kaart", "entry")]),
        ({"theme": "top-3"}, [("kaart", "theme")]),
        ({"mark": Mark(("B99",))}, [("bron", "source")]),
        ({"question": "", "correct": ()}, [("vraag", "empty"), ("juist", "right_one")]),
    ],
)
def test_problems_are_named_by_field(content: Content, change: dict, expected: list[tuple[str, str]]) -> None:
    found = check_item(replace(GOOD, **change), content.entries)
    assert [(problem.field, problem.key) for problem in found] == expected
    catalogue = load_catalogue()
    for problem in found:
        assert "{" not in catalogue.text(f"quiz_item.problems.{problem.key}", **dict(problem.values))


def test_every_state_refusal_and_reason_has_words() -> None:
    catalogue = load_catalogue()
    for section, names in (
        ("states", ItemState),
        ("states_what", ItemState),
        ("refusals", ItemRefusal),
        ("kinds", Kind),
        ("import", Reason),
    ):
        assert {name.value for name in names} <= set(catalogue.section(f"quiz_item.{section}"))


def test_choosing_is_the_same_for_the_same_seed_and_keeps_a_case_whole() -> None:
    def row(name: str, case: str | None = None, step: int = 0) -> BankItem:
        made = replace(GOOD, id=name, case=case, step=step)
        version = ItemVersion(1, name, 1, ItemOrigin.FILE, made, (), datetime.now(UTC))
        return BankItem(name, ItemState.ASKABLE, version, 1, 1, version)

    rows = [row("een"), row("twee"), *(row(f"casus-{step}", "casus", step) for step in (3, 1, 2))]
    for seed in map(str, range(20)):
        chosen = [found.name for found in choose(rows, 4, seed)]
        assert chosen == [found.name for found in choose(list(reversed(rows)), 4, seed)]
        steps = [name for name in chosen if name.startswith("casus")]
        assert steps in ([], ["casus-1", "casus-2", "casus-3"])
        assert len(chosen) <= 4
    assert choose(rows, 1, "x", asked_lately={"een"})[0].name == "twee"
    assert choose(rows, 0, "x") == ()
