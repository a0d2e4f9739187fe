"""Inline search: entries while somebody types; nothing is kept, and danger comes first."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.rendering.answer import AnswerRenderer
from actions.vocabulary import BlockKind
from knowledge.store.questions import QuestionStore
from tests.conftest import message

QUERY = "wat betekent een 0 en een 10 op de schaalvraag"
ACUTE = "hij slaat haar nu"
CARD = "Is er nu gevaar? Bel 112."


class Broken:
    """Quotes what it was asked about, as a library might."""

    def __init__(self, quoted: str) -> None:
        self.__dict__["quoted"] = quoted

    def __getattr__(self, name: str):
        raise RuntimeError(self.quoted)


async def test_a_query_finds_published_entries_with_one_way_in(assembly) -> None:
    found = await assembly.front.find(message(QUERY, private=False))
    assert 1 <= len(found) <= 5
    assert found[0].blocks[0].text == "De schaalvraag 0-10"
    for item in found:
        assert item.blocks[0].kind is BlockKind.TITLE
        assert item.blocks[-1].kind is BlockKind.SOURCE
        assert [(button.private, button.payload.split()[0]) for button in item.buttons] == [(True, "/kies")]


async def test_nothing_is_logged_filed_or_remembered(assembly, folder) -> None:
    await assembly.front.find(message("hoe maak ik een xylofoongrafiek voor Kevin de Bruin"))
    await assembly.front.find(message(QUERY))
    store = QuestionStore(assembly.database)
    assert store.open_questions() == []
    assert store.decisions(datetime(2000, 1, 1, tzinfo=UTC)) == {}
    assert assembly.front.ledger.load("test:1").slots == {}
    assembly.database.checkpoint()
    assert b"xylofoongrafiek" not in b"".join(path.read_bytes() for path in (folder / "data").glob("houvast*"))


async def test_an_empty_query_shows_an_entry_of_several_themes(assembly) -> None:
    found = await assembly.front.find(message("  "))
    assert len(found) == 5
    assert len({item.blocks[0].text for item in found}) == 5


@pytest.mark.parametrize("query", ["hij slaat haar nu", "hij heeft haar vorige maand een keer geslagen"])
async def test_danger_comes_first(assembly, query: str) -> None:
    found = await assembly.front.find(message(query))
    assert found[0].text.startswith(CARD)
    assert all(not item.text.startswith(CARD) for item in found[1:])


@pytest.mark.parametrize("part", ["runner", "privacy", "vectorise"])
async def test_a_broken_part_never_costs_the_card(assembly, part: str, caplog) -> None:
    front = replace(assembly.front, **{part: Broken(ACUTE)})
    assert (await front.find(message(ACUTE)))[0].text.startswith(CARD)
    assert ACUTE not in caplog.text


async def test_what_is_not_known_finds_nothing(assembly) -> None:
    assert await assembly.front.find(message("xylofoongrafiek in powerpoint maken")) == ()


async def test_the_beginning_of_a_title_is_enough(assembly) -> None:
    titles = [item.blocks[0].text for item in await assembly.front.find(message("drie huiz"))]
    assert "De Drie Huizen" in titles


def test_an_urgent_entry_says_whom_to_call_and_what_not_to_do(assembly) -> None:
    house = assembly.house
    renderer = AnswerRenderer(house.catalogue, house.references, house.today())
    shown = renderer.brief(house.knowledge.published["eergerelateerd-geweld-niet-eerst-ouders"])
    assert shown.blocks[1].kind is BlockKind.ALERT
    assert "Praat hier niet als eerste over met ouders" in shown.text
