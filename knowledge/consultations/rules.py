"""Who may do what with a consultation, as pure functions; the store asks them in the transaction of the act."""

from enum import StrEnum

from knowledge.consultations.model import Consultation, ContributionKind, Status
from knowledge.roster.permissions import Action, may
from knowledge.roster.roles import Role


class Act(StrEnum):
    """Something to do with a consultation that exists."""

    READ = "read"
    THINK_ALONG = "think_along"
    REPLY = "reply"
    ASK_BACK = "ask_back"
    ANSWER = "answer"
    AGENDA = "agenda"
    """Put it on the agenda of the team, or take it off."""
    CLOSE = "close"
    WITHDRAW = "withdraw"
    POST = "post"
    """Put its card in the group of the team again."""
    MARK_IDEA = "mark_idea"
    """Note that what was learned should become an entry."""


class Refusal(StrEnum):
    """Why something is not allowed; each has a text for users."""

    NOT_A_MEMBER = "not_a_member"
    NOT_THE_ASKER = "not_the_asker"
    OWN = "own"
    NOT_A_LEAD = "not_a_lead"
    NOT_OPEN = "not_open"
    NOT_CLOSED = "not_closed"


ACT_OF_KIND = {
    ContributionKind.THINK_ALONG: Act.THINK_ALONG,
    ContributionKind.REPLY: Act.REPLY,
    ContributionKind.QUESTION: Act.ASK_BACK,
    ContributionKind.ANSWER: Act.ANSWER,
}
"""What somebody does who makes a contribution of a kind."""

_COLLEAGUES_ONLY = frozenset({Act.THINK_ALONG, Act.REPLY, Act.ASK_BACK})
_ASKER_ONLY = frozenset({Act.ANSWER, Act.WITHDRAW, Act.POST})


def may_open(role: Role | None) -> bool:
    """Whether somebody may put a question before a team; `role` is that of their membership of it."""
    return role is not None and may(role, Action.CONSULT)


def refusal(
    act: Act, consultation: Consultation, person: str, role: Role | None, *, asker_left: bool = False
) -> Refusal | None:
    """Why somebody may not do this now; None when they may.

    Args:
        act: What they want to do.
        consultation: With which consultation.
        person: Who, as an opaque id.
        role: The role of their membership of its team, None when they are in no such membership. An admin of
            another team is no member: being allowed to manage an installation is no reason to read about a case.
        asker_left: Whether who asked is not in the team any more.
    """
    if not may_open(role) or role is None:
        return Refusal.NOT_A_MEMBER
    if act is Act.READ:
        return None
    if act is Act.MARK_IDEA:
        return _refused_idea(consultation, role)
    if consultation.status is not Status.OPEN:
        return Refusal.NOT_OPEN
    own = consultation.asker == person
    if act is Act.CLOSE:
        return None if own or (asker_left and _leads(role)) else Refusal.NOT_THE_ASKER
    if act in _ASKER_ONLY and not own:
        return Refusal.NOT_THE_ASKER
    if act in _COLLEAGUES_ONLY and own:
        return Refusal.OWN
    return None


def _refused_idea(consultation: Consultation, role: Role) -> Refusal | None:
    if not may(role, Action.CURATE):
        return Refusal.NOT_A_LEAD
    return None if consultation.status is Status.CLOSED else Refusal.NOT_CLOSED


def _leads(role: Role) -> bool:
    return role.at_least(Role.TEAM_LEAD)
