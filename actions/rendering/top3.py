"""The Top-3 in words: its questions, and the three situations as text; pure functions."""

from collections.abc import Sequence

from actions.forms.top3.draft import Situation, Top3Draft
from actions.forms.top3.slots import ASKED_BACK, MOST, OPEN, PARTS, Step
from actions.rendering.notices import choice_lines
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue

SHOWN = 40
"""Characters of a situation on a button."""


def ask(step: Step, draft: Top3Draft, asked_back: str, catalogue: Catalogue) -> OutboundMessage:
    """The question of a step: why, an example, what is there already, and the ways on.

    Args:
        step: What to ask.
        draft: What was filled in so far.
        asked_back: Question to a sentence that is a problem or a goal; empty when it is neither.
        catalogue: User texts.
    """
    text = catalogue.text
    back = step is Step.SITUATION and bool(asked_back) and draft.turned not in ("", ASKED_BACK)
    if back:
        blocks = [Block(BlockKind.TITLE, text("top3.turned.title")), Block(BlockKind.TEXT, asked_back)]
    else:
        key = f"top3.steps.{step.short}"
        about = f"{text(f'{key}.why')}\n{text(f'{key}.example')}"
        title = text(f"{key}.title", number=draft.number, count=len(draft.done))
        blocks = [Block(BlockKind.TITLE, title), Block(BlockKind.TEXT, about)]
    if present := draft.text(step) if step is not Step.MORE else "":
        blocks.append(Block(BlockKind.NOTICE, text("top3.present", value=present)))
    if back:
        blocks.append(Block(BlockKind.NOTICE, text("top3.turned.example")))
    buttons = tuple(_ways_on(step, draft, catalogue))
    return OutboundMessage((*blocks, choice_lines(buttons, catalogue)), buttons)


def introduction(catalogue: Catalogue) -> list[Block]:
    """What comes before the first question: how it works, and the norm."""
    return [
        Block(BlockKind.TEXT, catalogue.text("top3.intro")),
        Block(BlockKind.NOTICE, catalogue.text("reflex.norm")),
    ]


def result(draft: Top3Draft, cards: Sequence[Button], catalogue: Catalogue) -> OutboundMessage:
    """The situations, numbered, with what is still open, and what can be done with them.

    Args:
        draft: With finished situations.
        cards: Buttons of entries about the method.
        catalogue: User texts.
    """
    text = catalogue.text
    blocks = [Block(BlockKind.TITLE, text("top3.result.title"))]
    blocks += [
        Block(BlockKind.TEXT, _numbered(number, situation, catalogue)) for number, situation in enumerate(draft.done, 1)
    ]
    blocks.append(Block(BlockKind.NOTICE, text("top3.result.after")))
    blocks.append(Block(BlockKind.NOTICE, text("reflex.norm")))
    buttons = [
        Button(text("top3.buttons.team"), "/overleg top3", private=True),
        Button(text("top3.buttons.change"), "/top3 pasaan"),
    ]
    if len(draft.done) < MOST:
        buttons.append(Button(text("top3.buttons.another"), "/top3 volgende"))
    buttons += cards
    buttons.append(Button(text("top3.buttons.forget"), "/top3 klaar"))
    return OutboundMessage((*blocks, choice_lines(buttons, catalogue)), tuple(buttons))


def as_text(situations: Sequence[Situation], longest: int, catalogue: Catalogue) -> str:
    """The situations as one text for the team; with their sentences alone when the whole is too long.

    Args:
        situations: Finished ones.
        longest: Characters that still read well.
        catalogue: User texts.
    """
    whole = "\n".join(_numbered(number, one, catalogue, is_open=False) for number, one in enumerate(situations, 1))
    if len(whole) <= longest:
        return whole
    text = catalogue.text
    return "\n".join(
        text("top3.result.line", number=number, text=one[Step.SITUATION.short])
        for number, one in enumerate(situations, 1)
    )


def parts_of(situation: Situation, catalogue: Catalogue) -> list[str]:
    """What was written about a situation besides its sentence, each with its name."""
    return [
        catalogue.text("top3.result.part", name=catalogue.text(f"top3.steps.{step.short}.name"), text=said)
        for step in PARTS
        if step is not Step.SITUATION and (said := situation.get(step.short))
    ]


def pause(catalogue: Catalogue) -> OutboundMessage:
    """Ask whether somebody wants to go on, after a long time or a danger card."""
    return go_on_or_anew(catalogue, stop=True)


