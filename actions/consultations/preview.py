"""The preview of a draft: what the team will read, by what a family could be recognised, and the yes."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from actions.consultations.words import called
from actions.forms.draft import FormDraft
from actions.forms.slots import ORDER, TEXTS, Step
from actions.house import House
from actions.rendering.consult_card import Case, card, card_blocks, late, private_blocks
from actions.rendering.consult_form import due_words
from actions.rendering.notices import choice_lines
from actions.steps.teams import memberships_here
from actions.turn import Turn
from actions.vocabulary import LONGEST_PAYLOAD, Block, BlockKind, Button, Mention, OutboundMessage, Target
from knowledge.consultations.model import Consultation
from knowledge.signals.identifiability.model import Hint
from knowledge.store.roster_rows import TeamChat

MOST_HINTS = 6
"""Hints with a button of their own; the rest goes with *Neem alles ruimer* or comes up next."""
MOST_MENTIONS = 5
"""Colleagues who are called under a card; more would make a card a general alarm."""
_DIGEST = 8


def digest(*parts: str) -> str:
    """Eight characters that stand for texts in a payload, so that a button under an old preview changes nothing."""
    return sha256("\n".join(parts).encode()).hexdigest()[:_DIGEST]


def draft_digest(draft: FormDraft) -> str:
    """Stands for a whole draft: a yes holds for what was shown, not for what was changed after."""
    return digest(*(json.dumps(draft.get(step)) for step in ORDER))


def hints_of(text: str, house: House) -> tuple[Hint, ...]:
    """By what somebody could be recognised in a text; none when that cannot be checked."""
    return house.identify.check(text, house.today()) if house.identify and text else ()


def case_of_draft(draft: FormDraft, house: House) -> Case:
    """A draft as a case."""
    return Case(
        draft.text(Step.FACTS),
        draft.text(Step.QUESTION),
        draft.text(Step.WORRIES),
        draft.text(Step.STRENGTHS),
        draft.scale,
        draft.text(Step.SCALE_REASON),
        draft.text(Step.UNKNOWN),
        draft.expertise,
        due_words(draft, house.catalogue),
    )


def mentions(team_id: str, expertise: Sequence[str], asker: str, house: House) -> tuple[Mention, ...]:
    """Colleagues with the wanted expertise, most fitting first."""
    found = house.roster.with_expertise(team_id, expertise)
    return tuple(Mention(m.person, called(m, house)) for m in found if m.person != asker)[:MOST_MENTIONS]


def posted_card(consultation: Consultation, chat: str, asker: str, house: House) -> OutboundMessage:
    """The card as it is put in a group of the team, calling who has the wanted expertise.

    Args:
        consultation: Open.
        chat: Opaque id of the group.
        asker: Who is not called.
        house: Words and roster.
    """
    shown = card(consultation, house.references.expertise, house.catalogue)
    called = mentions(consultation.team_id, consultation.expertise, asker, house)
    return replace(shown, mentions=called, target=Target(chat, subject=consultation.subject, protect=True))


def preview(draft: FormDraft, house: House, turn: Turn, *, changed: bool = False) -> OutboundMessage:
    """The draft as it will be read, with everything that may still be done about it.

    Args:
        draft: Complete.
        house: Words, roster and the check.
        turn: Who asks.
        changed: It is shown again because it was changed after the preview that was agreed to.
    """
    text, catalogue = house.catalogue.text, house.catalogue
    team_id = draft.text(Step.TEAM)
    member = house.roster.member(team_id, turn.person)
    case = case_of_draft(draft, house)
    chats = house.roster.chats(team_id) if member else []
    called_by_name = ", ".join(mention.name for mention in mentions(team_id, draft.expertise, turn.person, house))
    blocks = [Block(BlockKind.NOTICE, text("consult.preview.changed"))] if changed else []
    blocks.append(Block(BlockKind.TITLE, text("consult.preview.title", team=member.team_name if member else "")))
    blocks += card_blocks(case, text("consult.preview.number"), house.references.expertise, catalogue)
    if called_by_name:
        blocks.append(Block(BlockKind.TEXT, text("consult.preview.mentions", names=called_by_name)))
    blocks.append(Block(BlockKind.TITLE, text("consult.preview.private")))
    blocks += private_blocks(case, catalogue)
    notices, broader = _identifying(draft, house)
    blocks += notices
    if late(draft.due, house.today()):
        blocks.append(Block(BlockKind.NOTICE, text("consult.preview.late")))
    if not chats:
        key = "consult.preview.no_chat" if member else "consult.refused.not_a_member"
        blocks.append(Block(BlockKind.NOTICE, text(key)))
    buttons = [*broader, *_sends(chats, draft, house)]
    buttons.append(Button(text("consult.buttons.change"), "/pasaan"))
    buttons.append(Button(text("consult.buttons.stop"), "/stop"))
    return OutboundMessage((*blocks, choice_lines(buttons, catalogue)), tuple(buttons))


def steps_to_change(draft: FormDraft, house: House, turn: Turn) -> OutboundMessage:
    """Ask which step to change."""
    several = len(memberships_here(turn, house)) > 1
    steps = [step for step in ORDER if draft.asked(step) and (several or step is not Step.TEAM)]
    buttons = tuple(
        Button(house.catalogue.text(f"consult.steps.{step.short}.name"), f"/pasaan {step.short}") for step in steps
    )
    title = Block(BlockKind.TITLE, house.catalogue.text("consult.preview.which"))
    return OutboundMessage((title, choice_lines(buttons, house.catalogue)), buttons)


def _sends(chats: Sequence[TeamChat], draft: FormDraft, house: House) -> list[Button]:
    """The explicit yes, one for each group of the team."""
    text, agreed = house.catalogue.text, draft_digest(draft)
    if len(chats) == 1:
        return [Button(text("consult.buttons.send"), f"/overleg_ja {agreed}")]
    made = [
        Button(
            text("consult.buttons.send_to", title=chat.title or text("consult.preview.untitled")),
            f"/overleg_ja {agreed} {chat.chat}",
        )
        for chat in chats
    ]
    return [button for button in made if len(button.payload.encode()) <= LONGEST_PAYLOAD]


def _identifying(draft: FormDraft, house: House) -> tuple[list[Block], list[Button]]:
    """What could lead to the family, why, and broader words for it."""
    text = house.catalogue.text
    if house.identify is None:
        return [Block(BlockKind.NOTICE, text("consult.preview.unchecked"))], []
    lines, buttons = [], []
    for step in TEXTS:
        said = draft.text(step)
        for hint in hints_of(said, house):
            words = said[hint.start : hint.end]
            key = "consult.preview.hint" if hint.replacement is not None else "consult.preview.hint_plain"
            lines.append(text(key, words=words, why=hint.why, broader=hint.replacement or ""))
            if hint.replacement is not None:
                label = text("consult.buttons.broader", broader=hint.replacement or text("consult.preview.left_out"))
                buttons.append(Button(label, f"/ruimer {digest(step.value, words)}"))
    if not lines:
        return [Block(BlockKind.NOTICE, text("consult.preview.no_hints"))], []
    unique = list({button.payload: button for button in buttons}.values())
    everything = [Button(text("consult.buttons.all_broader"), "/ruimer alles")] if len(unique) > 1 else []
    listed = "\n".join([text("consult.preview.hints"), *lines])
    return [Block(BlockKind.NOTICE, listed)], [*unique[:MOST_HINTS], *everything]
