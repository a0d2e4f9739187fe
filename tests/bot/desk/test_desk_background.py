"""What takes seconds is done beside the pages, once at a time, and failures are logged."""

import threading
from dataclasses import replace

import pytest

from bot.desk.background import Background, Errand
from bot.desk.desk import Desk
from bot.desk.golden import golden_of
from bot.desk.presenting.golden import MAKING, GoldenState
from knowledge.errors import StoreError
from knowledge.golden.check import Exams
from knowledge.search.live import LiveBase
from knowledge.store import QuestionStore
from knowledge.store.rows import QuestionReason
from tests.bot.desk.conftest import LEAD, SECOND, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.sending import SLUG

PATIENCE_S = 120.0


def test_an_errand_never_runs_twice_at_the_same_time() -> None:
    ran, go_on = [], threading.Event()
    errand = Errand("test", lambda: (ran.append(1), go_on.wait(20)))
    assert errand.start()
    assert not errand.start()
    go_on.set()
    errand.wait(20)
    assert ran == [1]
    assert errand.start()
    errand.wait(20)
    assert ran == [1, 1]


def test_waiting_while_an_errand_begins_waits_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread may wait between the making of the errand's thread and its start."""
    ran, beginning, go_on = [], threading.Event(), threading.Event()
    errand = Errand("test", lambda: ran.append(1))
    start = threading.Thread.start

    def hesitant(thread: threading.Thread) -> None:
        if thread.name == errand.name:
            beginning.set()
            go_on.wait(20)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", hesitant)
    starter = threading.Thread(target=errand.start, name="starter")
    starter.start()
    assert beginning.wait(20)
    release = threading.Timer(0.2, go_on.set)
    release.start()
    errand.wait(20)
    assert ran == [1]
    starter.join()
    release.join()


def test_a_failure_is_logged_and_the_next_try_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise StoreError("the disk is full")

    errand = Errand("golden questions", fail)
    errand.start()
    errand.wait(20)
    assert "golden questions: not done: the disk is full" in caplog.text


def unasked(desk: Desk) -> Desk:
    """The same desk, as it is just after something was published."""
    assert desk.house.golden is not None
    house = replace(desk.house, golden=replace(desk.house.golden, exams=Exams()))
    vectors = desk.question_vectors
    return replace(desk, house=house, background=Background(house, desk.database, desk.flow.curated, vectors))


def test_a_page_says_that_golden_questions_are_being_asked_and_starts_that(desk: Desk) -> None:
    new, entry = unasked(desk), desk.shelf.published()[SLUG].as_stored
    assert golden_of(entry, new) is MAKING
    new.background.golden.wait(PATIENCE_S)
    assert golden_of(entry, new).state is GoldenState.SAME


@pytest.mark.slow
def test_following_asks_of_a_base_that_stays_and_not_of_a_quick_one(desk: Desk) -> None:
    new = unasked(desk)
    golden = new.house.golden
    assert golden is not None
    live = LiveBase(replace(golden.live.newest, passing=True))
    house = replace(new.house, golden=replace(golden, live=live))
    background = Background(house, desk.database, desk.flow.curated, desk.question_vectors)
    background.follow()
    try:
        background.entries.wait(PATIENCE_S)
        background._look()
        assert not house.golden.is_ready, "a quick index is gone before anybody asks"
        live.replace(golden.live.newest)
        background._look()
        background.golden.wait(PATIENCE_S)
        assert house.golden.is_ready
    finally:
        background.stop()


async def test_approving_while_they_are_asked_takes_one_tick(desk: Desk, team: str) -> None:
    new = unasked(desk)
    assert new.house.golden is not None
    hold = new.house.golden.exams._asking
    draft = desk.flow.start(SLUG, LEAD, desk.now())
    text = replace(draft.text, entry=draft.text.entry.replace("één casus", "één gezin"))
    saved = desk.flow.store.save(draft.draft_id, draft.revision, text, LEAD, desk.now())
    version = desk.flow.submit(saved.draft_id, saved.revision, LEAD, desk.now()).version_id
    other = Browser(new)
    await other.sign_in(SECOND)
    with hold:
        await other.open(f"/beoordelen/{version}")
        sound(other.page)
        page = other.page.all("main")[0].text
        assert "legt de ijkvragen net opnieuw voor" in page
        assert [e for e in other.page.all("input") if e.attrs.get("id") == "ijkvragen-gezien"]
        await other.send(f"/beoordelen/{version}/goedkeuren")
        assert "Er is niets gepubliceerd." in other.page.all("body")[0].text
        await other.send(f"/beoordelen/{version}/goedkeuren", ijkvragen="ja")
        assert desk.flow.store.waiting() == []
    new.background.golden.wait(PATIENCE_S)
    await other.client.aclose()


async def test_many_new_questions_are_grouped_beside_the_page(lead: Browser) -> None:
    store, desk = QuestionStore(lead.desk.database), lead.desk
    for number in range(6):
        store.file(f"wie bewaart paraplu nummer {number}", QuestionReason.UNANSWERED, desk.now())
    await lead.open("/onbeantwoord")
    sound(lead.page)
    assert "nog niet gegroepeerd" in lead.page.all("main")[0].text
    desk.background.vectors.wait(PATIENCE_S)
    await lead.open("/onbeantwoord")
    assert "nog niet gegroepeerd" not in lead.page.all("main")[0].text
