"""A consultation in words: the card in the group of the team, and the whole case in private; pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.rendering.notices import choice_lines
from actions.rendering.sources import day
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.consultations.model import Consultation, Contribution, ContributionKind, Status
from knowledge.consultations.summary import drawn_scale
from knowledge.messages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody puts before the team, from a draft or from the store.

    Attributes:
        facts: What was seen or heard; private.
        question: On the card.
        worries: On the card; empty when left out.
        strengths: Private, like all that follow but expertise and due.
        scale: 0 to 10.
        scale_reason: Why not lower.
        unknown: What is not understood yet.
        expertise: Ids; on the card.
        due: When an answer is needed, in words; on the card.
    """

    facts: str
    question: str
    worries: str = ""
    strengths: str = ""
    scale: int | None = None
    scale_reason: str = ""
    unknown: str = ""
    expertise: tuple[str, ...] = ()
    due: str = ""


def case_of(consultation: Consultation, catalogue: Catalogue) -> Case:
    """The case of a consultation."""
    due = day(consultation.due, catalogue) if consultation.due else ""
    if not due and consultation.on_agenda:
        due = catalogue.text("consult.due.mdo")
    return Case(
        consultation.facts,
        consultation.question,
        consultation.worries or "",
        consultation.strengths or "",
        consultation.scale,
        consultation.scale_reason or "",
        consultation.unknown or "",
        consultation.expertise,
        due,
    )


def card_blocks(case: Case, number: str, labels: Mapping[str, str], catalogue: Catalogue) -> list[Block]:
    """The card as the team sees it.

    Args:
        case: What is asked.
        number: Reference, such as ``2026-014``; before it exists, what stands in its place.
        labels: How an expertise is named, by id.
        catalogue: User texts.
    """
    text = catalogue.text
    wanted = ", ".join(labels.get(key, key) for key in case.expertise)
    lines = [text("consult.card.question", question=case.question)]
    if case.worries:
        lines.append(text("consult.card.worries", worries=case.worries))
    lines.append(text("consult.card.expertise", expertise=wanted))
    if case.due:
        lines.append(text("consult.card.due", due=case.due))
    return [
        Block(BlockKind.TITLE, text("consult.card.title", number=number)),
        Block(BlockKind.TEXT, "\n".join(lines)),
    ]


def card(consultation: Consultation, labels: Mapping[str, str], catalogue: Catalogue) -> OutboundMessage:
    """The card with what colleagues can do."""
    text = catalogue.text
    number = consultation.consultation_id
    blocks = card_blocks(case_of(consultation, catalogue), consultation.number, labels, catalogue)
    blocks.append(Block(BlockKind.NOTICE, text("consult.card.hint")))
    buttons = (
        Button(text("consult.buttons.read"), f"/casus {number}", private=True),
        Button(text("consult.buttons.think_along"), f"/denkmee {number}"),
        Button(text("consult.buttons.ask_back"), f"/vraagterug {number}", private=True),
        Button(text("consult.buttons.agenda"), f"/agenda {number}"),
        Button(text("consult.buttons.acute"), "/acuut"),
    )
    return OutboundMessage(tuple(blocks), buttons)


def private_blocks(case: Case, catalogue: Catalogue) -> list[Block]:
    """What only members of the team read: facts, what goes well, the scale, what is not understood."""
    text = catalogue.text
    parts = [
        ("facts", case.facts),
        ("strengths", case.strengths),
        ("scale", "" if case.scale is None else _scale(case)),
        ("unknown", case.unknown),
    ]
    return [
        Block(BlockKind.TEXT, text("consult.case.part", name=text(f"consult.case.{key}"), text=said))
        for key, said in parts
        if said
    ]


def case_page(
    consultation: Consultation,
    contributions: Sequence[Contribution],
    names: Mapping[str, str],
    buttons: Sequence[Button],
    labels: Mapping[str, str],
    catalogue: Catalogue,
) -> OutboundMessage:
    """The whole case for a member of the team, with what colleagues said so far.

    Args:
        consultation: Which one.
        contributions: What was added.
        names: What members are called, by person.
        buttons: What the reader may do.
        labels: How an expertise is named, by id.
        catalogue: User texts.
    """
    text = catalogue.text
    if consultation.emptied:
        return OutboundMessage((Block(BlockKind.TEXT, text("consult.case.emptied", number=consultation.number)),))
    case = case_of(consultation, catalogue)
    blocks = [*card_blocks(case, consultation.number, labels, catalogue), *private_blocks(case, catalogue)]
    lines = [contribution_line(item, names, catalogue) for item in contributions]
    if lines:
        blocks.append(Block(BlockKind.TEXT, "\n".join([text("consult.case.contributions"), *lines])))
    if consultation.status is Status.CLOSED:
        nothing = text("consult.case.nothing")
        decided, learned = consultation.decided or nothing, consultation.learned or nothing
        blocks.append(Block(BlockKind.TEXT, text("consult.case.outcome", decided=decided, learned=learned)))
    elif consultation.on_agenda:
        blocks.append(Block(BlockKind.NOTICE, text("consult.case.on_agenda")))
    return OutboundMessage((*blocks, choice_lines(buttons, catalogue)) if buttons else tuple(blocks), tuple(buttons))


def contribution_line(item: Contribution, names: Mapping[str, str], catalogue: Catalogue) -> str:
    """What one colleague added."""
    who = names.get(item.person or "") or catalogue.text("consult.case.somebody")
    if item.kind is ContributionKind.THINK_ALONG or not item.text:
        return catalogue.text("consult.case.thinks_along", name=who)
    return catalogue.text(f"consult.case.said.{item.kind.value}", name=who, text=item.text)


def late(due: date | None, today: date) -> bool:
    """Whether the day on which an answer is needed has passed."""
    return due is not None and due < today


def _scale(case: Case) -> str:
    drawn = drawn_scale(case.scale or 0)
    return f"{drawn}\n{case.scale_reason}" if case.scale_reason else drawn
