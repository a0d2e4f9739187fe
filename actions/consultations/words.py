"""Names of people in a team, and refusals in words."""

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.notices import with_safety_line
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage, Target
from knowledge.consultations.errors import ConsultationError, ConsultationNotFound, ConsultationRefused
from knowledge.consultations.model import Consultation
from knowledge.roster.roles import Role
from knowledge.store.consultations import ConsultationStore
from knowledge.store.posts import PostStore
from knowledge.store.roster_rows import Member


def consultations(house: House, consultation_id: int = 0) -> ConsultationStore:
    """The store of consultations.

    Raises:
        ConsultationNotFound: Nothing is kept here, so there are none.
    """
    if house.consulting is None:
        raise ConsultationNotFound(consultation_id)
    return house.consulting.consultations


def posts(house: House) -> PostStore | None:
    """Which messages in groups are about what; ``None`` when nothing is kept."""
    return house.consulting.posts if house.consulting else None


def names_in(team_id: str, house: House) -> dict[str, str]:
    """What members of a team are called, by person."""
    return {member.person: called(member, house) for member in house.roster.members(team_id)}


def called(member: Member | None, house: House) -> str:
    """What somebody is called; a plain word for who has no name or is gone."""
    return (member.name if member else "") or house.catalogue.text("consult.case.somebody")


def leads(team_id: str, house: House) -> list[Member]:
    """Who leads a team."""
    return [member for member in house.roster.members(team_id) if is_lead(member)]


def is_lead(member: Member) -> bool:
    """Whether a member leads the team."""
    return member.role.at_least(Role.TEAM_LEAD)


def to_person(person: str, text: str, *buttons: Button) -> OutboundMessage:
    """A message to somebody in private, whose chat has the id of the person."""
    return OutboundMessage((Block(BlockKind.TEXT, text),), buttons, target=Target(person, protect=True))


def to_asker(consultation: Consultation, text: str, *buttons: Button) -> tuple[OutboundMessage, ...]:
    """A message to who asked, unless that person is gone."""
    return (to_person(consultation.asker, text, *buttons),) if consultation.asker else ()


def plain(key: str, house: House, *buttons: Button, **values: object) -> OutboundMessage:
    """One text of the section ``consult``."""
    return OutboundMessage((Block(BlockKind.TEXT, house.catalogue.text(f"consult.{key}", **values)),), buttons)


def done(*messages: OutboundMessage) -> Outcome:
    """Messages of something that was done; nothing is waited for any more."""
    return Outcome(Decision(DecisionKind.SMALLTALK), messages)


def refused(error: ConsultationError, house: House) -> Outcome:
    """Why something about a consultation cannot be done, in words.

    Raises:
        ConsultationError: It is none that a user can be told about.
    """
    if isinstance(error, ConsultationNotFound):
        reason = "not_found"
    elif isinstance(error, ConsultationRefused):
        reason = error.refusal.value
    else:
        raise error
    text = Block(BlockKind.TEXT, house.catalogue.text(f"consult.refused.{reason}"))
    return done(OutboundMessage(with_safety_line([text], house.catalogue)))
