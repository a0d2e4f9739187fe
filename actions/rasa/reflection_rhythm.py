"""``action_reflection_rhythm``: on which day and hour the question of the week comes in the team's chat."""

from datetime import UTC, datetime

from actions.outcome import Outcome
from actions.rasa.reflection_base import ReflectionAction
from actions.reflections.words import leads, store_of
from actions.rendering.reflection_pages import DAY, HOUR, OFF, ON, ask_day, ask_hour, rhythm_page
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import OutboundMessage
from knowledge.reflection.model import FIRST_DAY, FIRST_HOUR, LAST_DAY, LAST_HOUR, Rhythm
from knowledge.reflection.rhythm import next_moment
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action
from knowledge.store.roster_rows import Member

DEFAULT_DAY, DEFAULT_HOUR = 3, 9
"""Wednesday at nine: where a team starts; nothing comes before a lead turns it on."""
_LONGEST = 2


class ActionReflectionRhythm(ReflectionAction):
    """Shows the rhythm to everybody in the team, and lets a lead change it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_reflection_rhythm"

    def act(self, command: Command, member: Member, rest: list[str], turn: Turn) -> Outcome:  # noqa: ARG002
        """``/ritme TEAM [aan|uit|dag [1-5]|uur [8-17]]``."""
        lead = leads(turn.person, member.team_id, self.house)
        if rest and not lead:
            raise NotPermitted(Action.EDIT_TEAM)
        if rest == [DAY]:
            return self.shown(ask_day(member.team_id, self.house.catalogue), turn)
        if rest == [HOUR]:
            return self.shown(ask_hour(member.team_id, self.house.catalogue), turn)
        wanted = self._wanted(rest, member.team_id)
        if wanted:
            store_of(self.house).set_rhythm(member.team_id, *wanted, datetime.now(UTC), actor=turn.person)
        return self.shown(self._page(member, lead=lead), turn)

    def _wanted(self, rest: list[str], team_id: str) -> tuple[int, int, bool] | None:
        """Day, hour and whether it is on; ``None`` when nothing changes, or nobody can tell what should."""
        now = store_of(self.house).rhythm(team_id) or Rhythm(DEFAULT_DAY, DEFAULT_HOUR, False, datetime.now(UTC))  # noqa: FBT003
        word, value = (rest[0] if rest else ""), _number(rest[1] if len(rest) > 1 else "")
        if word in (ON, OFF):
            return now.weekday, now.hour, word == ON
        if word == DAY and value is not None and FIRST_DAY <= value <= LAST_DAY:
            return value, now.hour, True
        if word == HOUR and value is not None and FIRST_HOUR <= value <= LAST_HOUR:
            return now.weekday, value, True
        return None

    def _page(self, member: Member, *, lead: bool) -> OutboundMessage:
        store = store_of(self.house)
        rhythm = store.rhythm(member.team_id)
        given = store.given_weekly(member.team_id)
        coming = next_moment(rhythm, datetime.now(UTC), given) if rhythm else None
        has_chat = bool(self.house.roster.chats(member.team_id))
        return rhythm_page(member, rhythm, coming, self.house.catalogue, lead=lead, has_chat=has_chat)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= _LONGEST else None
