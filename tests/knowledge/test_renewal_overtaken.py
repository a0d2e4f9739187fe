"""What changes while an index is opened, or just after it was put in place, is followed as well."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import opening
from bot.assembly import assemble
from bot.opening import open_database
from knowledge.renewal import Renewal
from knowledge.search.indexed import IndexedBase
from knowledge.store.entries import EntryStore
from tests.conftest import SMALL, settings_in
from tests.knowledge.test_renewal import SLUG, opened, publish

__all__ = ["opened"]


def test_what_changes_while_an_index_is_opened_is_followed(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Building an index takes minutes, and another process takes something offline meanwhile."""
    real, settings = opening.open_search, settings_in(small_folder, SMALL)

    def slow(*given: object) -> IndexedBase:
        with open_database(settings) as other:
            EntryStore(other).retire("drie-huizen", "test:lead", datetime.now(UTC))
        return real(*given)

    monkeypatch.setattr(opening, "open_search", slow)
    assembly = assemble(settings)
    assert assembly.freshness is not None
    assert assembly.database is not None
    renewal = assembly.freshness.renewal
    assert "drie-huizen" in renewal.live.published
    assert renewal.look()
    assert "drie-huizen" not in renewal.live.published
    assembly.database.close()


class Overtaken:
    """A lock that lets something happen just after it was let go, once."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self.then: Callable[[], object] | None = None

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
        then, self.then = self.then, None
        if then is not None:
            then()


def test_a_change_just_after_the_confidence_was_fitted_is_fitted_too(
    opened: tuple[Renewal, EntryStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal, store = opened
    entry, fitted = renewal.live.published[SLUG].entry, []
    renewal._replacing = lock = Overtaken(renewal._replacing)

    def another() -> None:
        publish(store, replace(entry, title="Toen dat"))
        assert renewal.look()

    def fit(*_: object) -> None:
        fitted.append(renewal.live.published[SLUG].entry.title)
        lock.then = another if len(fitted) == 1 else None

    monkeypatch.setattr("knowledge.renewal.refitted", fit)
    publish(store, replace(entry, title="Eerst dit"))
    assert renewal.look()
    assert renewal.settle()
    assert not renewal.settled
    assert renewal.settle()
    assert renewal.settled
    assert fitted == ["Eerst dit", "Toen dat"]
