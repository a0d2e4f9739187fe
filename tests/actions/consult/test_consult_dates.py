"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.forms.dates import FURTHEST_DAYS, friday, read_day

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vandaag", date(2026, 11, 22)),
        ("Morgen graag", date(2026, 11, 23)),
        ("overmorgen", date(2026, 11, 24)),
        ("deze week", date(2026, 11, 27)),
        ("vrijdag", date(2026, 11, 27)),
        ("zondag", date(2026, 11, 29)),
        ("donderdag 3 december", date(2026, 12, 3)),
        ("3 dec.", date(2026, 12, 3)),
        ("3-12", date(2026, 12, 3)),
        ("3/12/26", date(2026, 12, 3)),
        ("3-3", date(2027, 3, 3)),
        ("5 mrt", date(2027, 3, 5)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1-1-2026", None),
        ("31-2", None),
        ("3-12-2099", None),
        ("ooit", None),
        ("", None),
    ],
)
def test_a_day_is_read(text: str, expected: date | None) -> None:
    assert read_day(text, TODAY) == expected


@given(st.text(max_size=40), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_never_a_day_that_has_passed(text: str, today: date) -> None:
    day = read_day(text, today)
    assert day is None or today <= day <= today + timedelta(days=FURTHEST_DAYS)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, FURTHEST_DAYS - 1))
def test_what_the_bot_writes_itself_is_read(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert read_day(day.isoformat(), today) == day


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_the_week_ends_on_friday(today: date) -> None:
    assert friday(today).weekday() == 4
    assert 0 <= (friday(today) - today).days < 7
