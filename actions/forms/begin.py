"""The beginning of a consultation: what is filled in beforehand, and who cannot begin."""

from collections.abc import Sequence
from typing import Any

from actions.forms.slots import AFTER_DANGER, CHOSEN, ORIGIN, SLOTS, SUGGESTION, Step
from actions.house import House
from actions.rendering.consult_form import go_on_or_anew
from actions.steps.teams import renderer_for
from actions.turn import PENDING, Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage
from knowledge.messages.catalogue import Catalogue
from knowledge.search.published import Published
from knowledge.store.roster_rows import Member


def cleared() -> dict[str, Any]:
    """Every slot of the form emptied: nothing of the draft is kept."""
    return dict.fromkeys(SLOTS)


def fresh(published: Published | None, teams: Sequence[Member], turn: Turn, house: House) -> dict[str, Any]:
    """The slots of a new draft.

    Args:
        published: The entry under which somebody tapped; its expertise is switched on beforehand.
        teams: Teams that may be asked; a single one needs no question.
        turn: The message; a question that still waits for an answer is offered as the question to the team.
        house: Words and reference lists.
    """
    slots: dict[str, Any] = {**cleared(), PENDING: None, AFTER_DANGER: turn.after_danger}
    if len(teams) == 1:
        slots[Step.TEAM.value] = teams[0].team_id
    if published:
        slots[ORIGIN] = published.entry.slug
        slots[CHOSEN] = [key for key in house.references.expertise if key in published.entry.expertise]
        slots[SUGGESTION] = house.catalogue.text("consult.form.suggestion", title=published.entry.title)
    pending = turn.state.pending
    if pending and pending.kind == "choice" and pending.question:
        slots[SUGGESTION] = pending.question
    return slots


def explained(published: Published | None, turn: Turn, house: House) -> OutboundMessage:
    """For who is in no team: how to put it before colleagues without the form, and how to join a team."""
    joining = Block(BlockKind.NOTICE, house.catalogue.text("consult.no_team"))
    if published:
        told = renderer_for(turn, house).team(published)
        return OutboundMessage((*told.blocks, joining))
    text = house.catalogue.text
    return OutboundMessage(
        (
            Block(BlockKind.TITLE, text("team.title")),
            Block(BlockKind.TEXT, text("team.text")),
            Block(BlockKind.NOTICE, text("reflex.norm")),
            joining,
        )
    )


def begun_before(source: str, catalogue: Catalogue) -> OutboundMessage:
    """There is a draft already: go on with it, or begin anew.

    Args:
        source: What the new one begins with: the version of an entry, ``taalcheck`` or ``top3``; empty for nothing.
        catalogue: User texts.
    """
    return go_on_or_anew(catalogue, f"/opnieuw {source}".strip())
