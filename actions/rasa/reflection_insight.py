"""``action_reflection_insight``: how the team consults, in figures that are about no person."""

from datetime import UTC, datetime, timedelta

from actions.consultations.words import consultations
from actions.outcome import Outcome
from actions.rasa.reflection_base import ReflectionAction
from actions.rendering.reflection_insight import insight_page
from actions.steps.commands import Command
from actions.turn import Turn
from knowledge.store.roster_rows import Member

PERIODS = (4, 12)
"""Weeks back."""


class ActionReflectionInsight(ReflectionAction):
    """``/inzicht``, the same for everybody in the team."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_reflection_insight"

    def act(self, command: Command, member: Member, rest: list[str], turn: Turn) -> Outcome:  # noqa: ARG002
        """The figures over each period."""
        store, now = consultations(self.house), datetime.now(UTC)
        figures = [(weeks, store.insight(member.team_id, now - timedelta(weeks=weeks))) for weeks in PERIODS]
        people = len(self.house.roster.members(member.team_id))
        labels = self.house.references.expertise
        return self.shown(insight_page(member.team_name, people, figures, labels, self.house.catalogue), turn)
