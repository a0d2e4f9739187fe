"""What readers see is parsed once per version, and is never of before a change, whoever made it."""

import threading
from datetime import timedelta

import pytest

from knowledge.review import curated as module
from knowledge.review.curated import Curated
from knowledge.store import Database, EntryStore, ReviewStore, StoreSettings
from tests.knowledge.review.conftest import ANNA, BRAM, NOW, PLAIN, TODAY, URGENT, Desk


class Undone(Exception):
    """Ends a write that must leave nothing behind."""


def test_nothing_is_read_again_while_nothing_changes(desk: Desk) -> None:
    first = desk.flow.curated.now()
    desk.changed(PLAIN, ANNA)  # a draft is nothing that readers see
    assert desk.flow.curated.now() is first
    assert first.neighbours is desk.flow.curated.now().neighbours
    assert first.entries.keys() == {PLAIN, URGENT}


def test_a_publication_is_seen_and_only_that_text_is_parsed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.flow.curated.now()
    version = desk.handed_in(PLAIN, ANNA, "Schalen van nul tot tien")
    parsed: list[str] = []
    real = module.from_document
    monkeypatch.setattr(module, "from_document", lambda found: parsed.append(found["slug"]) or real(found))
    desk.store.approve(version, BRAM, NOW)
    after = desk.flow.curated.now()
    assert after.entries[PLAIN].title == "Schalen van nul tot tien"
    assert before.entries[PLAIN].title != after.entries[PLAIN].title
    assert after.shown[URGENT].text is before.shown[URGENT].text
    assert parsed == [PLAIN]
    assert "Schalen" in after.words


def test_a_change_of_another_process_is_seen(desk: Desk) -> None:
    assert PLAIN in desk.flow.curated.now().entries
    with Database.open(StoreSettings(path=desk.database.settings.path)) as other:
        ReviewStore(other).retire(PLAIN, "Klopt niet meer.", ANNA, NOW)
    assert PLAIN not in desk.flow.curated.now().entries


def test_a_later_review_date_is_seen_without_parsing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    version = desk.flow.curated.now().shown[PLAIN].version.version_id
    desk.store.confirm([version], BRAM, NOW)
    before = desk.flow.curated.now()
    assert before.shown[PLAIN].version.confirmed
    monkeypatch.setattr(module, "from_document", lambda _: pytest.fail("the text is the same"))
    until = TODAY + timedelta(days=200)
    desk.store.reviewed(version, until, ANNA, NOW)
    assert desk.flow.curated.now().shown[PLAIN].version.expires_on == until


def test_what_a_write_undoes_is_not_remembered(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA, "Schalen van nul tot tien")
    before = desk.flow.curated.now()

    def undone() -> None:
        desk.store.approve(version, BRAM, NOW)
        assert desk.flow.curated.now().entries[PLAIN].title == "Schalen van nul tot tien"
        raise Undone

    with pytest.raises(Undone):
        desk.database.together(undone)
    assert desk.flow.curated.now() is before
    desk.store.retire(PLAIN, "Klopt niet meer.", ANNA, NOW)  # the number that was undone
    assert PLAIN not in desk.flow.curated.now().entries


def test_it_equals_what_the_store_publishes(desk: Desk) -> None:
    found = Curated(desk.database).now()
    rows = {row.slug: row for row in EntryStore(desk.database).published()}
    assert {slug: item.version.content_hash for slug, item in found.shown.items()} == {
        slug: row.content_hash for slug, row in rows.items()
    }


def test_threads_share_one_edition(desk: Desk) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(desk.flow.curated.now())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(each) for each in found}) == 1
