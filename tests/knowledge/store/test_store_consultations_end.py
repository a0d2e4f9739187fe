"""Who leaves, who is forgotten, and texts that had their days."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from consulting import LEAD, MILA, NOOR, SAM, TEXTS, House

from knowledge.consultations import Consultation, ContributionKind, Status
from knowledge.consultations.errors import ConsultationNotFound
from knowledge.store import (
    Database,
    OutboxStore,
    Outgoing,
    PersonalData,
    PostStore,
    Retention,
    RetentionSettings,
    StoreSettings,
)

REPLY = ContributionKind.REPLY
DAYS_90 = timedelta(days=90)
SECOND = timedelta(seconds=1)


@pytest.fixture
def house(database: Database, now: datetime) -> House:
    return House(database, now)


def replied(house: House, asker: str = MILA, replier: str = SAM, *, team: str | None = None) -> Consultation:
    """One of the asker with a reply of somebody else."""
    made = house.asked(asker, team=team, origin_slug="mdo-voorbereiden")
    house.store.contribute(made.consultation_id, replier, REPLY, f"van {replier}", house.now, house.key())
    return house.store.get(made.consultation_id)


def closed(house: House, asker: str = MILA) -> Consultation:
    made = replied(house, asker, LEAD)
    return house.store.close(made.consultation_id, asker, "besluit over het kind", "les over het kind", house.now)


def said(house: House, item: Consultation) -> list[tuple[str | None, str | None]]:
    return [(added.person, added.text) for added in house.store.contributions(item.consultation_id)]


def in_the_file(database: Database, *texts: str) -> list[str]:
    """Which texts are anywhere in the files of the store."""
    held = b"".join(path.read_bytes() for path in database.settings.path.parent.iterdir())
    return [text for text in texts if text.encode() in held]


def test_leaving_withdraws_what_is_open_there(house: House, now: datetime) -> None:
    house.join(house.other, MILA)
    here, there, ended = replied(house), replied(house, team=house.other, replier=NOOR), closed(house)
    mine = replied(house, SAM, MILA)
    house.roster.remove(house.team, MILA, now, actor=MILA)
    gone = house.store.get(here.consultation_id)
    assert (gone.status, gone.emptied, gone.closed_at) == (Status.WITHDRAWN, True, now)
    assert said(house, here) == [(SAM, None)]
    assert house.store.get(there.consultation_id) == there
    assert house.store.get(ended.consultation_id) == ended, "what was decided stays for the team until its days"
    assert said(house, mine) == [(None, f"van {MILA}")]
    assert [item.consultation_id for item in house.store.due_for_reduction(now)] == [here.consultation_id]


def test_leaving_one_team_leaves_the_other_as_it_is(house: House, now: datetime) -> None:
    house.join(house.other, MILA)
    there = replied(house, NOOR, MILA, team=house.other)
    house.roster.remove(house.team, MILA, now, actor=MILA)
    assert said(house, there) == [(MILA, f"van {MILA}")]


def test_a_card_that_was_given_up_goes_along(house: House, database: Database, now: datetime) -> None:
    made, outbox = house.asked(), OutboxStore(database)
    outbox.queue(Outgoing("card", "group", {"text": TEXTS["facts"]}, subject=made.subject), now)
    row = outbox.claim(now)
    assert row is not None
    outbox.dead(row.row_id, now, "refused")
    house.store.withdraw(made.consultation_id, MILA, now)
    assert outbox.dead_letters() == []


def test_being_removed_is_leaving(house: House, now: datetime) -> None:
    here = replied(house)
    house.roster.remove(house.team, MILA, now, actor=LEAD)
    assert house.store.get(here.consultation_id).status is Status.WITHDRAWN


def test_a_refused_leave_changes_nothing(house: House, now: datetime) -> None:
    made = house.asked(LEAD)
    with pytest.raises(Exception, match="last team lead"):
        house.roster.remove(house.team, LEAD, now, actor=LEAD)
    assert house.store.get(made.consultation_id) == made


def test_whoever_is_forgotten_leaves_a_number(house: House, database: Database, now: datetime) -> None:
    opened, ended, mine = replied(house), closed(house), replied(house, SAM, MILA)
    OutboxStore(database).queue(Outgoing("card", "group", {"text": TEXTS["facts"]}, subject=opened.subject), now)
    PersonalData(database).forget(MILA, now)
    for before, status in ((opened, Status.WITHDRAWN), (ended, Status.CLOSED)):
        after = house.store.get(before.consultation_id)
        assert (after.number, after.status, after.asker, after.emptied) == (before.number, status, None, True)
        assert {getattr(after, name) or None for name in (*TEXTS, "decided", "learned")} == {None}
        assert after.created_at == before.created_at
    assert said(house, opened) == [(SAM, None)]
    assert said(house, mine) == [(None, f"van {MILA}")]
    assert house.store.get(mine.consultation_id) == mine
    texts = [str(text) for text in TEXTS.values() if isinstance(text, str)]
    # Those of SAM are the same texts, so they go first.
    PersonalData(database).forget(SAM, now)
    assert in_the_file(database, MILA, SAM, "besluit", "les over", *texts) == []


def test_forgetting_reaches_what_was_asked_before_leaving(house: House, database: Database, now: datetime) -> None:
    ended = closed(house)
    house.roster.remove(house.team, MILA, now, actor=MILA)
    PersonalData(database).forget(MILA)
    assert house.store.get(ended.consultation_id).emptied


def test_a_card_of_somebody_forgotten_is_due_again(house: House, database: Database, now: datetime) -> None:
    """The edit that waited went with everything else of that subject, so it has to be made once more."""
    ended = closed(house)
    outbox = OutboxStore(database)
    outbox.queue(Outgoing("edit", "group", {}, subject=ended.subject), now)
    house.store.mark_reduced(ended.consultation_id, now)
    PersonalData(database).forget(MILA, now)
    assert outbox.claim(now) is None
    assert [item.consultation_id for item in house.store.due_for_reduction(now + SECOND)] == [ended.consultation_id]


def test_export_is_readable(house: House, database: Database) -> None:
    closed(house)
    replied(house, SAM, MILA)
    export = PersonalData(database).export(MILA)
    asked = export["consultation"][0]
    assert (asked["number"], asked["team"], asked["status"]) == ("2026-001", "Zuid", "closed")
    assert asked["question"] == TEXTS["question"]
    assert asked["learned"] == "les over het kind"
    added = [(row["number"], row["team"], row["kind"], row["text"]) for row in export["contribution"]]
    assert added == [("2026-002", "Zuid", "reply", f"van {MILA}")]


def test_an_export_holds_every_text_there_is(database: Database) -> None:
    """A new column has to be thought about: shown to its person, or none of theirs."""

    def columns(table: str) -> set[str]:
        return database.read(lambda sql: {column.name for column in sql.table(table).columns})

    house = House(database, datetime.fromisoformat("2026-03-02T09:30:00+00:00"))
    closed(house)
    replied(house, SAM, MILA)
    export = PersonalData(database).export(MILA)
    assert columns("consultation") - set(export["consultation"][0]) == {"id", "key", "person", "year", "reduced_at"}
    assert columns("contribution") - set(export["contribution"][0]) == {"id", "key", "person", "consultation"}


def test_texts_of_what_ended_have_their_days(house: House, database: Database, now: datetime) -> None:
    ended = closed(house)
    withdrawn = replied(house, SAM, MILA)
    house.store.withdraw(withdrawn.consultation_id, SAM, now)
    retention = Retention(database)
    retention.expire(now + DAYS_90)
    assert house.store.get(ended.consultation_id) == ended
    changed = retention.expire(now + DAYS_90 + SECOND)
    assert (changed["consultation"], changed["contribution"]) == (2, 2)
    after = house.store.get(ended.consultation_id)
    assert (after.asker, after.emptied, after.learned, after.status) == (None, True, None, Status.CLOSED)
    assert (after.first_reply_at, after.origin_slug) == (ended.first_reply_at, "mdo-voorbereiden")
    assert said(house, ended) == said(house, withdrawn) == [(None, None)]
    assert house.store.insight(house.team, now).consultations == 2
    again = retention.expire(now + DAYS_90 + SECOND)
    assert (again["consultation"], again["contribution"]) == (0, 0)
    assert in_the_file(database, str(TEXTS["facts"]), "besluit", f"van {MILA}", "test:update") == []


def test_a_short_log_takes_no_text_before_its_days(tmp_path: Path, now: datetime) -> None:
    settings = StoreSettings(tmp_path / "short.sqlite3", retention=RetentionSettings(log_days=10))
    with Database.open(settings) as database:
        house = House(database, now)
        ended = closed(house)
        Retention(database).expire(now + DAYS_90)
        assert house.store.get(ended.consultation_id) == ended
        assert Retention(database).expire(now + DAYS_90 + SECOND)["consultation"] == 2
        with pytest.raises(ConsultationNotFound):
            house.store.get(ended.consultation_id)


def test_what_nobody_closed_ends_by_itself(house: House, database: Database, now: datetime) -> None:
    quiet, busy = house.asked(), house.asked()
    later = now + timedelta(days=60)
    house.store.contribute(busy.consultation_id, SAM, REPLY, "Loopt nog.", later, house.key())
    Retention(database).expire(now + DAYS_90)
    assert len(house.store.open_of(house.team)) == 2
    Retention(database).expire(now + DAYS_90 + SECOND)
    after = house.store.get(quiet.consultation_id)
    assert (after.status, after.emptied, after.asker) == (Status.WITHDRAWN, True, None)
    assert [item.consultation_id for item in house.store.open_of(house.team)] == [busy.consultation_id]
    assert [item.consultation_id for item in house.store.due_for_reduction(now)] == [quiet.consultation_id]


def test_the_numbers_go_with_the_log(house: House, database: Database, now: datetime) -> None:
    ended, still_open = closed(house), house.asked()
    outbox = OutboxStore(database)
    for item in (ended, still_open):
        outbox.queue(Outgoing(item.subject, "group", {}, subject=item.subject), now)
        row = outbox.claim(now)
        assert row is not None
        outbox.sent(row.row_id, now, str(item.consultation_id))
    retention, year = Retention(database), timedelta(days=365)
    house.store.contribute(still_open.consultation_id, SAM, REPLY, "Loopt nog.", now + year, house.key())
    retention.expire(now + year)
    assert house.store.get(ended.consultation_id).emptied
    retention.expire(now + year + SECOND)
    with pytest.raises(ConsultationNotFound):
        house.store.get(ended.consultation_id)
    assert house.store.contributions(ended.consultation_id) == []
    posts = PostStore(database)
    assert (posts.of(ended.subject), len(posts.of(still_open.subject))) == ([], 1)
    assert house.asked().number == "2026-003", "a number is never given out twice"
