"""The secret is made once, for every process, and stays."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from knowledge.store import Database, InstallationSecret, StoreSettings


def test_the_secret_is_made_once_and_stays(settings: StoreSettings) -> None:
    with Database.open(settings) as database:
        first = InstallationSecret(database).value()
        assert len(first) == 32
        assert InstallationSecret(database).value() == first
    with Database.open(settings) as reopened:
        assert InstallationSecret(reopened).value() == first


def test_another_installation_has_another_secret(tmp_path: Path) -> None:
    values = set()
    for name in ("a", "b"):
        with Database.open(StoreSettings(tmp_path / f"{name}.sqlite3")) as database:
            values.add(InstallationSecret(database).value())
    assert len(values) == 2


def test_many_that_ask_at_once_get_the_same(settings: StoreSettings) -> None:
    with (
        Database.open(settings) as one,
        Database.open(settings) as two,
        ThreadPoolExecutor(8) as pool,
    ):
        asked = [pool.submit(InstallationSecret(database).value) for database in (one, two) * 10]
        assert len({future.result() for future in asked}) == 1
