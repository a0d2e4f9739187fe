"""What reflection says again and again: one text, a refusal, and what it needs of the house."""

from collections.abc import Mapping
from datetime import datetime

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.notices import with_safety_line
from actions.rendering.reflection import PromptWords
from actions.turn import Pending
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage
from knowledge.entries.model import Entry
from knowledge.reflection.errors import NotReflecting
from knowledge.reflection.rhythm import ZONE
from knowledge.roster.errors import NotPermitted, RosterError, TeamNotFound
from knowledge.roster.permissions import Action, may
from knowledge.store.reflections import ReflectionStore

_REFUSALS: Mapping[type[RosterError], str] = {NotPermitted: "not_permitted", TeamNotFound: "no_team"}


def store_of(house: House) -> ReflectionStore:
    """Where reflection is kept.

    Raises:
        NotReflecting: Nothing is kept here.
    """
    if house.reflections is None:
        raise NotReflecting
    return house.reflections


def entries_of(house: House) -> dict[str, Entry]:
    """Published entries by slug."""
    return {slug: item.entry for slug, item in house.knowledge.published.items()}


def prompt_words(house: House) -> PromptWords | None:
    """What words a question; ``None`` when the questions cannot be read."""
    if house.prompts is None:
        return None
    return PromptWords(house.catalogue, house.references, house.prompts, entries_of(house).get)


def leads(person: str, team_id: str, house: House) -> bool:
    """Whether somebody may set the goal and the rhythm of a team, and take a note away."""
    return may(house.roster.role(team_id, person), Action.EDIT_TEAM)


def here(now: datetime) -> datetime:
    """A moment in the time of the teams."""
    return now.astimezone(ZONE)


def plain(key: str, house: House, *buttons: Button, **values: object) -> OutboundMessage:
    """One text of the section ``reflection``."""
    return OutboundMessage((Block(BlockKind.TEXT, house.catalogue.text(f"reflection.{key}", **values)),), buttons)


def done(message: OutboundMessage, pending: Pending | None = None) -> Outcome:
    """Something was done, or is waited for."""
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), pending)


def not_done(key: str, house: House, pending: Pending | None = None, **values: object) -> Outcome:
    """A refusal: what happened and what to do next, with the safety line."""
    message = plain(key, house, **values)
    blocks = with_safety_line(message.blocks, house.catalogue)
    return Outcome(Decision(DecisionKind.SMALLTALK), (OutboundMessage(blocks),), pending)


def refused(error: RosterError, house: House) -> Outcome:
    """Why the roster refuses, in words.

    Raises:
        RosterError: It is none that a user can be told about.
    """
    name = _REFUSALS.get(type(error))
    if name is None:
        raise error
    return not_done("refused", house, reason=house.catalogue.text(f"roster.refused.{name}"))
