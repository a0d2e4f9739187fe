"""``action_concept``: ``/begrip``, what a term of the field means."""

from collections.abc import Sequence

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rendering.notices import choice_lines, with_safety_line
from actions.rendering.paging import page_buttons, page_of, page_title
from actions.rendering.sources import source_line
from actions.steps import show
from actions.steps.commands import parse
from actions.turn import Turn
from actions.vocabulary import LONGEST_PAYLOAD, Block, BlockKind, Button, OutboundMessage
from knowledge.glossary.concepts import Concept

MOST_NEAR = 4
"""Nearly the same spellings that are offered."""
LONGEST_TERM = 60
"""Characters of an unknown term that are shown back."""
LONGEST_PAGE = 2
"""Digits of a page number: 112 and 113 are terms."""


class ActionConcept(HouvastAction):
    """Explains a term, asks which one is meant, or lists them all."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_concept"

    def outcome(self, turn: Turn) -> Outcome:
        """``/begrip TERM`` explains, ``/begrip [PAGE]`` lists."""
        command = parse(turn)
        term = command.argument if command else ""
        if not term or (term.isdecimal() and len(term) <= LONGEST_PAGE):
            return said(self._list(int(term or 1)), turn)
        found = self.house.concepts.find(term)
        if len(found) == 1:
            message = self._explained(found[0])
        elif found:
            message = self._which(term, found)
        elif spelled := self.house.concepts.spelled(term):
            message = self._spelled(term, spelled)
        else:
            message = self._unknown(term)
        return said(show.with_notice(message, turn, self.house), turn)

    def _explained(self, concept: Concept) -> OutboundMessage:
        text = self.house.catalogue.text
        published = self.house.knowledge.published.get(concept.entry or "")
        buttons = []
        if published:
            title = text("concept.card", title=published.entry.title)
            buttons.append(Button(title, f"/kies {published.entry.slug}"))
        buttons.append(Button(text("concept.all"), "/begrip"))
        source = source_line(concept.explanation, self.house.references, self.house.catalogue)
        blocks = [Block(BlockKind.TITLE, concept.name), Block(BlockKind.TEXT, concept.text)]
        if published and published.entry.not_family_first:
            blocks.append(Block(BlockKind.NOTICE, text("answer.not_family_first")))
        blocks.append(Block(BlockKind.SOURCE, source))
        return OutboundMessage(tuple(blocks), tuple(buttons))

    def _which(self, term: str, found: Sequence[Concept]) -> OutboundMessage:
        title = self.house.catalogue.text("concept.which", term=_shown(term))
        return self._choices(title, [_button(concept) for concept in found])

    def _spelled(self, term: str, meanings: Sequence[str]) -> OutboundMessage:
        """An abbreviation that search knows and nobody explained yet."""
        text = self.house.catalogue.text
        meaning = f" {text('or')} ".join(meanings)
        shown = Block(BlockKind.TEXT, text("concept.means", term=_shown(term), meaning=meaning))
        buttons = (*self._search(term), Button(text("concept.all"), "/begrip"))
        return OutboundMessage((shown,), buttons)

    def _unknown(self, term: str) -> OutboundMessage:
        text = self.house.catalogue.text
        near = [_button(concept) for concept in self.house.concepts.nearest(term, MOST_NEAR)]
        title = text("concept.unknown", term=_shown(term))
        if near:
            title += " " + text("concept.nearest")
        return self._choices(title, [*near, *self._search(term), Button(text("concept.all"), "/begrip")])

    def _search(self, term: str) -> tuple[Button, ...]:
        """A way to the knowledge base, when the term fits in a button."""
        payload = f"/vraag wat is {term}"
        if len(payload.encode()) > LONGEST_PAYLOAD:
            return ()
        return (Button(self.house.catalogue.text("concept.search"), payload),)

    def _choices(self, title: str, buttons: list[Button]) -> OutboundMessage:
        blocks = [Block(BlockKind.TITLE, title), choice_lines(buttons, self.house.catalogue)]
        return OutboundMessage(with_safety_line(blocks, self.house.catalogue), tuple(buttons))

    def _list(self, number: int) -> OutboundMessage:
        concepts = list(self.house.concepts.all.values())
        page = page_of(concepts, number)
        buttons = [_button(concept) for concept in page.items]
        buttons += page_buttons(page, lambda other: f"/begrip {other}", self.house.catalogue)
        title = self.house.catalogue.text("concept.list_title", count=len(concepts))
        blocks = (
            Block(BlockKind.TITLE, page_title(title, page, self.house.catalogue)),
            choice_lines(buttons, self.house.catalogue),
        )
        return OutboundMessage(blocks, tuple(buttons))


def _button(concept: Concept) -> Button:
    return Button(concept.name, f"/begrip {concept.id}")


def _shown(term: str) -> str:
    return term if len(term) <= LONGEST_TERM else f"{term[: LONGEST_TERM - 1]}…"
