"""Practice in words: a question with its options, what was right, and the end of a session; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.practice.session import Mode, Phase, Session
from actions.practice.typed import LETTERS
from actions.rendering.notices import choice_lines
from actions.vocabulary import LONGEST_PAYLOAD, Block, BlockKind, Button, OutboundMessage
from knowledge.entries.references import References
from knowledge.messages.catalogue import Catalogue
from knowledge.quiz.model import Item, Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it is shown.

    Attributes:
        item: What is asked.
        story: The story of its case; empty without one.
        theme: Title of its theme.
        card: Title of its entry; empty when it cannot be read.
    """

    item: Item
    story: str
    theme: str
    card: str


def introduction(retention_days: int, catalogue: Catalogue) -> OutboundMessage:
    """What practising is and what is kept, before anything is.

    Args:
        retention_days: After how many days without an answer everything goes.
        catalogue: User texts.
    """
    text = catalogue.text
    blocks = [
        Block(BlockKind.TITLE, text("practice.intro.title")),
        Block(BlockKind.TEXT, text("practice.intro.text", days=retention_days)),
        Block(BlockKind.NOTICE, text("practice.intro.nothing_kept")),
    ]
    return with_buttons(
        blocks,
        [
            Button(text("practice.buttons.begin"), "/oefen begin"),
            Button(text("practice.buttons.choose"), "/oefen instellen"),
            Button(text("practice.buttons.not_now"), "/oefen nee"),
        ],
        catalogue,
    )


def question(shown: Shown, session: Session, catalogue: Catalogue) -> OutboundMessage:
    """An item with its options as letters, and what is ticked so far."""
    text, item, token = catalogue.text, shown.item, session.token
    head = "practice.item.drill" if session.mode is Mode.DRILL else "practice.item.head"
    blocks = [Block(BlockKind.TITLE, text(head, number=session.number, of=session.of, theme=shown.theme))]
    if shown.story:
        blocks.append(Block(BlockKind.TITLE, text("practice.item.story")))
        blocks.append(Block(BlockKind.TEXT, shown.story))
    blocks.append(Block(BlockKind.TEXT, item.question))
    blocks.append(
        Block(BlockKind.TEXT, "\n".join(_option(item, place, catalogue) for place in range(len(item.options))))
    )
    if item.kind is Kind.SEVERAL:
        blocks.append(Block(BlockKind.NOTICE, text("practice.item.how_several")))
        if session.chosen:
            blocks.append(
                Block(BlockKind.NOTICE, text("practice.item.chosen", letters=letters(session.chosen, catalogue)))
            )
        buttons = [_tick(place, session, catalogue) for place in range(len(item.options))]
        buttons.append(Button(text("practice.buttons.ready"), f"/oefen klaar {token}"))
    else:
        blocks.append(Block(BlockKind.NOTICE, text("practice.item.how_one")))
        buttons = [Button(LETTERS[place], f"/oefen kies {token} {place + 1}") for place in range(len(item.options))]
    return with_buttons(blocks, buttons, catalogue)


def feedback(shown: Shown, session: Session, references: References, catalogue: Catalogue) -> OutboundMessage:
    """Right or wrong, in words, with the explanation, its source and what comes next."""
    text, item = catalogue.text, shown.item
    right = item.is_right(session.chosen)
    lines = [text("practice.feedback.chosen", letters=letters(session.chosen, catalogue))]
    if not right:
        lines.append(text("practice.feedback.correct", letters=letters(item.correct, catalogue)))
    blocks = [
        Block(BlockKind.TITLE, text("practice.feedback.right" if right else "practice.feedback.wrong")),
        Block(BlockKind.TEXT, " ".join(lines)),
        Block(BlockKind.TEXT, item.explanation),
    ]
    told = [
        text("practice.feedback.option", letter=LETTERS[place], text=item.feedback[place])
        for place in dict.fromkeys((*session.chosen, *item.correct))
        if item.feedback and item.feedback[place]
    ]
    if told:
        blocks.append(Block(BlockKind.TEXT, "\n".join(told)))
    blocks.append(Block(BlockKind.SOURCE, _source(item, references, catalogue)))
    blocks.append(Block(BlockKind.NOTICE, text(_what_follows(session, right=right))))
    return with_buttons(blocks, _ways_on(shown, session, catalogue), catalogue)


