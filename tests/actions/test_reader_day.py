"""What day and year it is for who reads: that of the Netherlands, whatever the machine is set to."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any

import pytest

from actions.house import House
from actions.rasa import consult_send
from actions.rendering.own_rows import RowWords
from bot.opening import Opening
from tests.actions.consult.conftest import Stage, stage
from tests.conftest import SMALL, settings_in

__all__ = ["stage"]


class NewYear(datetime):
    """Half past twelve on New Year's night; it is still last year in London."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime(2026, 12, 31, 23, 30, tzinfo=UTC).astimezone(tz)


@pytest.fixture(autouse=True, params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def _machine(request: pytest.FixtureRequest) -> Iterator[None]:
    """The clock of the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


def test_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.house.datetime", NewYear)
    nobody: Any = None
    assert House.today(nobody) == date(2027, 1, 1)


def test_a_moment_that_is_shown() -> None:
    nobody: Any = None
    words = RowWords(nobody, nobody, nobody, {})
    assert f"{words.zone_of(NewYear.now(UTC)):%d-%m-%Y %H:%M}" == "01-01-2027 00:30"


def test_what_is_published_changes_with_that_day(small_folder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.opening.datetime", NewYear)
    opening = Opening(settings_in(small_folder, SMALL))
    nobody: Any = None
    assert opening.house(nobody, nobody) is not None
    assert opening.renewal is not None
    assert opening.renewal.today() == date(2027, 1, 1)
    assert opening.database is not None
    opening.database.close()


async def test_the_number_of_a_consultation(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consult_send, "datetime", NewYear)
    number = await stage.asked()
    assert stage.consultations.get(number).number == "2027-001"
