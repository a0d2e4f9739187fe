"""Until when an entry holds, who keeps it up to date, and what readers see of both."""

from datetime import date, timedelta

import pytest

from knowledge.errors import EntryNotFound
from knowledge.review.errors import DateRefused, ExpertiseNeeded, NotConfirmed, NotShown, OwnerRefused
from knowledge.review.listing import ReaderStatus
from knowledge.review.rules import LONGEST_DAYS
from knowledge.roster import Role
from knowledge.seeding import read_published
from knowledge.store import OPERATOR, PersonalData
from tests.knowledge.review.conftest import ADMIN, ANNA, BRAM, CARLA, MILA, NOW, PLAIN, TODAY, URGENT, Desk


def test_reviewed_moves_the_dates_that_readers_see(desk: Desk) -> None:
    version, until = desk.shown(PLAIN), date(2027, 11, 1)
    with pytest.raises(NotConfirmed):
        desk.store.reviewed(version, until, BRAM, NOW)
    desk.store.confirm([version], BRAM, NOW)
    desk.store.reviewed(version, until, BRAM, NOW)
    desk.store.reviewed(version, until + timedelta(days=1), BRAM, NOW)
    item = read_published(desk.entries)[PLAIN]
    assert (item.entry.reviewed_on, item.entry.expires_on) == (TODAY, until + timedelta(days=1))
    assert item.as_stored.expires_on == date(2027, 5, 21)
    assert item.version == version
    assert desk.store.view(PLAIN, TODAY, NOW).expires_on == until + timedelta(days=1)
    for wrong in (TODAY, TODAY + timedelta(days=LONGEST_DAYS + 1)):
        with pytest.raises(DateRefused):
            desk.store.reviewed(version, wrong, BRAM, NOW)
    newer = desk.handed_in(PLAIN, ANNA)
    with pytest.raises(NotShown):
        desk.store.reviewed(newer, until, BRAM, NOW)


def test_an_urgent_entry_is_reviewed_by_the_expertise(desk: Desk) -> None:
    version = desk.shown(URGENT)
    desk.store.confirm([version], CARLA, NOW)
    with pytest.raises(ExpertiseNeeded):
        desk.store.reviewed(version, date(2027, 11, 1), BRAM, NOW)
    desk.store.reviewed(version, date(2027, 11, 1), CARLA, NOW)


def test_expired_entries_are_shown_as_such_or_hidden(desk: Desk) -> None:
    expires = read_published(desk.entries)[PLAIN].entry.expires_on
    assert desk.store.view(PLAIN, expires - timedelta(days=1), NOW).reader is ReaderStatus.UNCONFIRMED
    assert desk.store.view(PLAIN, expires, NOW).reader is ReaderStatus.EXPIRED
    assert PLAIN in read_published(desk.entries, hide_expired_on=expires - timedelta(days=1))
    assert PLAIN not in read_published(desk.entries, hide_expired_on=expires)
    version = desk.shown(PLAIN)
    desk.store.confirm([version], BRAM, NOW)
    desk.store.reviewed(version, expires + timedelta(days=1), BRAM, NOW)
    assert PLAIN in read_published(desk.entries, hide_expired_on=expires)


def test_an_owner_is_a_lead_for_as_long_as_they_lead(desk: Desk) -> None:
    for person in (MILA, OPERATOR, "telegram:1"):
        with pytest.raises(OwnerRefused):
            desk.store.set_owner(PLAIN, person, ANNA, NOW)
    with pytest.raises(EntryNotFound):
        desk.store.set_owner("weg", BRAM, ANNA, NOW)

    def owner() -> str | None:
        return desk.store.view(PLAIN, TODAY, NOW).owner

    desk.store.set_owner(PLAIN, BRAM, ANNA, NOW)
    assert owner() == BRAM
    desk.store.set_owner(PLAIN, None, ANNA, NOW)
    assert owner() is None
    desk.store.set_owner(PLAIN, BRAM, ANNA, NOW)
    desk.roster.set_role(desk.team, BRAM, Role.PROFESSIONAL, NOW, actor=ANNA)
    assert owner() is None
    desk.store.set_owner(PLAIN, CARLA, ANNA, NOW)
    desk.roster.remove(desk.team, CARLA, NOW, actor=CARLA)
    assert owner() is None
    desk.store.set_owner(PLAIN, ANNA, ADMIN, NOW)
    PersonalData(desk.database).forget(ANNA)
    assert owner() is None
