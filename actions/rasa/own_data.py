"""``action_own_data`` and ``action_forget``: show what is kept about the sender, or remove it."""

from datetime import UTC, datetime

from actions.house import House
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rendering.forget import forget_question, forgotten
from actions.rendering.own_data import OwnData
from actions.rendering.own_rows import RowWords
from actions.steps.commands import parse
from actions.turn import FORGET, Pending, Turn
from actions.vocabulary import FORGOTTEN, Block, BlockKind, Decision, DecisionKind, OutboundMessage
from knowledge.roster.roles import Role

_NO_LONGER_YOURS = frozenset({"pseudonym"})
"""Tables that only lead to what somebody did; what they did is told apart."""


def _own_data(person: str, house: House) -> OwnData:
    def title_of(slug: str) -> str | None:
        published = house.knowledge.published.get(slug)
        return published.entry.title if published else None

    teams = {member.team_id: member.team_name for member in house.roster.memberships(person)}
    words = RowWords(house.catalogue, title_of, teams.get, house.references.expertise)
    return OwnData(words, house.retention, datetime.now(UTC))


def _left_without_lead(person: str, house: House) -> list[str]:
    """Teams of which this person is the only team lead."""
    led = (member for member in house.roster.memberships(person) if member.role is Role.TEAM_LEAD)
    return [
        lead.team_name
        for lead in led
        if sum(member.role is Role.TEAM_LEAD for member in house.roster.members(lead.team_id)) == 1
    ]


class ActionOwnData(HouvastAction):
    """Sends everything that is kept about the sender as a readable file."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_own_data"

    def outcome(self, turn: Turn) -> Outcome:
        """``/mijngegevens``: a summary with the file."""
        rows = self.house.recorder.own_data(turn.person)
        return said(_own_data(turn.person, self.house).message(turn.person, rows), turn)


class ActionForget(HouvastAction):
    """Removes everything that is kept about the sender, after asking once."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_forget"

    def outcome(self, turn: Turn) -> Outcome:
        """``/vergeetmij`` asks, ``/vergeetmij ja`` removes, ``/vergeetmij nee`` leaves everything as it is."""
        command = parse(turn)
        answer = command.argument if command else ""
        if answer == "ja":
            return self._forget(turn)
        if answer == "nee":
            kept = Block(BlockKind.TEXT, self.house.catalogue.text("forget.kept"))
            return Outcome(Decision(DecisionKind.SMALLTALK), (OutboundMessage((kept,)),))
        rows = self.house.recorder.own_data(turn.person)
        kinds = _own_data(turn.person, self.house).counts({table: len(found) for table, found in rows.items()})
        question = forget_question(kinds, _left_without_lead(turn.person, self.house), self.house.catalogue)
        return Outcome(Decision(DecisionKind.SMALLTALK), (question,), Pending(FORGET))

    def _forget(self, turn: Turn) -> Outcome:
        leaderless = _left_without_lead(turn.person, self.house)
        done = self.house.recorder.forget(turn.person)
        self.house.texts.forget(turn.person)
        self.house.quotes.forget(turn.person)
        self.house.sentences.forget(turn.person)
        removed = {table: count for table, count in done.rows.items() if table not in _NO_LONGER_YOURS}
        kinds = _own_data(turn.person, self.house).counts(removed)
        message = forgotten(kinds, sum(done.kept_anonymous.values()), leaderless, self.house.catalogue)
        return Outcome(Decision(DecisionKind.SMALLTALK, reason=FORGOTTEN), (message,))
