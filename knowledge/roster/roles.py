"""The roles of a team."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a team.

    Trainer and team lead stand side by side: a trainer teaches, a team lead answers for content and people.
    """

    PROFESSIONAL = "professional"
    TRAINER = "trainer"
    TEAM_LEAD = "team_lead"
    ADMIN = "admin"

    def at_least(self, other: "Role") -> bool:
        """Whether this role includes another; a partial order, since trainer and team lead do not compare."""
        return self is other or other is Role.PROFESSIONAL or self is Role.ADMIN
