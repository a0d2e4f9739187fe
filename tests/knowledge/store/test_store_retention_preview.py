"""What would expire, without letting it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.store import Database, HandledStore, Retention, StoreSettings

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_a_preview_says_what_expiring_does_and_changes_nothing(tmp_path: Path) -> None:
    with Database.open(StoreSettings(tmp_path / "houvast.sqlite3")) as database:
        HandledStore(database).once("key", NOW, lambda: None)
        retention, later = Retention(database), NOW + timedelta(days=31)
        assert retention.preview(NOW)["handled_update"] == 0
        assert retention.preview(later) == retention.preview(later)
        assert retention.preview(later)["handled_update"] == 1
        assert retention.expire(later)["handled_update"] == 1
        assert retention.preview(later)["handled_update"] == 0
