"""What happens by itself: reminding, telling the leads, and editing posts down; each exactly once."""

from datetime import UTC, datetime, timedelta

import pytest

from actions.jobs.consultations import run
from actions.jobs.parts import JobParts
from actions.vocabulary import OutboundMessage
from knowledge.store import OutboxStore, Outgoing
from tests.actions.consult.conftest import ASKER, GROUP, LEAD, MILA, NOW, QUESTION, Stage

CARD = "812"


@pytest.fixture
def parts(stage: Stage) -> JobParts:
    house = stage.assembly.house
    return JobParts(
        stage.consultations, stage.posts, stage.roster, house.catalogue, house.references.expertise, reduce_after_days=3
    )


def work(stage: Stage, parts: JobParts, now: datetime) -> dict[str, OutboundMessage]:
    """Run the jobs as the sending process does."""
    queued: dict[str, OutboundMessage] = {}
    count = stage.assembly.database.together(lambda: run(parts, now, queued.__setitem__))
    assert count == len(queued)
    return queued


async def posted(stage: Stage) -> int:
    number = await stage.asked()
    outbox = OutboxStore(stage.assembly.database)
    row = outbox.begin(Outgoing("card", GROUP, {}, None, subject=f"consultation:{number}"), NOW)
    outbox.sent(row.row_id, NOW, CARD)
    return number


async def test_nobody_answered_reminds_the_team_and_then_the_lead(stage: Stage, parts: JobParts) -> None:
    number = await posted(stage)
    hours = timedelta(hours=stage.roster.team(stage.team).remind_after_hours, minutes=1)
    start = datetime.now(UTC)
    assert work(stage, parts, start) == {}
    ((key, reminder),) = work(stage, parts, start + hours).items()
    assert key == f"consultation:{number}:remind"
    assert reminder.target.chat == GROUP
    assert reminder.target.subject == f"consultation:{number}"
    assert QUESTION in reminder.text
    assert work(stage, parts, start + hours) == {}
    ((_, told),) = work(stage, parts, start + 2 * hours).items()
    assert told.target.chat == LEAD
    assert told.target.subject is None
    assert QUESTION not in told.text
    assert work(stage, parts, start + 9 * hours) == {}


async def test_an_answer_stops_the_reminders(stage: Stage, parts: JobParts) -> None:
    number = await posted(stage)
    await stage.in_group("", f"/denkmee {number}", person=MILA)
    assert work(stage, parts, datetime.now(UTC) + timedelta(days=30)) == {}


async def test_many_at_once_become_one_message(stage: Stage, parts: JobParts) -> None:
    numbers = [await stage.asked() for _ in range(12)]
    hours = timedelta(hours=stage.roster.team(stage.team).remind_after_hours, minutes=1)
    ((_, reminder),) = work(stage, parts, datetime.now(UTC) + hours).items()
    assert reminder.target.chat == GROUP
    assert "Op 12 overleggen" in reminder.text
    assert "en nog 2" in reminder.text
    assert all(button.private for button in reminder.buttons)
    assert [button.payload for button in reminder.buttons] == [f"/casus {number}" for number in numbers[:5]]
    ((_, told),) = work(stage, parts, datetime.now(UTC) + 2 * hours).items()
    assert told.target.chat == LEAD
    assert "Op 12 overleggen" in told.text
    assert work(stage, parts, datetime.now(UTC) + 3 * hours) == {}


async def test_without_a_group_only_the_lead_is_told(stage: Stage, parts: JobParts) -> None:
    await posted(stage)
    stage.roster.unlink_chat(GROUP, NOW, actor=LEAD)
    later = datetime.now(UTC) + timedelta(days=10)
    assert work(stage, parts, later) == {}
    assert [message.target.chat for message in work(stage, parts, later + timedelta(days=30)).values()] == [LEAD]


async def test_the_post_becomes_its_number_days_after_closing(stage: Stage, parts: JobParts) -> None:
    number = await posted(stage)
    stage.consultations.close(number, ASKER, None, None, datetime.now(UTC))
    assert work(stage, parts, datetime.now(UTC) + timedelta(days=2)) == {}
    # The card that the form queued is not on its way in this test; the one above arrived.
    ((_, edit),) = work(stage, parts, datetime.now(UTC) + timedelta(days=4)).items()
    assert (edit.target.chat, edit.target.edit) == (GROUP, CARD)
    assert edit.text == f"Overleg {stage.consultations.get(number).number}: afgerond."
    assert edit.buttons == ()
    assert work(stage, parts, datetime.now(UTC) + timedelta(days=9)) == {}


async def test_a_withdrawn_one_at_once(stage: Stage, parts: JobParts) -> None:
    number = await posted(stage)
    await stage.say("", f"/trekin {number} ja")
    ((_, edit),) = work(stage, parts, datetime.now(UTC)).items()
    assert "ingetrokken" in edit.text
    assert QUESTION not in edit.text


async def test_nothing_is_marked_when_it_cannot_be_queued(stage: Stage, parts: JobParts) -> None:
    number = await posted(stage)

    def broken(key: str, message: OutboundMessage) -> None:
        raise ValueError("no room")

    later = datetime.now(UTC) + timedelta(days=10)
    with pytest.raises(ValueError, match="no room"):
        stage.assembly.database.together(lambda: run(parts, later, broken))
    assert stage.consultations.get(number).reminded_at is None