def go_on_or_anew(catalogue: Catalogue, *, stop: bool = False) -> OutboundMessage:
    """Ask whether to go on with the draft or to begin anew.

    Args:
        catalogue: User texts.
        stop: Whether stopping is offered too.
    """
    text = catalogue.text
    buttons = [
        Button(text("consult.buttons.go_on"), "/top3 hervat"),
        Button(text("consult.buttons.anew"), "/top3 opnieuw"),
    ]
    if stop:
        buttons.append(Button(text("consult.buttons.stop"), "/top3 stop"))
    return _with_choices("top3.paused", buttons, catalogue)


def stopped(days: int, catalogue: Catalogue) -> OutboundMessage:
    """Stopped; what was filled in stays for a while and can be thrown away.

    Args:
        days: After how many days an untouched draft goes by itself.
        catalogue: User texts.
    """
    text = catalogue.text
    buttons = [
        Button(text("consult.buttons.go_on"), "/top3 hervat"),
        Button(text("consult.buttons.throw_away"), "/top3 weg"),
    ]
    return _with_choices("top3.stopped", buttons, catalogue, days=days)


def no_draft(catalogue: Catalogue) -> OutboundMessage:
    """There is nothing to go on with."""
    return _with_choices("top3.no_draft", [Button(catalogue.text("top3.buttons.begin"), "/top3")], catalogue)


def which_situation(situations: Sequence[Situation], catalogue: Catalogue) -> OutboundMessage:
    """Ask which situation to change."""
    buttons = [
        Button(_short(number, one, catalogue), f"/top3 pasaan {number}") for number, one in enumerate(situations, 1)
    ]
    buttons.append(Button(catalogue.text("top3.buttons.never_mind"), "/top3 laatzien"))
    return _with_choices("top3.which_situation", buttons, catalogue)


def which_part(number: int, count: int, catalogue: Catalogue) -> OutboundMessage:
    """Ask which part of a situation to change.

    Args:
        number: Of the situation, from 1.
        count: Number of situations.
        catalogue: User texts.
    """
    text = catalogue.text
    buttons = [Button(text(f"top3.steps.{step.short}.name"), f"/top3 pasaan {number} {step.short}") for step in PARTS]
    if count > 1:
        buttons.append(Button(text("top3.buttons.take_away"), f"/top3 haalweg {number}"))
    buttons.append(Button(text("top3.buttons.never_mind"), "/top3 laatzien"))
    return _with_choices("top3.which_part", buttons, catalogue, number=number)


def said(key: str, catalogue: Catalogue) -> OutboundMessage:
    """One text of the section ``top3``."""
    return OutboundMessage((Block(BlockKind.TEXT, catalogue.text(f"top3.{key}")),))


def _with_choices(key: str, buttons: list[Button], catalogue: Catalogue, **values: object) -> OutboundMessage:
    blocks = (Block(BlockKind.TEXT, catalogue.text(key, **values)), choice_lines(buttons, catalogue))
    return OutboundMessage(blocks, tuple(buttons))


def _numbered(number: int, situation: Situation, catalogue: Catalogue, *, is_open: bool = True) -> str:
    text = catalogue.text
    lines = [text("top3.result.line", number=number, text=situation[Step.SITUATION.short])]
    lines += parts_of(situation, catalogue)
    open_parts = [text(f"top3.steps.{name}.name") for name in situation.get(OPEN, "").split()]
    if is_open and open_parts:
        lines.append(text("top3.result.open", names=", ".join(name.lower() for name in open_parts)))
    return "\n".join(lines)


def _short(number: int, situation: Situation, catalogue: Catalogue) -> str:
    words = situation[Step.SITUATION.short]
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"
    return catalogue.text("top3.result.line", number=number, text=shown)


def _ways_on(step: Step, draft: Top3Draft, catalogue: Catalogue) -> list[Button]:
    text, here = catalogue.text, f"{draft.number}{step.short}"
    stop = Button(text("consult.buttons.stop"), "/top3 stop")
    if step is Step.MORE:
        last = len(draft.done)
        return [
            Button(text("top3.buttons.another"), "/top3 volgende"),
            Button(text("top3.buttons.show"), "/top3 laatzien"),
            Button(text("top3.buttons.change_this"), f"/top3 pasaan {last}"),
            stop,
        ]
    buttons = []
    if draft.text(step):
        buttons.append(Button(text("consult.buttons.keep"), f"/top3 verder {here}"))
    elif step is not Step.SITUATION:
        buttons.append(Button(text("consult.buttons.skip"), f"/top3 sla_over {here}"))
    if step is not Step.SITUATION:
        buttons.append(Button(text("top3.buttons.enough"), f"/top3 genoeg {here}"))
        buttons.append(Button(text("consult.buttons.back"), f"/top3 terug {here}"))
    elif draft.done and not draft.text(step):
        buttons.append(Button(text("top3.buttons.show"), "/top3 laatzien"))
    return [*buttons, stop]
