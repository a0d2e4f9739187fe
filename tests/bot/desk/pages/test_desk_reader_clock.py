"""Days and hours on the pages are those of the Netherlands, whatever the clock of the machine is set to."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from bot.desk.desk import Desk
from bot.desk.pages import usage
from bot.desk.pages.audit import _midnight
from bot.desk.views import make_environment
from tests.bot.desk.conftest import Browser, at

NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True, params=["UTC", "Pacific/Kiritimati"])
def _machine(request: pytest.FixtureRequest) -> Iterator[None]:
    """The clock of the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


def test_the_day(desk: Desk) -> None:
    assert at(desk, NEW_YEAR).today == date(2027, 1, 1)


def test_a_moment_and_its_day(desk: Desk) -> None:
    shown = make_environment(desk.catalogue).from_string("{{ when|moment }}; {{ when|dag }}").render(when=NEW_YEAR)
    assert "00:30" in shown
    assert shown.count("1 januari 2027") == 2


async def test_the_log_from_a_day_on(lead: Browser) -> None:
    assert _midnight(date(2026, 3, 30)) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert _midnight(date(2026, 3, 29)) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert (await lead.open("/logboek?van=0001-01-01")).status_code == 200


def test_usage_counts_from_monday_also_where_the_clock_changed_since(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []
    weeks = usage.UsageStore.weeks

    def noted(store: usage.UsageStore, since: datetime, *more: object) -> object:
        asked.append(since)
        return weeks(store, since, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(usage.UsageStore, "weeks", noted)
    usage._usage(at(desk, datetime(2026, 4, 8, 9, tzinfo=UTC)), "", 4)
    assert asked == [datetime(2026, 3, 15, 23, tzinfo=UTC)]
