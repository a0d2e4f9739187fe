"""Texts about reflection: a note of what was learned, and the goal of a team."""

from dataclasses import replace
from datetime import UTC, datetime

from actions.house import House
from actions.outcome import Outcome
from actions.reflections.purpose import Kind, Purpose, waited_for
from actions.reflections.words import done, here, not_done, plain, refused, store_of
from actions.rendering.reflection_pages import goal_page
from actions.steps import show
from actions.steps.commands import parse
from actions.steps.teams import memberships_here
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind
from knowledge.reflection.model import NOTE_LIMIT, prompt_of
from knowledge.roster.errors import RosterError
from knowledge.search.query import clean, has_words
from knowledge.store.roster_rows import Member
from knowledge.store.teams import GOAL_LIMIT

MOST_WHYS = 3
"""Reasons named when a family could be recognised in a note; more is not read."""


def answer(turn: Turn, house: House) -> Outcome | None:
    """Take a typed text that was asked for, or a reply to a question in the group; ``None`` when it is neither."""
    purpose = purpose_of(turn, house)
    return take(purpose, turn, house) if purpose else None


def purpose_of(turn: Turn, house: House) -> Purpose | None:
    """What the text of a turn is for, when it is about reflection."""
    if turn.payload is not None or turn.length > house.settings.message_limit:
        return None
    command = parse(turn)
    if command:
        stated = _stated(turn, house) if command.name == "doel" and command.argument else None
        return Purpose(Kind.GOAL, stated.team_id) if stated else None
    if not has_words(clean(turn.text)):
        return None
    return waited_for(turn) or _reply(turn, house)


def remembered(turn: Turn, house: House) -> str:
    """What a text that has to wait for the check question about danger is for; empty for anything else."""
    purpose = purpose_of(turn, house)
    return purpose.written(datetime.now(UTC)) if purpose else ""


def resumed(then: str, turn: Turn, house: House) -> Outcome | None:
    """Take a text that waited for the check question; ``None`` when it was something else."""
    purpose = Purpose.read(then)
    if purpose is None:
        return None
    command = parse(turn)
    # The message that can be deleted now is the answer to the check question, not this text.
    typed = replace(turn, text=command.argument if command else turn.text, deletable=None)
    return take(purpose, typed, house)


def take(purpose: Purpose, turn: Turn, house: House) -> Outcome:
    """Do with a text what it is for; one that cannot be kept is asked for again."""
    member = _member(purpose.team_id, turn, house)
    if member is None:
        return not_done("refused", house, reason=house.catalogue.text("roster.none_here"))
    try:
        if purpose.kind is Kind.GOAL:
            return _goal(purpose, member, turn, house)
        return _note(purpose, member, turn, house)
    except RosterError as error:
        return refused(error, house)


def _reply(turn: Turn, house: House) -> Purpose | None:
    """A reply in the group to a question of ours."""
    if turn.private or not turn.replied_to or house.consulting is None:
        return None
    number = prompt_of(house.consulting.posts.subject_at(turn.chat, turn.replied_to) or "")
    linked = house.roster.chat(turn.chat) if number is not None else None
    if number is None or linked is None or linked.team_id is None:
        return None
    return Purpose(Kind.NOTE, linked.team_id, number)


def _stated(turn: Turn, house: House) -> Member | None:
    """The team whose goal is stated, when there is no doubt which one."""
    members = memberships_here(turn, house)
    return members[0] if len(members) == 1 else None


def _member(team_id: str, turn: Turn, house: House) -> Member | None:
    return next((member for member in memberships_here(turn, house) if member.team_id == team_id), None)


def _note(purpose: Purpose, member: Member, turn: Turn, house: House) -> Outcome:
    text = turn.text.strip()
    waiting = purpose.pending(datetime.now(UTC))
    if turn.personal_data:
        outcome = not_done("note.personal_data", house, waiting, types=_types(turn, house))
        return _with_delete_button(outcome, turn, house)
    if whys := _recognised_by(text, house):
        outcome = not_done("note.recognised", house, waiting, why=" ".join(whys))
        return _with_delete_button(outcome, turn, house)
    if len(text) > NOTE_LIMIT:
        return not_done("note.too_long", house, waiting, length=len(text), limit=NOTE_LIMIT)
    store = store_of(house)
    given = store.prompt(purpose.prompt_id) if purpose.prompt_id else None
    about = given.prompt_id if given and given.team_id == purpose.team_id else None
    store.note(purpose.team_id, text, here(datetime.now(UTC)).date(), about)
    message = plain("note.kept", house, team=member.team_name)
    if house.shows_reflex(text):
        norm = Block(BlockKind.NOTICE, house.catalogue.text("reflex.norm"))
        message = replace(message, blocks=(*message.blocks, norm))
    return done(message)


def _recognised_by(text: str, house: House) -> list[str]:
    """Why a family could be recognised; not by which words, for a group would read those again."""
    hints = house.identify.check(text, house.today()) if house.identify else ()
    return list(dict.fromkeys(hint.why for hint in hints))[:MOST_WHYS]


def _goal(purpose: Purpose, member: Member, turn: Turn, house: House) -> Outcome:
    text = " ".join(turn.text.split())
    waiting = purpose.pending(datetime.now(UTC))
    if turn.personal_data:
        outcome = not_done("goal.personal_data", house, waiting, types=_types(turn, house))
        return _with_delete_button(outcome, turn, house)
    if not has_words(clean(text)):
        return not_done("goal.empty", house, waiting)
    if len(text) > GOAL_LIMIT:
        return not_done("goal.too_long", house, waiting, length=len(text), limit=GOAL_LIMIT)
    goal = store_of(house).set_goal(purpose.team_id, text, datetime.now(UTC), actor=turn.person)
    return done(goal_page(member, goal, house.catalogue, changed=True))


def _types(turn: Turn, house: House) -> str:
    return ", ".join(house.catalogue.text(f"privacy.types.{name}") for name in turn.personal_data)


def _with_delete_button(outcome: Outcome, turn: Turn, house: House) -> Outcome:
    """*Verwijder mijn bericht* under a refusal; its text names the types already."""
    buttons = show.delete_buttons(turn, house.catalogue)
    messages = tuple(replace(message, buttons=(*message.buttons, *buttons)) for message in outcome.messages)
    return replace(outcome, messages=messages)
