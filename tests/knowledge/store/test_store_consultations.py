"""Consultations by example; `test_store_consultations_machine.py` walks them at random."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from consulting import ADMIN, LEAD, MILA, NOOR, SAM, TEXTS, House

from knowledge.consultations import Contribution, ContributionKind, Refusal, Status
from knowledge.consultations.errors import ConsultationRefused
from knowledge.store import OPERATOR, AuditLog, ConsultationStore, Database, OutboxStore, Outgoing

TAP, REPLY, QUESTION, ANSWER = ContributionKind
HOUR = timedelta(hours=1)


@pytest.fixture
def house(database: Database, now: datetime) -> House:
    return House(database, now)


def refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(ConsultationRefused) as caught:
        act()
    return caught.value.refusal


def test_everything_that_was_asked_is_there(house: House, now: datetime) -> None:
    made = house.asked(expertise=("trauma", "lvb", "lvb"), origin_slug="mdo-voorbereiden")
    assert {name: getattr(made, name) for name in TEXTS} == TEXTS
    assert (made.team_id, made.asker, made.number, made.status) == (house.team, MILA, "2026-001", Status.OPEN)
    assert (made.expertise, made.origin_slug, made.created_at) == (("lvb", "trauma"), "mdo-voorbereiden", now)
    assert not made.on_agenda
    assert not made.idea
    assert house.store.get(made.consultation_id) == made


def test_only_what_must_be_there(house: House) -> None:
    optional = dict.fromkeys(("worries", "strengths", "scale_reason", "unknown"), " ")
    made = house.asked(**optional, scale=None, due=None)
    assert {made.worries, made.strengths, made.scale, made.scale_reason, made.unknown, made.due} == {None}


def test_numbers_count_per_team_and_year(house: House, now: datetime) -> None:
    next_year = now.replace(year=2027)
    made = [house.asked(), house.asked(SAM), house.asked(NOOR, team=house.other), house.asked(at=next_year)]
    assert [item.number for item in made] == ["2026-001", "2026-002", "2026-001", "2027-001"]
    assert house.store.numbered(house.team, " 2026-2 ") == made[1]
    assert house.store.numbered(house.other, "2026-002") is None
    assert house.store.numbered(house.team, "twee") is None


def test_the_year_is_that_of_the_given_clock(house: House) -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert house.asked(at=new_year).number == "2026-001"
    assert house.asked(at=new_year.astimezone(timezone(HOUR))).number == "2027-001"


def test_the_same_key_asks_once(house: House, now: datetime) -> None:
    first = house.store.open(house.draft(), now, "key")
    house.store.to_agenda(first.consultation_id, SAM, on=True)
    again = house.store.open(house.draft(question="anders"), now + HOUR, "key")
    assert (again.consultation_id, again.question, again.on_agenda) == (first.consultation_id, first.question, True)
    assert house.asked().number == "2026-002"


def test_a_transaction_that_fails_gives_its_number_back(house: House, database: Database) -> None:
    def work() -> None:
        house.asked()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.together(work)
    assert house.asked().number == "2026-001"


def test_only_members_of_a_team_at_work_ask(house: House, now: datetime) -> None:
    for stranger in (NOOR, ADMIN, "p:nobody"):
        assert refused(lambda person=stranger: house.asked(person)) is Refusal.NOT_A_MEMBER
    assert refused(lambda: house.asked(team="no-team")) is Refusal.NOT_A_MEMBER
    house.roster.archive(house.team, now, actor=OPERATOR)
    assert refused(house.asked) is Refusal.NOT_A_MEMBER


def test_thinking_along(house: House, now: datetime) -> None:
    number = house.asked().consultation_id
    steps = [(SAM, TAP, None), (SAM, QUESTION, "Wie is er thuis?"), (MILA, ANSWER, "Oma."), (LEAD, REPLY, "Bel oma.")]
    added = [
        house.store.contribute(number, person, kind, text, now + place * HOUR, house.key())
        for place, (person, kind, text) in enumerate(steps, start=1)
    ]
    assert house.store.contributions(number) == added
    first = added[1]
    asked = (number, SAM, QUESTION, "Wie is er thuis?", now + 2 * HOUR, first.key)
    assert first == Contribution(first.contribution_id, *asked)
    assert house.store.get(number).first_reply_at == now + HOUR


def test_an_answer_of_the_asker_is_no_reaction(house: House, now: datetime) -> None:
    number = house.asked().consultation_id
    house.store.contribute(number, MILA, ANSWER, "Nog iets.", now, house.key())
    assert house.store.get(number).first_reply_at is None


def test_a_second_tap_says_nothing_new(house: House, now: datetime) -> None:
    number, other = house.asked().consultation_id, house.asked().consultation_id
    first = house.store.contribute(number, SAM, TAP, None, now, house.key())
    assert house.store.contribute(number, SAM, TAP, None, now + HOUR, house.key()) == first
    house.store.contribute(number, LEAD, TAP, None, now, house.key())
    house.store.contribute(other, SAM, TAP, None, now, house.key())
    assert [item.person for item in house.store.contributions(number)] == [SAM, LEAD]


def test_the_same_key_contributes_once(house: House, now: datetime) -> None:
    number = house.asked().consultation_id
    first = house.store.contribute(number, SAM, REPLY, "Bel oma.", now, "key")
    house.store.close(number, MILA, None, None, now)
    assert house.store.contribute(number, SAM, REPLY, "Bel oma.", now + HOUR, "key") == first
    assert refused(lambda: house.store.contribute(number, SAM, REPLY, "Laat", now, "other")) is Refusal.NOT_OPEN


@pytest.mark.parametrize(("kind", "text"), [(TAP, "tekst"), (REPLY, None), (QUESTION, " "), (ANSWER, "")])
def test_a_text_where_it_belongs(house: House, now: datetime, kind: ContributionKind, text: str | None) -> None:
    number = house.asked().consultation_id
    with pytest.raises(ValueError, match=kind.value):
        house.store.contribute(number, SAM, kind, text, now, "key")


def test_closing(house: House, database: Database, now: datetime) -> None:
    number = house.asked().consultation_id
    assert refused(lambda: house.store.close(number, LEAD, None, None, now)) is Refusal.NOT_THE_ASKER
    closed = house.store.close(number, MILA, "We bellen oma.", " ", now + HOUR)
    assert (closed.status, closed.closed_at) == (Status.CLOSED, now + HOUR)
    assert (closed.decided, closed.learned) == ("We bellen oma.", None)
    assert closed.facts == TEXTS["facts"]
    assert refused(lambda: house.store.close(number, MILA, None, None, now)) is Refusal.NOT_OPEN
    assert refused(lambda: house.store.to_agenda(number, MILA, on=True)) is Refusal.NOT_OPEN
    assert AuditLog(database).rows(closed.subject) == []


def test_a_lead_closes_for_who_left(house: House, database: Database, now: datetime) -> None:
    number = house.asked().consultation_id
    # Leaving withdraws it, so this is what a membership leaves behind that ended in another way.
    database.write(lambda sql: sql.execute("DELETE FROM team_member WHERE person = ?", [MILA]))
    assert refused(lambda: house.store.close(number, SAM, None, None, now)) is Refusal.NOT_THE_ASKER
    closed = house.store.close(number, LEAD, "Overgenomen.", None, now)
    assert closed.status is Status.CLOSED
    audited = AuditLog(database).rows(closed.subject)
    assert [(row.action, row.details) for row in audited] == [("close_consultation", {"team": house.team})]
    assert LEAD not in str(audited)


def test_withdrawing_removes_the_texts_at_once(house: House, database: Database, now: datetime) -> None:
    made = house.asked(expertise=("lvb",))
    number = made.consultation_id
    house.store.contribute(number, SAM, REPLY, "Bel oma.", now, house.key())
    outbox = OutboxStore(database)
    for subject in (made.subject, "consultation:999"):
        outbox.queue(Outgoing(subject, "group", {"text": TEXTS["question"]}, subject=subject), now)
    assert refused(lambda: house.store.withdraw(number, LEAD, now)) is Refusal.NOT_THE_ASKER

    gone = house.store.withdraw(number, MILA, now + HOUR)

    assert (gone.status, gone.closed_at, gone.emptied) == (Status.WITHDRAWN, now + HOUR, True)
    assert {getattr(gone, name) or None for name in TEXTS} == {None}
    assert (gone.number, gone.expertise, gone.asker) == (made.number, ("lvb",), MILA)
    assert [(item.person, item.text) for item in house.store.contributions(number)] == [(SAM, None)]
    row = outbox.claim(now)
    assert row is not None
    assert (row.subject, outbox.claim(now)) == ("consultation:999", None)
    assert refused(lambda: house.store.withdraw(number, MILA, now)) is Refusal.NOT_OPEN


def test_an_idea_of_a_lead(house: House, database: Database, now: datetime) -> None:
    number = house.asked().consultation_id
    assert refused(lambda: house.store.mark_idea(number, LEAD, True, now)) is Refusal.NOT_CLOSED
    house.store.close(number, MILA, "Besluit", "Les", now)
    assert refused(lambda: house.store.mark_idea(number, SAM, True, now)) is Refusal.NOT_A_LEAD
    for on in (True, True, False):
        assert house.store.mark_idea(number, LEAD, on, now).idea is on
    audited = AuditLog(database).rows(f"consultation:{number}")
    assert [(row.action, row.details["on"]) for row in audited] == [("mark_idea", False), ("mark_idea", True)]


def test_two_openings_of_the_file_agree(house: House, database: Database, now: datetime) -> None:
    """Each with its own writer, as two processes have: a key counts once, and no number is given out twice."""
    with Database.open(database.settings) as second, ThreadPoolExecutor(8) as threads:
        stores = (house.store, ConsultationStore(second))
        asked = [(stores[place % 2], f"key-{place // 4}") for place in range(40)]
        made = list(threads.map(lambda item: item[0].open(house.draft(), now, item[1]), asked))
        number = made[0].consultation_id
        taps = list(
            threads.map(lambda key: stores[key % 2].contribute(number, SAM, TAP, None, now, str(key)), range(8))
        )
    assert sorted({item.number for item in made}) == [f"2026-{place:03}" for place in range(1, 11)]
    assert len({(key, item.number) for (_, key), item in zip(asked, made, strict=True)}) == 10
    assert len(set(taps)) == 1
