"""The reply that shows an entry: title, answer, questions, team prompt, source (design, "Reply anatomy")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from actions.rendering.sources import review_line, source_line
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.entries.model import Entry, Paragraph, Urgency
from knowledge.entries.references import References
from knowledge.messages.catalogue import Catalogue
from knowledge.search.published import Published

REFLECTION_QUESTIONS = 2
"""At most this many questions under *Eerst begrijpen* in chat."""
MOST_NAMES = 2
"""Colleagues named per expertise."""


@dataclass(frozen=True, slots=True)
class AnswerRenderer:
    """Words entries for professionals.

    Attributes:
        catalogue: User texts.
        references: Names of sources and expertise.
        today: The reader's calendar day, to tell whether an entry has expired.
        colleagues: Names in the reader's own team, by expertise; empty for who is in no team.
    """

    catalogue: Catalogue
    references: References
    today: date
    colleagues: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def answer(self, published: Published, *, escalation: bool, related: tuple[Published, ...]) -> OutboundMessage:
        """The first reply to a question.

        Args:
            published: What is shown.
            escalation: The message shows the escalation reflex: the team prompt comes first.
            related: Related entries that may be shown.

        Returns:
            The message with its buttons.
        """
        entry = published.entry
        urgent = entry.urgency is Urgency.URGENT
        blocks: list[Block] = []
        if escalation and not urgent:
            blocks += self.reflex_blocks()
        if urgent:
            blocks.append(Block(BlockKind.ALERT, self._call_first(entry)))
        blocks.append(Block(BlockKind.TITLE, entry.title))
        blocks.append(Block(BlockKind.TEXT, entry.short_text))
        if escalation and urgent:
            blocks.append(Block(BlockKind.NOTICE, self.catalogue.text("reflex.norm")))
        if entry.not_family_first:
            blocks.append(Block(BlockKind.NOTICE, self.catalogue.text("answer.not_family_first")))
        if entry.reflection and not urgent:
            questions = "\n".join(f"• {question}" for question in entry.reflection[:REFLECTION_QUESTIONS])
            blocks.append(Block(BlockKind.REFLECTION, f"{self.catalogue.text('answer.understand')}\n{questions}"))
        if not urgent:
            blocks.append(Block(BlockKind.TEAM, self.team_line(entry)))
        blocks += self._provenance(published, entry.short)
        return OutboundMessage(tuple(blocks), self._buttons(published, related))

    def brief(self, published: Published) -> OutboundMessage:
        """An entry on its own, for a list of results: what it says, its warnings and source, and a way in."""
        entry = published.entry
        blocks = [Block(BlockKind.TITLE, entry.title)]
        if entry.urgency is Urgency.URGENT:
            blocks.append(Block(BlockKind.ALERT, self._call_first(entry)))
        blocks.append(Block(BlockKind.TEXT, entry.short_text))
        if entry.not_family_first:
            blocks.append(Block(BlockKind.NOTICE, self.catalogue.text("answer.not_family_first")))
        blocks += self._provenance(published, entry.short)
        opened = Button(self.catalogue.text("find.open"), f"/kies {entry.slug}", private=True)
        return OutboundMessage(tuple(blocks), (opened,))

    def signpost(self, published: Published) -> tuple[Block, ...]:
        """A signpost inside "dat weet ik niet": who to turn to."""
        return (Block(BlockKind.TEXT, published.entry.short_text),)

    def reflex_blocks(self) -> list[Block]:
        """The explicit team prompt and the reporting norm (design rule 2)."""
        return [
            Block(BlockKind.TITLE, self.catalogue.text("reflex.title")),
            Block(BlockKind.TEAM, self.catalogue.text("reflex.prompt")),
            Block(BlockKind.NOTICE, self.catalogue.text("reflex.norm")),
        ]

    def more(self, published: Published, related: tuple[Published, ...] = ()) -> OutboundMessage:
        """*Meer*, word for word, with its own sources and the other buttons of the answer."""
        entry = published.entry
        lines = [f"• {paragraph.text}" if paragraph.bullet else paragraph.text for paragraph in entry.more]
        body = "\n".join(lines) or self.catalogue.text("answer.nothing_more")
        title = self.catalogue.text("answer.more_title", title=entry.title)
        blocks = [Block(BlockKind.TITLE, title), Block(BlockKind.TEXT, body)]
        if entry.urgency is Urgency.URGENT:
            blocks.append(Block(BlockKind.ALERT, self._call_first(entry)))
        blocks += self._provenance(published, entry.more)
        return OutboundMessage(tuple(blocks), self._buttons(published, related)[1:])

    def team(self, published: Published) -> OutboundMessage:
        """How to put the case before the team without names."""
        entry = published.entry
        urgent = entry.urgency is Urgency.URGENT
        lead = [Block(BlockKind.ALERT, self._call_first(entry))] if urgent else []
        lines = [self.catalogue.text("team.text")]
        if entry.expertise:
            lines.append(self.catalogue.text("team.who", expertise=self._expertise(entry)))
        lines.append(self.catalogue.text("team.card", title=entry.title))
        return OutboundMessage(
            (
                *lead,
                Block(BlockKind.TITLE, self.catalogue.text("team.title")),
                Block(BlockKind.TEXT, "\n".join(lines)),
                Block(BlockKind.NOTICE, self.catalogue.text("reflex.norm")),
            )
        )

    def team_line(self, entry: Entry) -> str:
        """The prompt to think with the team, naming the expertise that fits."""
        if entry.expertise:
            return self.catalogue.text("answer.consult", expertise=self._expertise(entry))
        return self.catalogue.text("answer.consult_plain")

    def _call_first(self, entry: Entry) -> str:
        if not entry.call_first:
            return self.catalogue.text("answer.urgent_plain")
        numbers = [self.catalogue.text(f"numbers.{name}") for name in entry.call_first]
        several = [", ".join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers
        return self.catalogue.text("answer.urgent", numbers=f" {self.catalogue.text('or')} ".join(several))

    def _expertise(self, entry: Entry) -> str:
        return ", ".join(self._who(name) for name in entry.expertise)

    def _who(self, expertise: str) -> str:
        """An expertise, with who has it in the reader's team."""
        label = self.references.expertise[expertise]
        names = self.colleagues.get(expertise, ())[:MOST_NAMES]
        return self.catalogue.text("answer.consult_who", expertise=label, names=", ".join(names)) if names else label

    def _provenance(self, published: Published, paragraphs: tuple[Paragraph, ...]) -> list[Block]:
        """Sources and review date; an urgent entry says it while no team lead of this organisation stands behind it."""
        entry = published.entry
        lines = [source_line(paragraphs, self.references, self.catalogue)]
        lines.append(review_line(entry, self.today, self.catalogue))
        if entry.urgency is Urgency.URGENT and not published.confirmed:
            lines.append(self.catalogue.text("answer.unconfirmed"))
        return [Block(BlockKind.SOURCE, "\n".join(lines))]

    def _buttons(self, published: Published, related: tuple[Published, ...]) -> tuple[Button, ...]:
        version = published.version
        text = self.catalogue.text
        buttons = []
        if published.entry.more:
            buttons.append(Button(text("buttons.more"), f"/meer {version}"))
        buttons.append(Button(text("buttons.team"), f"/overleg {version}", private=True))
        buttons.append(Button(text("buttons.helpful"), f"/helpt {version}"))
        buttons.append(Button(text("buttons.wrong"), f"/kloptniet {version}"))
        if related:
            buttons.append(Button(text("buttons.related"), f"/verwant {version}"))
        return tuple(buttons)
