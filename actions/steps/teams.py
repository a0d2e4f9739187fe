"""Which team a turn is about: who asks, and where."""

import re
from collections.abc import Mapping, Sequence

from actions.house import House
from actions.rendering.answer import AnswerRenderer
from actions.turn import Turn
from knowledge.roster.permissions import Action, may
from knowledge.store.roster_rows import Member

TEAM_ID = re.compile(r"[0-9a-f]{8}")


def memberships_here(turn: Turn, house: House) -> list[Member]:
    """The memberships that count in this chat.

    In private all of them; in a group only that of the team it is linked to, so that no name of one team is
    read in the group of another.
    """
    if turn.private:
        return house.roster.memberships(turn.person)
    linked = house.roster.chat(turn.chat) if turn.chat else None
    if linked is None or linked.team_id is None:
        return []
    member = house.roster.member(linked.team_id, turn.person)
    return [member] if member else []


def team_of(turn: Turn, house: House) -> str | None:
    """The team a question is counted for: the group's, or in private the asker's only one."""
    here = memberships_here(turn, house)
    return here[0].team_id if len(here) == 1 else None


def led_by(person: str, action: Action, house: House) -> list[Member]:
    """The teams in which somebody may do something, as memberships."""
    members = house.roster.memberships(person)
    return [member for member in members if may(house.roster.role(member.team_id, person), action)]


def display_name(member: Member, house: House) -> str:
    """How colleagues see a member."""
    return member.name or house.catalogue.text("roster.nameless")


def renderer_for(turn: Turn, house: House) -> AnswerRenderer:
    """Words answers, and names colleagues with an expertise to whoever is in their team."""
    return AnswerRenderer(house.catalogue, house.references, house.today(), _colleagues(turn, house))


def _colleagues(turn: Turn, house: House) -> Mapping[str, Sequence[str]]:
    """Names by expertise of the others in the asker's team."""
    names: dict[str, list[str]] = {}
    for membership in memberships_here(turn, house):
        for member in house.roster.experts(membership.team_id):
            if member.person == turn.person or not member.name:
                continue
            for expertise in member.expertise:
                known = names.setdefault(expertise, [])
                if member.name not in known:
                    known.append(member.name)
    return names
