"""What is published reaches readers without a restart, and no question is left without an answer meanwhile."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.assembly import assemble
from bot.opening import Opening
from knowledge.entries.model import Entry
from knowledge.entries.serial import content_hash, to_document
from knowledge.errors import SearchUnavailable
from knowledge.renewal import Renewal
from knowledge.search.live import LiveBase
from knowledge.search.unavailable import UnavailableBase
from knowledge.store.entries import EntryStore
from tests.conftest import SMALL, settings_in

ASKED = "wat is een schaalvraag van 0 tot 10"
SLUG = "schaalvraag-0-10"


@pytest.fixture
def opened(small_folder: Path) -> Iterator[tuple[Renewal, EntryStore]]:
    assembly = assemble(settings_in(small_folder, SMALL))
    assert assembly.freshness is not None
    assert assembly.database is not None
    yield assembly.freshness.renewal, EntryStore(assembly.database)
    assembly.database.close()


def publish(store: EntryStore, entry: Entry) -> None:
    now = datetime.now(UTC)
    made = store.propose(entry.slug, to_document(entry), content_hash(entry), "test:author", now)
    store.publish(made.version_id, "test:approver", now)


def test_nothing_changed_is_nothing_done(opened: tuple[Renewal, EntryStore]) -> None:
    renewal, _ = opened
    before = renewal.live.newest
    assert not renewal.look()
    assert renewal.live.newest is before


def test_a_changed_title_and_what_is_taken_offline_show_before_any_index_is_made(
    opened: tuple[Renewal, EntryStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal, store = opened
    live = renewal.live
    entry = live.published[SLUG].entry
    publish(store, replace(entry, title="De schaalvraag, opnieuw"))
    store.retire("drie-huizen", "test:lead", datetime.now(UTC))
    seen: list[str] = []

    def broken_disk(*_: object) -> None:
        seen.append(live.published[SLUG].entry.title)
        assert "drie-huizen" not in live.published
        assert all(found.slug != "drie-huizen" for found in live.search("wat zijn de drie huizen").found)
        raise OSError("disk full")

    monkeypatch.setattr("embeddings.index.search_index.SearchIndex.updated", broken_disk)
    monkeypatch.setattr("knowledge.renewal.open_search", broken_disk)
    assert not renewal.try_to_look()
    assert not renewal.try_to_settle()
    assert seen == ["De schaalvraag, opnieuw"] * 2
    assert live.search(ASKED).found[0].slug == SLUG
    assert not renewal.settled
    monkeypatch.undo()
    assert not renewal.try_to_look()
    assert renewal.try_to_settle()
    assert live.search(ASKED).found[0].slug == SLUG
    assert not renewal.try_to_settle()


def test_what_is_new_is_found_before_the_real_index_is_built(opened: tuple[Renewal, EntryStore]) -> None:
    renewal, store = opened
    live, question = renewal.live, "hoe telt de paarse olifant mee in het cijfer van het kind"
    entry = live.published[SLUG].entry
    new = replace(
        entry, slug="paarse-olifant", title="De paarse olifant", phrasings=(replace(entry.phrasings[0], text=question),)
    )
    assert live.search(question).found[0].slug != "paarse-olifant"
    publish(store, new)
    assert renewal.look()
    assert live.search(question).found[0].slug == "paarse-olifant"
    assert live.search(ASKED).found[0].slug == SLUG
    assert not renewal.settled
    assert live.newest.passing
    assert renewal.settle()
    assert renewal.settled
    assert not live.newest.passing
    assert live.search(question).found[0].slug == "paarse-olifant"


def test_an_index_that_was_overtaken_is_not_put_in_place(
    opened: tuple[Renewal, EntryStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal, store = opened
    entry = renewal.live.published[SLUG].entry
    publish(store, replace(entry, title="Eerst dit"))
    assert renewal.look()

    def meanwhile(*_: object) -> LiveBase:
        publish(store, replace(entry, title="Toen dat"))
        return LiveBase(UnavailableBase("would be seen"))

    monkeypatch.setattr("knowledge.renewal.open_search", meanwhile)
    assert not renewal.settle()
    assert not renewal.settled
    assert renewal.look()
    assert renewal.live.published[SLUG].entry.title == "Toen dat"


def test_every_question_during_a_renewal_is_answered(opened: tuple[Renewal, EntryStore]) -> None:
    renewal, store = opened
    live, failures, answered = renewal.live, [], []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            with live.hold():
                found = live.search(ASKED).found
                if not found or found[0].slug != SLUG or found[0].slug not in live.published:
                    failures.append(found[:1])
                answered.append(live.published[SLUG].version)

    asking = threading.Thread(target=ask)
    asking.start()
    entry = live.published[SLUG].entry

    def until(enough: Callable[[], bool]) -> None:
        while not enough():
            assert asking.is_alive()
            time.sleep(0.001)

    until(lambda: len(answered) > 0)
    more = replace(entry.phrasings[0], text="mag een kind van zes al zelf een cijfer tussen nul en tien geven")
    publish(store, replace(entry, phrasings=(*entry.phrasings, more)))
    assert renewal.look()
    assert renewal.settle()
    until(lambda: answered[-1] != answered[0])
    stop.set()
    asking.join()
    assert failures == []
    assert len(set(answered)) == 2
    assert sorted(answered) == answered, "nobody sees the older version after the newer one"


def test_a_turn_keeps_its_base_from_beginning_to_end() -> None:
    first, second = UnavailableBase("een"), UnavailableBase("twee")
    live = LiveBase(first)
    with live.hold():
        live.replace(second)
        with live.hold(), pytest.raises(SearchUnavailable, match="een"):
            live.search("x")
        with pytest.raises(SearchUnavailable, match="een"):
            live.search("x")
    with pytest.raises(SearchUnavailable, match="twee"):
        live.search("x")


def test_a_new_day_is_a_new_look(opened: tuple[Renewal, EntryStore]) -> None:
    renewal, _ = opened
    day = renewal.today()
    renewal.today = lambda: day + timedelta(days=1)
    assert renewal.look()
    assert not renewal.look()


def test_two_processes_build_an_index_once(small_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_in(small_folder, SMALL)
    one, other = Opening(settings), Opening(settings)
    houses = [assemble(settings) for _ in range(2)]
    assert one.database is not None
    assert other.database is not None
    store = EntryStore(one.database)
    renewals = [house.freshness.renewal for house in houses if house.freshness]
    entry = renewals[0].live.published[SLUG].entry
    publish(store, replace(entry, title="De schaalvraag van nul tot tien"))
    with caplog.at_level("INFO", "knowledge.search.opening"):
        for renewal in renewals:
            assert renewal.look()
        threads = [threading.Thread(target=renewal.settle) for renewal in renewals]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum("rebuilding the search index" in line for line in caplog.messages) == 1
    assert {renewal.live.published[SLUG].entry.title for renewal in renewals} == {"De schaalvraag van nul tot tien"}
    for database in (one.database, other.database, *(house.database for house in houses)):
        assert database is not None
        database.close()
