"""What a lead decides about a version in chat: approve it or send it back. The store checks every right itself."""

from dataclasses import replace

from actions.curating.golden import count_worse, golden_line
from actions.curating.purpose import Kind, Purpose
from actions.curating.words import (
    asked_again,
    button,
    done,
    not_done,
    now,
    plain,
    refuse_personal_data,
    refused,
    title_of,
    to_desk,
)
from actions.house import House
from actions.outcome import Outcome
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button
from knowledge.review.errors import AlreadyDecided, PersonalDataRefused, TextMissing
from knowledge.review.rules import Refusal
from knowledge.review.workflow import Workflow


def approve(version_id: int, turn: Turn, flow: Workflow, house: House, *, is_sure: bool) -> Outcome:
    """Publish a version, after asking once.

    Raises:
        ReviewError: As in `ReviewStore.approve`.
        StoreError: There is no such version, or `turn.person` wrote it.
    """
    title = title_of(version_id, flow)
    if is_sure:
        # The question before it told how many; who went on confirmed that.
        allowed = flow.store.may_approve(version_id, turn.person) is None
        worse = count_worse(version_id, flow, house) if allowed else 0
        flow.store.approve(version_id, turn.person, now(), golden_worse=worse or 0)
        return done(plain("approve.done", house, *_next(flow, house), title=title))
    refusal = flow.store.may_approve(version_id, turn.person)
    if refusal is Refusal.DECIDED:
        return _decided(version_id, flow, house)
    if refusal is not None:
        reason = house.catalogue.text(f"beheer.refusals.{refusal.value}")
        return not_done("refused.reason", house, button("list", "/beoordelen", house), reason=reason)
    buttons = (
        button("approve_yes", f"/keurgoed {version_id} ja", house),
        button("approve_no", f"/beoordeel {version_id}", house),
    )
    worse = count_worse(version_id, flow, house)
    asked = plain("approve.sure", house, *(*buttons, *(to_desk(house) if worse else ())), title=title)
    told = golden_line(worse, house)
    return done(replace(asked, blocks=(*asked.blocks, Block(BlockKind.NOTICE, told))) if told else asked)


def ask_comment(version_id: int, turn: Turn, flow: Workflow, house: House) -> Outcome:
    """Ask why a version goes back.

    Raises:
        StoreError: There is no such version.
    """
    title = title_of(version_id, flow)
    if flow.store.may_approve(version_id, turn.person) is Refusal.DECIDED:
        return _decided(version_id, flow, house)
    never_mind = button("never_mind", f"/beoordeel {version_id}", house)
    return done(plain("return.ask", house, never_mind, title=title), Purpose(Kind.RETURN, version_id).pending())


def send_back(version_id: int, turn: Turn, flow: Workflow, house: House) -> Outcome:
    """Return a version with the comment that was typed.

    Raises:
        ReviewError: As in `Workflow.send_back`, but for a comment that cannot be kept.
        StoreError: There is no such version.
    """
    never_mind = button("never_mind", f"/beoordeel {version_id}", house)
    try:
        refuse_personal_data(turn)
        flow.send_back(version_id, turn.text, turn.person, now())
    except (TextMissing, PersonalDataRefused) as error:
        return asked_again(error, Purpose(Kind.RETURN, version_id).pending(), turn, house, never_mind)
    return done(plain("return.done", house, *_next(flow, house), title=title_of(version_id, flow)))


def _decided(version_id: int, flow: Workflow, house: House) -> Outcome:
    slug = flow.entries.version(version_id).slug
    state = next(view.state.value for view in flow.store.history(slug) if view.version.version_id == version_id)
    return refused(AlreadyDecided(version_id, state), house, *_next(flow, house))


def _next(flow: Workflow, house: House) -> list[Button]:
    """The way on, while more waits."""
    return [button("list", "/beoordelen", house)] if flow.store.waiting() else []
