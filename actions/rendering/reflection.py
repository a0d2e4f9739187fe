"""A question to reflect on, in words; pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.rendering.sources import source_line
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.entries.model import Entry
from knowledge.entries.references import References
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.model import Kind, Prompt
from knowledge.reflection.prompts import Prompts, Topic

OTHER = "ander"
"""Argument of ``/reflectie`` that asks the team's chat for another question."""


@dataclass(frozen=True, slots=True)
class PromptWords:
    """What words a question.

    Attributes:
        catalogue: User texts.
        references: Names of the sources.
        prompts: Curated questions.
        entry_of: A published entry by slug; ``None`` when there is none.
    """

    catalogue: Catalogue
    references: References
    prompts: Prompts
    entry_of: Callable[[str], Entry | None]

    def name(self, prompt: Prompt) -> str | None:
        """What a question is about; ``None`` when that is not known any more."""
        entry = self.entry_of(prompt.topic) if prompt.kind is Kind.ENTRY else None
        topic = self.prompts.topic_of(prompt)
        return entry.title if entry else topic.name if topic else None

    def question(self, prompt: Prompt) -> str | None:
        """The question itself; ``None`` when it is not there any more."""
        if prompt.kind is Kind.ENTRY:
            entry = self.entry_of(prompt.topic)
            return _at(entry.reflection, prompt.question) if entry else None
        topic = self.prompts.topic_of(prompt)
        return _at([question.text for question in topic.questions], prompt.question) if topic else None

    def blocks(self, prompt: Prompt, goal: str | None, *, weekly: bool = False, group: bool = True) -> list[Block]:
        """The parts of the message.

        Args:
            prompt: Which question.
            goal: Of the team, for a question about it.
            weekly: Whether it is the question of the week.
            group: Whether a team reads it; otherwise one person does.
        """
        text = self.catalogue.text
        question, name = self.question(prompt), self.name(prompt)
        if question is None or name is None:
            return [Block(BlockKind.TEXT, text("reflection.prompt.gone"))]
        title = text("reflection.prompt.weekly" if weekly else "reflection.prompt.title", name=name)
        topic = self.prompts.topic_of(prompt)
        blocks = [Block(BlockKind.TITLE, title), Block(BlockKind.TEXT, self._about(prompt, topic, goal))]
        blocks.append(Block(BlockKind.REFLECTION, question))
        blocks.append(Block(BlockKind.TEXT, text(f"reflection.prompt.how_{'group' if group else 'private'}")))
        if topic is None or topic.says_to_report:
            blocks.append(Block(BlockKind.NOTICE, text("reflex.norm")))
        if topic is not None:
            shown = (topic.principle, topic.questions[prompt.question])
            blocks.append(Block(BlockKind.SOURCE, source_line(shown, self.references, self.catalogue)))
        return blocks

    def _about(self, prompt: Prompt, topic: Topic | None, goal: str | None) -> str:
        if topic is None:
            return self.catalogue.text("reflection.prompt.entry")
        if prompt.kind is Kind.GOAL and goal:
            return self.catalogue.text("reflection.prompt.goal", goal=goal) + "\n" + topic.principle.text
        return topic.principle.text


def team_prompt(
    prompt: Prompt, prompt_id: int, goal: str | None, words: PromptWords, *, weekly: bool = False
) -> OutboundMessage:
    """A question as a team reads it in its group.

    Args:
        prompt: Which question.
        prompt_id: Under which it was given, for the notes.
        goal: Of the team.
        words: What words it.
        weekly: Whether it is the question of the week.
    """
    text = words.catalogue.text
    buttons = [Button(text("reflection.prompt.learned"), f"/leerpunt {prompt_id}", private=True)]
    buttons.append(Button(text("reflection.prompt.other"), f"/reflectie {OTHER}"))
    buttons += _card(prompt, words)
    return OutboundMessage(tuple(words.blocks(prompt, goal, weekly=weekly)), tuple(buttons))


def own_prompt(prompt: Prompt, number: int, words: PromptWords, *, in_team: bool) -> OutboundMessage:
    """A question for one person in private; of this nothing is kept.

    Args:
        prompt: Which question.
        number: The how-manieth of today, from 0.
        words: What words it.
        in_team: Whether there is a team to share a lesson with.
    """
    text = words.catalogue.text
    buttons = [Button(text("reflection.prompt.other"), f"/reflectie {number + 1}")]
    if in_team:
        buttons.append(Button(text("reflection.prompt.learned_private"), "/leerpunt"))
    buttons += _card(prompt, words)
    return OutboundMessage(tuple(words.blocks(prompt, None, group=False)), tuple(buttons))


def _card(prompt: Prompt, words: PromptWords) -> list[Button]:
    if prompt.kind is not Kind.ENTRY or words.entry_of(prompt.topic) is None:
        return []
    return [Button(words.catalogue.text("reflection.prompt.read"), f"/kies {prompt.topic}")]


def _at(questions: Sequence[str], place: int) -> str | None:
    return questions[place] if place < len(questions) else None
