"""The questions of the consultation form in words; pure functions."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from actions.forms.dates import friday
from actions.forms.draft import FormDraft
from actions.forms.slots import NO_DAY, REQUIRED, TEXTS, Step
from actions.rendering.notices import choice_lines
from actions.rendering.sources import day
from actions.vocabulary import LONGEST_PAYLOAD, Block, BlockKind, Button, OutboundMessage
from knowledge.consultations.model import SCALE_TOP
from knowledge.messages.catalogue import Catalogue
from knowledge.store.roster_rows import Member


def ask(
    step: Step,
    draft: FormDraft,
    labels: Mapping[str, str],
    teams: Sequence[Member],
    today: date,
    catalogue: Catalogue,
) -> OutboundMessage:
    """The question of a step: one sentence why, an example, what is there already, and the ways on.

    Args:
        step: What to ask.
        draft: What was filled in so far.
        labels: How an expertise is named, by id.
        teams: Teams that may be asked, for the step that chooses one.
        today: The reader's calendar day.
        catalogue: User texts.
    """
    text = catalogue.text
    key = f"consult.steps.{step.short}"
    blocks = [
        Block(BlockKind.TITLE, text(f"{key}.title")),
        Block(BlockKind.TEXT, f"{text(f'{key}.why')}\n{text(f'{key}.example')}"),
    ]
    if present := shown_value(step, draft, labels, catalogue):
        blocks.append(Block(BlockKind.NOTICE, text("consult.form.present", value=present)))
    own = _own_buttons(step, draft, labels, teams, today, catalogue)
    if step is Step.QUESTION and draft.suggestion and not present:
        blocks.append(Block(BlockKind.NOTICE, text("consult.form.suggested", question=draft.suggestion)))
    buttons = (*own, *_ways_on(step, draft, catalogue))
    return OutboundMessage((*blocks, choice_lines(buttons, catalogue)), buttons)


def introduction(alerts: Sequence[Block], catalogue: Catalogue) -> list[Block]:
    """What comes before the first question: whom to call first where that fits, how it works, and the norm."""
    return [
        *alerts,
        Block(BlockKind.TEXT, catalogue.text("consult.form.intro")),
        Block(BlockKind.NOTICE, catalogue.text("reflex.norm")),
    ]


def shown_value(step: Step, draft: FormDraft, labels: Mapping[str, str], catalogue: Catalogue) -> str:
    """The answer to a step in words; empty when there is none."""
    if step in TEXTS:
        return draft.text(step)
    if step is Step.SCALE and draft.scale is not None:
        return str(draft.scale)
    if step is Step.EXPERTISE:
        return ", ".join(labels.get(key, key) for key in draft.expertise)
    if step is Step.DUE:
        return due_words(draft, catalogue)
    return ""


def due_words(draft: FormDraft, catalogue: Catalogue) -> str:
    """When an answer is needed; empty when that was left out."""
    if draft.for_agenda:
        return catalogue.text("consult.due.mdo")
    return day(draft.due, catalogue) if draft.due else ""


def pause(catalogue: Catalogue) -> OutboundMessage:
    """Ask whether somebody wants to go on, after a long time or a danger card."""
    return go_on_or_anew(catalogue, "/opnieuw", stop=True)


def go_on_or_anew(catalogue: Catalogue, anew: str, *, stop: bool = False) -> OutboundMessage:
    """Ask whether to go on with the draft or to begin anew.

    Args:
        catalogue: User texts.
        anew: The command that begins anew.
        stop: Whether stopping is offered too.
    """
    text = catalogue.text
    buttons = [Button(text("consult.buttons.go_on"), "/hervat"), Button(text("consult.buttons.anew"), anew)]
    if stop:
        buttons.append(Button(text("consult.buttons.stop"), "/stop"))
    blocks = (Block(BlockKind.TEXT, text("consult.form.paused")), choice_lines(buttons, catalogue))
    return OutboundMessage(blocks, tuple(buttons))


def stopped(days: int, catalogue: Catalogue) -> OutboundMessage:
    """Stopped; what was filled in stays for a while and can be thrown away.

    Args:
        days: After how many days an untouched draft goes by itself.
        catalogue: User texts.
    """
    text = catalogue.text
    buttons = (Button(text("consult.buttons.go_on"), "/hervat"), Button(text("consult.buttons.throw_away"), "/weg"))
    blocks = (Block(BlockKind.TEXT, text("consult.form.stopped", days=days)), choice_lines(buttons, catalogue))
    return OutboundMessage(blocks, buttons)


def no_draft(catalogue: Catalogue) -> OutboundMessage:
    """There is nothing to go on with."""
    buttons = (Button(catalogue.text("consult.buttons.begin"), "/overleg", private=True),)
    return OutboundMessage((Block(BlockKind.TEXT, catalogue.text("consult.form.no_draft")),), buttons)


def notice(key: str, catalogue: Catalogue) -> OutboundMessage:
    """One text."""
    return OutboundMessage((Block(BlockKind.TEXT, catalogue.text(key)),))


def _own_buttons(
    step: Step,
    draft: FormDraft,
    labels: Mapping[str, str],
    teams: Sequence[Member],
    today: date,
    catalogue: Catalogue,
) -> list[Button]:
    text = catalogue.text
    if step is Step.TEAM:
        return [Button(member.team_name, f"/voorteam {member.team_id}") for member in teams]
    if step is Step.QUESTION and draft.suggestion and not draft.text(Step.QUESTION):
        return [Button(text("consult.buttons.take_over"), "/neemover")]
    if step is Step.SCALE:
        return [Button(str(number), f"/cijfer {number}") for number in range(SCALE_TOP + 1)]
    if step is Step.DUE:
        return _days(today, catalogue)
    if step is Step.EXPERTISE:
        return _expertise(draft, labels, catalogue)
    return []


def _days(today: date, catalogue: Catalogue) -> list[Button]:
    text = catalogue.text
    week = text("consult.due.week", date=day(friday(today), catalogue))
    return [
        Button(text("consult.due.today"), f"/voor {today.isoformat()}"),
        Button(text("consult.due.tomorrow"), f"/voor {(today + timedelta(days=1)).isoformat()}"),
        Button(week, f"/voor {friday(today).isoformat()}"),
        Button(_sentence(text("consult.due.mdo")), f"/voor {NO_DAY}"),
    ]


def _expertise(draft: FormDraft, labels: Mapping[str, str], catalogue: Catalogue) -> list[Button]:
    text = catalogue.text
    buttons = []
    for key, label in labels.items():
        on = key in draft.chosen
        payload = f"/wie {key} {'uit' if on else 'aan'}"
        if len(payload.encode()) <= LONGEST_PAYLOAD:
            buttons.append(Button(text("consult.form.switched", label=label) if on else label, payload))
    if draft.chosen:
        buttons.append(Button(text("consult.buttons.further"), f"/verder {Step.EXPERTISE.short}"))
    return buttons


def _ways_on(step: Step, draft: FormDraft, catalogue: Catalogue) -> list[Button]:
    text = catalogue.text
    buttons = []
    filled = draft.get(step) not in (None, "")
    if filled and step is not Step.EXPERTISE:
        buttons.append(Button(text("consult.buttons.keep"), f"/verder {step.short}"))
    elif step not in REQUIRED:
        buttons.append(Button(text("consult.buttons.skip"), f"/sla_over {step.short}"))
    if _may_finish(step, draft):
        buttons.append(Button(text("consult.buttons.show"), f"/klaar {step.short}"))
    if step not in (Step.TEAM, Step.FACTS):
        buttons.append(Button(text("consult.buttons.back"), f"/terug {step.short}"))
    buttons.append(Button(text("consult.buttons.stop"), "/stop"))
    return buttons


def _may_finish(step: Step, draft: FormDraft) -> bool:
    """Whether everything that must be there is, or will be with what is switched on."""
    if step is Step.EXPERTISE:
        return bool(draft.chosen and draft.text(Step.FACTS) and draft.text(Step.QUESTION) and draft.get(Step.TEAM))
    return draft.ready


def _sentence(text: str) -> str:
    """With a capital first; abbreviations further on keep theirs."""
    return text[:1].upper() + text[1:]
