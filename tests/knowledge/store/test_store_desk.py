"""Links and sessions of the desk in the store."""

from datetime import datetime, timedelta
from threading import Thread

import pytest

from knowledge.roster import Role
from knowledge.roster.errors import NotPermitted
from knowledge.store import (
    OPERATOR,
    AuditLog,
    Database,
    DeskLinkStore,
    DeskSessionStore,
    PersonalData,
    Retention,
    RosterStore,
)

ANNA, BRAM = "telegram:4711", "telegram:4712"


@pytest.fixture
def team(database: Database, now: datetime) -> str:
    roster = RosterStore(database)
    made = roster.create_team("Zuid", now, actor=OPERATOR).team_id
    roster.redeem(roster.invite(made, Role.TRAINER, now, actor=OPERATOR), ANNA, "Anna", now)
    return made


def everything(database: Database) -> str:
    return database.read(lambda sql: str([list(table.rows) for table in sql.tables]))


def test_neither_token_nor_id_is_in_the_file(database: Database, team: str, now: datetime) -> None:
    links, sessions = DeskLinkStore(database), DeskSessionStore(database)
    token = links.offer_link(ANNA, now)
    assert token not in everything(database)
    session = sessions.spend(token, now)
    assert session is not None
    assert session not in everything(database)
    assert sessions.use(session, now).person == ANNA  # type: ignore[union-attr]


def test_of_many_at_once_one_gets_in(database: Database, team: str, now: datetime) -> None:
    token = DeskLinkStore(database).offer_link(ANNA, now)
    got: list[str | None] = []
    threads = [Thread(target=lambda: got.append(DeskSessionStore(database).spend(token, now))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one is not None for one in got) == 1


def test_who_may_not(database: Database, team: str, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        DeskLinkStore(database).offer_link(BRAM, now)
    RosterStore(database).archive(team, now, actor=OPERATOR)
    with pytest.raises(NotPermitted):
        DeskLinkStore(database).offer_link(ANNA, now)


def test_leaving_and_forgetting_end_it(database: Database, team: str, now: datetime) -> None:
    links, sessions, roster = DeskLinkStore(database), DeskSessionStore(database), RosterStore(database)
    session = sessions.spend(links.offer_link(ANNA, now), now)
    token = links.offer_link(ANNA, now)
    roster.remove(team, ANNA, now, actor=ANNA)
    assert sessions.sessions(now) == []
    assert sessions.use(session or "", now) is None
    assert not links.works(token, now)


def test_an_archived_team_opens_nothing(database: Database, team: str, now: datetime) -> None:
    sessions = DeskSessionStore(database)
    session = sessions.spend(DeskLinkStore(database).offer_link(ANNA, now), now) or ""
    RosterStore(database).archive(team, now, actor=OPERATOR)
    assert sessions.use(session, now) is None


def test_revoking(database: Database, team: str, now: datetime) -> None:
    links, sessions = DeskLinkStore(database), DeskSessionStore(database)
    for _ in range(2):
        sessions.spend(links.offer_link(ANNA, now), now)
    sessions.spend(links.offer_link(OPERATOR, now), now)
    first = sessions.sessions(now, ANNA)[0].reference
    with pytest.raises(NotPermitted):
        sessions.revoke(now, actor=ANNA)
    assert sessions.revoke(now, actor=ANNA, person=ANNA, reference=first) == 1
    assert sessions.revoke(now, actor=OPERATOR) == 2
    assert sessions.revoke(now, actor=OPERATOR) == 0
    assert [row.action for row in AuditLog(database).rows("desk:")].count("desk_revoke") == 2


def test_they_expire_and_are_exported_without_secrets(database: Database, team: str, now: datetime) -> None:
    links, sessions = DeskLinkStore(database), DeskSessionStore(database)
    sessions.spend(links.offer_link(ANNA, now), now)
    links.offer_link(ANNA, now)
    export = PersonalData(database).export(ANNA)
    assert set(export["desk_session"][0]) == {"reference", "created_at", "used_at", "expires_at"}
    assert set(export["desk_link"][0]) == {"created_at", "expires_at"}
    gone = Retention(database).expire(now + timedelta(days=1))
    assert (gone["desk_link"], gone["desk_session"]) == (1, 1)
