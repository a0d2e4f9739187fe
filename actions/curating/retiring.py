"""What a lead does in chat with an entry that readers see: take it offline, say that it still holds, bring it back."""

from dataclasses import replace
from datetime import timedelta

from actions.curating.purpose import Kind, Purpose, waited_for
from actions.curating.words import (
    asked_again,
    button,
    done,
    message,
    not_done,
    now,
    plain,
    refuse_personal_data,
    title_of,
    to_desk,
)
from actions.house import House
from actions.outcome import Outcome
from actions.rendering.answer import AnswerRenderer
from actions.rendering.sources import day
from actions.steps.show import related
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind
from knowledge.entries.model import Urgency
from knowledge.entries.serial import from_document
from knowledge.reflection.rhythm import ZONE
from knowledge.review.errors import PersonalDataRefused, TextMissing
from knowledge.review.workflow import Workflow

YEAR = timedelta(days=365)
"""How long an entry holds that was looked at and is still right; the desk takes any day up to two years."""


def ask_reason(version_id: int, flow: Workflow, house: House) -> Outcome:
    """Ask why an entry goes offline.

    Args:
        version_id: What readers see of it.
        flow: The review workflow.
        house: Words.

    Raises:
        StoreError: There is no such version.
    """
    if _is_offline(version_id, flow):
        return offline_already(version_id, flow, house)
    entry = from_document(flow.entries.version(version_id).document)
    key = "offline.ask_urgent" if entry.urgency is Urgency.URGENT else "offline.ask"
    never_mind = button("never_mind", f"/offline {version_id} nee", house)
    return done(plain(key, house, never_mind, title=entry.title), Purpose(Kind.OFFLINE, version_id).pending())


def take_reason(version_id: int, turn: Turn, flow: Workflow, house: House) -> Outcome:
    """Keep the reason that was typed while it is asked once more; nothing is offline yet.

    Raises:
        StoreError: There is no such version.
    """
    never_mind = button("never_mind", f"/offline {version_id} nee", house)
    try:
        refuse_personal_data(turn)
        reason = flow.clean(turn.text)
    except (TextMissing, PersonalDataRefused) as error:
        return asked_again(error, Purpose(Kind.OFFLINE, version_id).pending(), turn, house, never_mind)
    return sure_offline(version_id, reason, flow, house)


def sure_offline(version_id: int, reason: str, flow: Workflow, house: House) -> Outcome:
    """Ask whether an entry really goes offline.

    Raises:
        StoreError: There is no such version.
    """
    buttons = (
        button("offline_yes", f"/offline {version_id} ja", house),
        button("never_mind", f"/offline {version_id} nee", house),
    )
    shown = plain("offline.sure", house, *buttons, title=title_of(version_id, flow), reason=reason)
    return done(shown, Purpose(Kind.SURE, version_id).pending(reason))


def take_offline(version_id: int, turn: Turn, flow: Workflow, house: House) -> Outcome:
    """Hide an entry from readers at once; doing so twice changes nothing.

    Raises:
        ReviewError: As in `Workflow.take_offline`.
        StoreError: There is no such version.
    """
    found = waited_for(turn)
    if found is None or found[0].kind is not Kind.SURE or found[0].version_id != version_id:
        # A second press, or one a day later: what was typed is not there any more.
        if _is_offline(version_id, flow):
            return offline_already(version_id, flow, house)
        return not_done("offline.again", house, button("offline_begin", f"/offline {version_id}", house))
    slug = flow.entries.version(version_id).slug
    if not flow.take_offline(slug, found[1].options[0], turn.person, now()):
        return offline_already(version_id, flow, house)
    back = button("bring_back", f"/terugzetten {version_id}", house)
    return done(plain("offline.done", house, back, *to_desk(house), title=title_of(version_id, flow)))


def offline_already(version_id: int, flow: Workflow, house: House) -> Outcome:
    """It is offline; how it comes back."""
    back = button("bring_back", f"/terugzetten {version_id}", house)
    return done(plain("offline.already", house, back, *to_desk(house), title=title_of(version_id, flow)))


def still_right(version_id: int, turn: Turn, flow: Workflow, house: House, *, is_sure: bool) -> Outcome:
    """Show an entry with its date; then say that it holds for another year.

    Raises:
        ReviewError: As in `ReviewStore.reviewed`.
        StoreError: There is no such version.
    """
    moment = now()
    today = moment.astimezone(ZONE).date()
    until = today + YEAR
    version = flow.entries.version(version_id)
    view = flow.store.view(version.slug, today, moment)
    if is_sure:
        if (view.reviewed_on, view.expires_on) != (today, until):
            flow.store.reviewed(version_id, until, turn.person, moment)
        return done(plain("recheck.done", house, title=view.title, date=day(until, house.catalogue)))
    shown = house.knowledge.published.get(version.slug)
    if shown is None or view.published_version != version_id:
        return not_done("refused.not_shown", house, *to_desk(house))
    renderer = AnswerRenderer(house.catalogue, house.references, house.today())
    blocks = list(renderer.answer(shown, escalation=False, related=related(shown, house)).blocks)
    if shown.entry.more:
        blocks += renderer.more(shown).blocks
    expires = day(view.expires_on or today, house.catalogue)
    question = house.catalogue.text("beheer_chat.recheck.ask", date=expires, until=day(until, house.catalogue))
    buttons = [
        button("still_right", f"/nakijken {version_id} ja", house),
        button("offline_begin", f"/offline {version_id}", house),
        *to_desk(house),
    ]
    return done(message([*blocks, Block(BlockKind.TEXT, question)], buttons, house))


def bring_back(version_id: int, turn: Turn, flow: Workflow, house: House) -> Outcome:
    """Hand an entry that is offline in again, for four eyes.

    Raises:
        ReviewError: As in `Workflow.bring_back`.
        StoreError: There is no such version.
    """
    slug = flow.entries.version(version_id).slug
    draft = flow.store.draft(slug)
    if draft is None or draft.waiting_version is None:
        flow.bring_back(slug, turn.person, now())
    return done(plain("bring_back.done", house, *to_desk(house), title=title_of(version_id, flow)))


def cancelled(turn: Turn, house: House) -> Outcome:
    """Nothing was done; what somebody else waits for stays waited for."""
    outcome = done(plain("cancelled", house))
    return outcome if waited_for(turn) else replace(outcome, pending=turn.state.pending)


def _is_offline(version_id: int, flow: Workflow) -> bool:
    return flow.entries.get(flow.entries.version(version_id).slug).retired_at is not None
