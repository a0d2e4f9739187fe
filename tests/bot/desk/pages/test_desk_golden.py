"""Golden questions in the desk: told before handing in and before approving, asked once, never blocked."""

from dataclasses import replace

import pytest

from bot.desk.desk import Desk
from bot.desk.golden import golden_of
from bot.desk.presenting.golden import UNKNOWN, GoldenState
from knowledge.golden.check import GoldenCheck
from knowledge.golden.model import Change, GoldenQuestion, Verdict, Worse
from knowledge.store import AuditLog
from tests.bot.desk.conftest import SECOND, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.sending import SLUG, send, stored, text

BOX = "ijkvragen-gezien"
ASKED = "hoe bereid ik een overleg voor"
FEWER = {f"vragen.{number}.tekst": "" for number in range(1, 8)} | {"vragen.0.tekst": "wat is een fiets"}


def boxes(browser: Browser) -> list[str]:
    return [element.attrs["id"] for element in browser.page.all("input") if element.attrs.get("id") == BOX]


@pytest.fixture
def fewer(writer: Browser) -> dict[str, str]:
    """Fields that leave the entry without a way to ask for it, so that it loses its golden questions."""
    return {key: value for key, value in FEWER.items() if int(key.split(".")[1]) < len(stored(writer.desk).asked)}


async def test_an_unchanged_text_is_handed_in_and_approved_as_before(writer: Browser) -> None:
    await send(writer, "inleveren", titel="Een MDO voorbereiden, zo doe je dat")
    assert "Ijkvragen: 0 slechter." in text(writer)
    (item,) = writer.desk.flow.store.waiting()
    address = f"/beoordelen/{item.version.version_id}"
    other = Browser(writer.desk)
    await other.sign_in(SECOND)
    await other.open(address)
    sound(other.page)
    assert boxes(other) == []
    await other.send(f"{address}/goedkeuren")
    assert writer.desk.flow.store.waiting() == []
    await other.client.aclose()


async def test_worse_questions_ask_for_one_tick_at_each_step(writer: Browser, fewer: dict[str, str]) -> None:
    await send(writer, "inleveren", **fewer)
    sound(writer.page)
    assert "nog niet ingeleverd" in text(writer)
    assert boxes(writer) == [BOX]
    assert writer.desk.flow.store.waiting() == []
    assert "wat is een fiets" in [line for block in stored(writer.desk).asked for line in block.lines]
    await send(writer, "inleveren", ijkvragen="ja")
    (item,) = writer.desk.flow.store.waiting()
    assert "slechter." in text(writer)
    address = f"/beoordelen/{item.version.version_id}"
    other = Browser(writer.desk)
    await other.sign_in(SECOND)
    await other.open(address)
    sound(other.page)
    assert boxes(other) == [BOX]
    await other.send(f"{address}/goedkeuren")
    assert "Er is niets gepubliceerd." in other.page.all("body")[0].text
    assert len(writer.desk.flow.store.waiting()) == 1
    await other.send(f"{address}/goedkeuren", ijkvragen="ja")
    assert writer.desk.flow.store.waiting() == []
    row = AuditLog(writer.desk.database).rows(f"entry:{SLUG}")[0]
    assert (row.action, row.details["golden_worse"] > 0) == ("publish", True)
    await other.open("/logboek")
    assert "slechter" in other.page.all("table")[0].text
    await other.client.aclose()


def test_where_they_cannot_be_asked_the_page_says_so(desk: Desk) -> None:
    entry = desk.shelf.published()[SLUG].as_stored
    assert golden_of(entry, replace(desk, house=replace(desk.house, golden=None))) is UNKNOWN


def test_titles_of_both_entries_are_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    worse = Worse(GoldenQuestion(SLUG, ASKED, 1), Change.TAKEN, "drie-huizen")
    monkeypatch.setattr(GoldenCheck, "verdict", lambda *_: Verdict((worse,), 3, 1))
    published = desk.shelf.published()
    shown = golden_of(published[SLUG].as_stored, desk)
    (row,) = shown.rows
    assert (shown.state, shown.asked, shown.refused) == (GoldenState.WORSE, 3, 1)
    assert (row.now, row.then) == (published[SLUG].entry.title, published["drie-huizen"].entry.title)
