"""Groups: noted, linked, unlinked, moved, left and forgotten."""

from datetime import datetime, timedelta

import pytest

from knowledge.roster import Role
from knowledge.roster.errors import ChatTaken, NotPermitted
from knowledge.store import OPERATOR, AuditLog, Database, Retention, RosterStore, TeamChat

LEAD, MILA, OTHER = (f"telegram:{number}" for number in range(1, 4))
GROUP, SUPERGROUP = "telegram:-1", "telegram:-1001"


@pytest.fixture
def roster(database: Database) -> RosterStore:
    return RosterStore(database)


@pytest.fixture
def teams(roster: RosterStore, now: datetime) -> tuple[str, str]:
    """Two teams with a lead each; in the first also a professional."""
    south, north = (roster.create_team(name, now, actor=OPERATOR).team_id for name in ("Zuid", "Noord"))
    for team, person, role in (
        (south, LEAD, Role.TEAM_LEAD),
        (south, MILA, Role.PROFESSIONAL),
        (north, OTHER, Role.TEAM_LEAD),
    ):
        roster.redeem(roster.invite(team, role, now, actor=OPERATOR), person, "Naam", now)
    return south, north


def acts(database: Database, team: str) -> list[str]:
    found = (row.action for row in AuditLog(database).rows(f"team:{team}"))
    return [action for action in reversed(list(found)) if action.endswith("_chat")]


def test_noting_twice_keeps_what_is_known(roster: RosterStore, teams: tuple[str, str], now: datetime) -> None:
    later = now + timedelta(days=1)
    assert roster.note_chat(GROUP, "Overleg", now) == TeamChat(GROUP, None, "Overleg", now, None)
    roster.link_chat(GROUP, teams[0], now, actor=LEAD)
    assert roster.note_chat(GROUP, None, later) == TeamChat(GROUP, teams[0], "Overleg", now, now)
    assert roster.note_chat(GROUP, "MDO", later).title == "MDO"
    assert roster.chat("unknown") is None


def test_linking(database: Database, roster: RosterStore, teams: tuple[str, str], now: datetime) -> None:
    linked = roster.link_chat(GROUP, teams[0], now, actor=LEAD)
    assert linked == TeamChat(GROUP, teams[0], None, now, now)
    assert roster.link_chat(GROUP, teams[0], now + timedelta(days=1), actor=LEAD) == linked
    roster.link_chat("telegram:-2", teams[0], now + timedelta(days=1), actor=LEAD)
    assert [chat.chat for chat in roster.chats(teams[0])] == [GROUP, "telegram:-2"]
    assert acts(database, teams[0]) == ["link_chat", "link_chat"]
    assert GROUP not in str(AuditLog(database).rows())


def test_who_may_not_link(roster: RosterStore, teams: tuple[str, str], now: datetime) -> None:
    for actor in (MILA, OTHER, "telegram:99"):
        with pytest.raises(NotPermitted):
            roster.link_chat(GROUP, teams[0], now, actor=actor)
    assert roster.chat(GROUP) is None
    roster.link_chat(GROUP, teams[0], now, actor=LEAD)
    for actor in (MILA, OTHER):
        with pytest.raises(NotPermitted):
            roster.unlink_chat(GROUP, now, actor=actor)


def test_a_group_is_not_taken_from_another_team(
    database: Database, roster: RosterStore, teams: tuple[str, str], now: datetime
) -> None:
    roster.link_chat(GROUP, teams[0], now, actor=LEAD)
    with pytest.raises(ChatTaken, match="unlink it first"):
        roster.link_chat(GROUP, teams[1], now, actor=OTHER)
    assert roster.link_chat(GROUP, teams[1], now, actor=OPERATOR).team_id == teams[1]
    assert acts(database, teams[0]) == ["link_chat", "unlink_chat"]
    assert acts(database, teams[1]) == ["link_chat"]


