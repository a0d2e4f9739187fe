"""Who sees which consultations, many at once, and the numbers that are about nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from consulting import ADMIN, LEAD, MILA, NOOR, SAM, House

from knowledge.consultations import Consultation, ContributionKind, Insight, Refusal
from knowledge.consultations.errors import ConsultationNotFound, ConsultationRefused
from knowledge.store import OPERATOR, Database, QuestionStore

TAP, REPLY, QUESTION, ANSWER = ContributionKind
HOUR = timedelta(hours=1)


@pytest.fixture
def house(database: Database, now: datetime) -> House:
    return House(database, now)


def refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(ConsultationRefused) as caught:
        act()
    return caught.value.refusal


def test_teams_do_not_see_each_other(house: House, now: datetime) -> None:
    ours, theirs = house.asked(), house.asked(NOOR, team=house.other)
    store, number = house.store, ours.consultation_id
    assert store.open_of(house.team) == [ours]
    assert store.open_of(house.other) == [theirs]
    for stranger in (NOOR, ADMIN, "p:nobody"):
        assert refused(lambda who=stranger: store.read_by(number, who)) is Refusal.NOT_A_MEMBER
        for kind in (REPLY, QUESTION, ANSWER):
            contribute = store.contribute
            assert (
                refused(lambda who=stranger, kind=kind, do=contribute: do(number, who, kind, "tekst", now, "key"))
                is Refusal.NOT_A_MEMBER
            )
        assert refused(lambda who=stranger: store.to_agenda(number, who, on=True)) is Refusal.NOT_A_MEMBER
        assert refused(lambda who=stranger: store.close(number, who, None, None, now)) is Refusal.NOT_A_MEMBER
        assert refused(lambda who=stranger: store.mark_idea(number, who, True, now)) is Refusal.NOT_A_MEMBER
    assert store.read_by(number, SAM) == ours


def test_the_agenda(house: House, now: datetime) -> None:
    first, second, closed = house.asked(), house.asked(SAM), house.asked()
    for item in (second, first, closed):
        house.store.to_agenda(item.consultation_id, SAM, on=True)
    house.store.close(closed.consultation_id, MILA, None, None, now)
    assert [item.number for item in house.store.agenda(house.team)] == [first.number, second.number]
    house.store.to_agenda(first.consultation_id, LEAD, on=False)
    assert [item.number for item in house.store.agenda(house.team)] == [second.number]
    assert house.store.agenda(house.other) == []


def test_what_somebody_asked(house: House, now: datetime) -> None:
    house.join(house.other, MILA)
    made = [house.asked(), house.asked(at=now + HOUR, team=house.other), house.asked(at=now + 2 * HOUR)]
    house.store.close(made[0].consultation_id, MILA, None, None, now)
    house.asked(SAM)

    def numbers() -> list[int]:
        return [item.consultation_id for item in house.store.of_person(MILA)]

    assert numbers() == [item.consultation_id for item in reversed(made)]
    house.roster.remove(house.team, MILA, now, actor=LEAD)
    assert numbers() == [made[1].consultation_id]
    house.roster.archive(house.other, now, actor=OPERATOR)
    assert numbers() == []


@pytest.mark.parametrize("act", ["get", "read_by", "contribute", "to_agenda", "close", "withdraw", "mark_idea"])
def test_one_that_is_not_there(house: House, now: datetime, act: str) -> None:
    arguments = {
        "get": (7,),
        "read_by": (7, SAM),
        "contribute": (7, SAM, REPLY, "Tekst", now, "key"),
        "to_agenda": (7, SAM, True),
        "close": (7, SAM, None, None, now),
        "withdraw": (7, SAM, now),
        "mark_idea": (7, LEAD, True, now),
    }
    with pytest.raises(ConsultationNotFound, match="consultation 7 "):
        getattr(house.store, act)(*arguments[act])
    assert house.store.contributions(7) == []


def test_two_hundred_open_at_once(house: House, now: datetime) -> None:
    """A team at its busiest: numbers stay in order, and each one is found and due by itself."""
    made: list[Consultation] = []

    def work() -> None:
        made.extend(house.asked((MILA, SAM)[place % 2], now + place * HOUR) for place in range(200))

    house.database.together(work)
    assert [item.number for item in made] == [f"2026-{place:03}" for place in range(1, 201)]
    assert house.store.open_of(house.team) == made
    assert house.store.due_for_reminder(now + 123 * HOUR) == made[:100]
    assert [house.store.mark_reminded(item.consultation_id, now) for item in made] == [True] * 200
    assert house.store.due_for_reminder(now + 999 * HOUR) == []
    assert len(house.store.due_for_lead(now + 24 * HOUR)) == 200


def test_insight(house: House, database: Database, now: datetime) -> None:
    assert house.store.insight(house.team, now) == Insight(0, 0, 0, None, ())
    questions = QuestionStore(database)
    for decision in ("answer", "abstain", "smalltalk"):
        questions.log(decision, now, team=house.team)
    questions.log("answer", now, team=house.other)
    questions.log("answer", now - HOUR, team=house.team)
    house.asked(at=now - HOUR, expertise=("juridisch",))
    house.asked(NOOR, team=house.other, expertise=("trauma",))
    house.roster.set_profile(house.team, SAM, expertise=["lvb"])
    house.roster.set_profile(house.other, NOOR, expertise=["trauma"])
    slow = house.asked(expertise=("lvb", "trauma"), origin_slug="mdo-voorbereiden")
    fast = house.asked(expertise=("trauma", "juridisch"))
    house.asked(expertise=())
    house.store.contribute(slow.consultation_id, SAM, TAP, None, now + 6 * HOUR, house.key())
    house.store.contribute(fast.consultation_id, SAM, REPLY, "Tekst", now + HOUR, house.key())
    house.store.withdraw(fast.consultation_id, MILA, now)
    assert house.store.insight(house.team, now) == Insight(2, 3, 1, 3.5, (("trauma", 2), ("juridisch", 1)))