def summary(session: Session, coming: Sequence[str], catalogue: Catalogue) -> OutboundMessage:
    """The end of a session.

    Args:
        session: With nothing left.
        coming: What is said about the next time.
        catalogue: User texts.
    """
    text = catalogue.text
    lines = [text("practice.summary.score", right=session.right, of=session.right + session.wrong)]
    if session.skipped == 1:
        lines.append(text("practice.summary.one_skipped"))
    elif session.skipped:
        lines.append(text("practice.summary.skipped", count=session.skipped))
    blocks = [
        Block(BlockKind.TITLE, text("practice.summary.title")),
        Block(BlockKind.TEXT, " ".join([*lines, *coming])),
    ]
    return with_buttons(blocks, ways_after(catalogue, drill=session.mode is Mode.DRILL), catalogue)


def nothing_due(lines: Sequence[str], catalogue: Catalogue) -> OutboundMessage:
    """There is nothing to practise now, and when there is."""
    text = " ".join([catalogue.text("practice.summary.nothing_due"), *lines])
    return with_buttons([Block(BlockKind.TEXT, text)], ways_after(catalogue), catalogue)


def ways_after(catalogue: Catalogue, *, drill: bool = False) -> list[Button]:
    """What can be done when there is nothing (more) to do today."""
    text = catalogue.text
    own = Button(text("practice.buttons.own_sentence"), "/oefen zin")
    if drill:
        return [own, Button(text("practice.buttons.top3"), "/oefen top3")]
    return [
        Button(text("practice.buttons.more"), "/oefen nu"),
        Button(text("practice.buttons.progress"), "/oefen voortgang"),
        own,
        Button(text("practice.buttons.settings"), "/oefenplan"),
    ]


def letters(places: Sequence[int], catalogue: Catalogue) -> str:
    """Options by their letters: "A, B en D"."""
    *first, last = [LETTERS[place] for place in places]
    return f"{', '.join(first)}{catalogue.text('practice.letters_and')}{last}" if first else last


def with_buttons(blocks: Sequence[Block], buttons: Sequence[Button], catalogue: Catalogue) -> OutboundMessage:
    """A message with its buttons, also as numbered lines for a channel without buttons."""
    return OutboundMessage((*blocks, choice_lines(buttons, catalogue)), tuple(buttons))


def plain(key: str, catalogue: Catalogue, *buttons: Button, **values: object) -> OutboundMessage:
    """One text of the section ``practice``."""
    blocks = [Block(BlockKind.TEXT, catalogue.text(f"practice.{key}", **values))]
    return with_buttons(blocks, buttons, catalogue) if buttons else OutboundMessage(tuple(blocks))


def _option(item: Item, place: int, catalogue: Catalogue) -> str:
    return catalogue.text("practice.item.option", letter=LETTERS[place], text=item.options[place])


def _tick(place: int, session: Session, catalogue: Catalogue) -> Button:
    letter = LETTERS[place]
    label = catalogue.text("practice.item.ticked", letter=letter) if place in session.chosen else letter
    # Says what it becomes and not "the other": pressed twice it is the same.
    wanted = "uit" if place in session.chosen else "aan"
    return Button(label, f"/oefenkeus {session.token} {place + 1} {wanted}")


def _source(item: Item, references: References, catalogue: Catalogue) -> str:
    text = catalogue.text
    names = "; ".join(references.sources[source].label for source in item.mark.sources if source in references.sources)
    if not names:
        return text("answer.source", sources=text("answer.no_source"))
    return text("answer.source_more" if len(item.mark.sources) > 1 else "answer.source", sources=names)


def _what_follows(session: Session, *, right: bool) -> str:
    if not session.keeps:
        return "practice.feedback.nothing_kept"
    if session.phase is Phase.RIGHT:
        return "practice.feedback.how_known"
    return "practice.feedback.again" if not right else "practice.feedback.how_known"


def _ways_on(shown: Shown, session: Session, catalogue: Catalogue) -> list[Button]:
    text, token = catalogue.text, session.token
    if session.phase is Phase.RIGHT:
        buttons = [
            Button(text("practice.buttons.known"), f"/oefen wist {token}"),
            Button(text("practice.buttons.guessed"), f"/oefen gegokt {token}"),
            Button(text("practice.buttons.easy"), f"/oefen makkelijk {token}"),
        ]
    else:
        label = "next" if session.queue else "finish"
        buttons = [Button(text(f"practice.buttons.{label}"), f"/oefen volgende {token}")]
    if shown.card:
        buttons.append(Button(text("practice.buttons.read"), f"/kies {shown.item.entry}"))
    doubt = f"/oefen kloptniet {shown.item.id}"
    if len(doubt.encode()) <= LONGEST_PAYLOAD:
        buttons.append(Button(text("practice.buttons.doubt"), doubt))
    return buttons
