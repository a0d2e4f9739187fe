"""``/help``: the same for everybody, and one line more for who may start a quiz; also without a store."""

from dataclasses import replace
from datetime import UTC, datetime

from actions.rasa.help import ActionHelp
from actions.turn import State, Turn
from bot.assembly import Assembly
from bot.broken import BrokenRoster
from knowledge.roster import Role
from knowledge.store import OPERATOR, RosterStore

LINE = "Voor trainers: stuur /quiz"
PEOPLE = {"test:71": Role.PROFESSIONAL, "test:72": Role.TRAINER, "test:73": Role.TEAM_LEAD}


def helped(assembly: Assembly, person: str, **more: object) -> str:
    """What the help says to somebody in private."""
    assert assembly.house is not None
    turn = Turn("key", person, "/help", None, "none", None, (), 5, State())
    found = ActionHelp(replace(assembly.house, **more)).outcome(turn)  # type: ignore[arg-type]
    return "\n".join(block.text for message in found.messages for block in message.blocks)


def test_trainers_read_how_to_start_a_quiz(assembly: Assembly) -> None:
    assert assembly.database is not None
    roster, now = RosterStore(assembly.database), datetime.now(UTC)
    team = roster.create_team("Noord", now, actor=OPERATOR).team_id
    for person, role in PEOPLE.items():
        roster.redeem(roster.invite(team, role, now, actor=OPERATOR), person, "Lot", now)
    told = {person: helped(assembly, person) for person in (*PEOPLE, "test:79")}
    assert all("Zo werkt Houvast" in text for text in told.values())
    assert [LINE in told[person] for person in (*PEOPLE, "test:79")] == [False, True, False, False]


def test_help_needs_no_store(assembly: Assembly) -> None:
    text = helped(assembly, "test:72", roster=BrokenRoster())
    assert "Bel 112" in text
    assert LINE not in text
