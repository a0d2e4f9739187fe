"""``action_reflection_goal``: what the team wants to bring to zero."""

from dataclasses import replace
from datetime import UTC, datetime

from actions.outcome import Outcome
from actions.rasa.reflection_base import ReflectionAction
from actions.reflections import writing
from actions.reflections.purpose import Kind, Purpose
from actions.reflections.words import done, leads, store_of
from actions.rendering.reflection_pages import DROP, REMOVE, WRITE, goal_page
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Button
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action
from knowledge.store.roster_rows import Member


class ActionReflectionGoal(ReflectionAction):
    """Shows the goal to everybody in the team, and lets a lead state it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_reflection_goal"

    def act(self, command: Command, member: Member, rest: list[str], turn: Turn) -> Outcome:
        """``/doel``, ``/doel TEXT`` and ``/doel weg``; from a button ``/doel TEAM [schrijf|weg]``."""
        store, lead = store_of(self.house), leads(turn.person, member.team_id, self.house)
        if not rest:
            return self.shown(goal_page(member, store.goal(member.team_id), self.house.catalogue, lead=lead), turn)
        if not lead:
            raise NotPermitted(Action.EDIT_TEAM)
        if rest == [REMOVE]:
            store.set_goal(member.team_id, None, datetime.now(UTC), actor=turn.person)
            return done(goal_page(member, None, self.house.catalogue, changed=True))
        if rest == [DROP]:
            return done(self.plain("note.dropped"))
        purpose = Purpose(Kind.GOAL, member.team_id)
        if rest == [WRITE]:
            label = self.house.catalogue.text("reflection.note.never_mind")
            never_mind = Button(label, f"/doel {member.team_id} {DROP}", owner=True)
            asked = self.plain("goal.ask", never_mind, team=member.team_name)
            return done(asked, purpose.pending(datetime.now(UTC)))
        text = command.argument.removeprefix(member.team_id).strip()
        return writing.take(purpose, replace(turn, text=text), self.house)
