"""``action_reflection``: a question to reflect on, now; in a group for the team, in private for oneself."""

from dataclasses import replace
from datetime import UTC, datetime

from actions.outcome import Outcome
from actions.rasa.reflection_base import ReflectionAction
from actions.reflections.choosing import next_prompt
from actions.reflections.words import entries_of, here, prompt_words, store_of
from actions.rendering.notices import with_safety_line
from actions.rendering.reflection import PromptWords, own_prompt, team_prompt
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import OutboundMessage, Target
from knowledge.reflection.model import Given, Week
from knowledge.reflection.rotation import Pool, choose
from knowledge.store.roster_rows import Member

_LONGEST = 4
"""Digits of the number of a question; a longer one is no number of ours."""


class ActionReflection(ReflectionAction):
    """Gives a question."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_reflection"

    def for_team(self, command: Command, turn: Turn) -> Outcome:
        """``/reflectie`` in private needs no team."""
        if self.house.prompts is None:
            message = self.plain("unavailable")
            return self.shown(replace(message, blocks=with_safety_line(message.blocks, self.house.catalogue)), turn)
        return self._own(command, turn) if turn.private else super().for_team(command, turn)

    def act(self, command: Command, member: Member, rest: list[str], turn: Turn) -> Outcome:  # noqa: ARG002
        """``/reflectie`` in the group: another question than the last, with the same message for the same turn."""
        words, store = self._words(), store_of(self.house)
        given = store.known(turn.key) or self._give(member.team_id, turn)
        message = team_prompt(given.prompt, given.prompt_id, store.goal(member.team_id), words)
        return self.shown(replace(message, target=Target(turn.chat, subject=given.subject)), turn)

    def _give(self, team_id: str, turn: Turn) -> Given:
        assert self.house.prompts is not None  # noqa: S101 - checked in for_team
        store, now = store_of(self.house), datetime.now(UTC)
        week = Week.of(here(now).date())
        while True:
            number = store.next_number(team_id, week)
            entries = lambda: entries_of(self.house)  # noqa: E731 - read only when a team read something
            prompt = next_prompt(team_id, week, number, now, store, self.house.prompts, entries)
            # Somebody else in the group may have asked at the same moment: then the next one is ours.
            given = store.give(team_id, week, number, prompt, now, turn.key) or store.known(turn.key)
            if given:
                return given

    def _own(self, command: Command, turn: Turn) -> Outcome:
        assert self.house.prompts is not None  # noqa: S101 - checked in for_team
        asked = command.argument if command.argument.isdecimal() and len(command.argument) <= _LONGEST else "0"
        number = int(asked)
        day = here(datetime.now(UTC)).date()
        # Another one each day: nothing is kept of what somebody had, so the day does the turning.
        week = Week.of(day)
        prompt = choose(turn.person, week, 1 + day.isoweekday() + number, Pool(self.house.prompts), None)
        in_team = bool(self.house.roster.memberships(turn.person))
        message: OutboundMessage = own_prompt(prompt, number, self._words(), in_team=in_team)
        return self.shown(message, turn)

    def _words(self) -> PromptWords:
        words = prompt_words(self.house)
        assert words is not None  # noqa: S101 - checked in for_team
        return words
