"""What the roster gives back: plain records, free of SQL."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.roster.roles import Role


@dataclass(frozen=True, slots=True)
class Team:
    """A multidisciplinary team.

    Attributes:
        team_id: Opaque id, 8 hexadecimal characters.
        zero_goal: What the team wants to bring to zero, in its own words; None until it chose.
        remind_after_hours: After how many hours without an answer a consultation is brought up again.
        archived_at: When it was archived; None for a team at work.
    """

    team_id: str
    name: str
    created_at: datetime
    zero_goal: str | None
    remind_after_hours: int
    archived_at: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team.

    Attributes:
        person: The channel's opaque id of the person.
        name: How colleagues see them; may be empty when the channel gave no usable name.
        organisation: Where they work; empty until they said so.
        expertise: Ids as in `expertise.yml`, sorted.
    """

    team_id: str
    team_name: str
    person: str
    role: Role
    name: str
    organisation: str
    expertise: tuple[str, ...]
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that can still be used; its code is not known any more, only a hash of it."""

    team_id: str
    role: Role
    expires_at: datetime
    uses_left: int


@dataclass(frozen=True, slots=True)
class TeamChat:
    """A group chat that the bot is in.

    Attributes:
        team_id: The team that linked it; None until one does.
        title: How the platform calls the group, if known.
        added_at: When the bot came to know the group.
        linked_at: Since when it belongs to the team.
    """

    chat: str
    team_id: str | None
    title: str | None
    added_at: datetime
    linked_at: datetime | None