def test_unlinking_starts_the_wait_again(
    database: Database, roster: RosterStore, teams: tuple[str, str], now: datetime
) -> None:
    roster.link_chat(GROUP, teams[0], now, actor=LEAD)
    later = now + timedelta(days=100)
    assert roster.chats_without_team(later) == []
    assert roster.unlink_chat(GROUP, later, actor=LEAD)
    assert not roster.unlink_chat(GROUP, later, actor=LEAD)
    assert not roster.unlink_chat("unknown", later, actor=LEAD)
    assert roster.chats_without_team(later) == []
    assert [chat.chat for chat in roster.chats_without_team(later + timedelta(seconds=1))] == [GROUP]
    assert acts(database, teams[0]) == ["link_chat", "unlink_chat"]


def test_groups_that_nobody_linked(roster: RosterStore, teams: tuple[str, str], now: datetime) -> None:
    for number in range(3):
        roster.note_chat(f"telegram:-{number}", "x", now + timedelta(hours=number))
    roster.link_chat("telegram:-0", teams[0], now, actor=LEAD)
    waiting = roster.chats_without_team(now + timedelta(hours=2))
    assert [chat.chat for chat in waiting] == ["telegram:-1"]


def test_a_group_that_the_bot_left(roster: RosterStore, teams: tuple[str, str], now: datetime) -> None:
    roster.link_chat(GROUP, teams[0], now, actor=LEAD)
    assert roster.forget_chat(GROUP)
    assert not roster.forget_chat(GROUP)
    assert roster.chats(teams[0]) == []


def test_a_group_that_becomes_a_supergroup(roster: RosterStore, teams: tuple[str, str], now: datetime) -> None:
    roster.note_chat(GROUP, "Overleg", now)
    linked = roster.link_chat(GROUP, teams[0], now, actor=LEAD)
    assert roster.move_chat(GROUP, SUPERGROUP)
    assert roster.chat(SUPERGROUP) == TeamChat(SUPERGROUP, teams[0], "Overleg", now, linked.linked_at)
    assert roster.chat(GROUP) is None
    assert not roster.move_chat(GROUP, SUPERGROUP), "the platform tells twice"
    assert not roster.move_chat(SUPERGROUP, SUPERGROUP)
    assert roster.chats(teams[0])[0].chat == SUPERGROUP


@pytest.mark.parametrize(
    ("old_team", "new_team", "expected"), [(0, None, 0), (None, 1, 1), (0, 1, 1), (None, None, None)]
)
def test_the_new_id_was_known_first(
    roster: RosterStore,
    teams: tuple[str, str],
    now: datetime,
    old_team: int | None,
    new_team: int | None,
    expected: int | None,
) -> None:
    for chat, team in ((GROUP, old_team), (SUPERGROUP, new_team)):
        roster.note_chat(chat, "Overleg", now)
        if team is not None:
            roster.link_chat(chat, teams[team], now, actor=OPERATOR)
    assert roster.move_chat(GROUP, SUPERGROUP)
    assert roster.chat(GROUP) is None
    moved = roster.chat(SUPERGROUP)
    assert moved is not None
    assert moved.team_id == (None if expected is None else teams[expected])


def test_only_groups_without_a_team_expire(
    database: Database, roster: RosterStore, teams: tuple[str, str], now: datetime
) -> None:
    roster.note_chat("telegram:-2", "x", now)
    for chat in (GROUP, "telegram:-3"):
        roster.link_chat(chat, teams[0], now, actor=LEAD)
    roster.unlink_chat("telegram:-3", now + timedelta(days=20), actor=LEAD)
    retention = Retention(database)
    assert retention.expire(now + timedelta(days=30))["team_chat"] == 0
    assert retention.expire(now + timedelta(days=30, seconds=1))["team_chat"] == 1
    assert roster.chat("telegram:-2") is None
    assert retention.expire(now + timedelta(days=50, seconds=1))["team_chat"] == 1
    assert retention.expire(now + timedelta(days=10_000))["team_chat"] == 0
    assert [chat.chat for chat in roster.chats(teams[0])] == [GROUP]
    assert len(roster.members(teams[0])) == 2, "a membership does not expire"
