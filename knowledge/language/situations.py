"""Whether a Top-3 sentence is a situation, or the name of a problem or a goal.

The Top-3 asks for situations: the unsafe moment itself, not what lies under it and not what has to change (the entry
on choosing the most unsafe situations in the knowledge base). A goal shows by how it is said; a problem by its name,
or by a judgement, where nobody does anything that can be seen.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from knowledge.errors import SignalDataError
from knowledge.language.index import follow
from knowledge.language.inflection import Verbs
from knowledge.language.lexicon import DATA
from knowledge.language.patterns import Element, PatternError, compile_elements, plain
from knowledge.language.reading import Token, read
from knowledge.yaml_text import read_yaml

_GROUPS = ("doelen", "doel_begin", "problemen", "probleem_einde", "doet_niets", "ook_te_zien")


class Shape(StrEnum):
    """What a sentence is for the Top-3."""

    SITUATIE = "situatie"
    PROBLEEM = "probleem"
    DOEL = "doel"


@dataclass(frozen=True, slots=True)
class SituationReader:
    """Tells situations from problems and goals.

    Attributes:
        goals: Compiled phrases that say what has to come.
        openings: Words that make a goal when they come first.
        problems: Names of problems.
        endings: Ends of names of problems.
        actions: Forms of verbs for what can be seen or heard.
        questions: What to ask back, by shape.
    """

    goals: tuple[tuple[Element, ...], ...]
    openings: frozenset[str]
    problems: frozenset[str]
    endings: tuple[str, ...]
    actions: frozenset[str]
    questions: dict[Shape, str]

    @classmethod
    def load(cls, verbs: Verbs, visible: frozenset[str], folder: Path = DATA) -> Self:
        """Read the words and phrases.

        Args:
            verbs: Conjugates.
            visible: Forms of verbs for what can be seen or heard.
            folder: Where the data is.

        Raises:
            SignalDataError: The file is missing or malformed, or a group is absent.
        """
        path = folder / "situaties.yml"
        content = read_yaml(path, SignalDataError)
        questions = content.get("vragen") if isinstance(content, dict) else None
        if not isinstance(content, dict) or not isinstance(questions, dict):
            raise SignalDataError(path, 0, "needs vragen and the word groups")
        absent = [name for name in _GROUPS if not isinstance(content.get(name), str)]
        absent += [shape for shape in (Shape.DOEL, Shape.PROBLEEM) if not isinstance(questions.get(shape.value), str)]
        if absent:
            raise SignalDataError(path, 0, f"{absent[0]!r} is missing")
        try:
            goals = tuple(compile_elements(source.strip(), verbs.forms) for source in content["doelen"].split(","))
        except PatternError as error:
            raise SignalDataError(path, 0, str(error)) from error
        words = {name: frozenset(plain(content[name]).split()) for name in _GROUPS[1:]}
        idle, also = (frozenset[str]().union(*map(verbs.forms, words[name])) for name in _GROUPS[-2:])
        asked = {shape: questions[shape.value] for shape in (Shape.DOEL, Shape.PROBLEEM)}
        endings = tuple(words["probleem_einde"])
        return cls(goals, words["doel_begin"], words["problemen"], endings, (visible | also) - idle, asked)

    def read(self, text: str, *, judged: bool = False) -> Shape:
        """Say what a text is; what cannot be told is taken for a situation.

        Args:
            text: A sentence or two that should describe one situation.
            judged: Whether it holds a judgement or an interpretation.
        """
        # What stands between quotation marks was heard: "hou je mond" is no goal of the writer.
        tokens = [token for token in read(text).tokens if not token.quoted]
        if self._is_goal(tokens):
            return Shape.DOEL
        if any(token.word in self.actions for token in tokens):
            return Shape.SITUATIE
        named = any(token.word in self.problems or token.word.endswith(self.endings) for token in tokens)
        return Shape.PROBLEEM if named or judged else Shape.SITUATIE

    def _is_goal(self, tokens: list[Token]) -> bool:
        if not tokens:
            return False
        if tokens[0].word in self.openings:
            return True
        return any(
            elements[0].fits(token.word) and follow(elements, tokens, place) is not None
            for place, token in enumerate(tokens)
            for elements in self.goals
        )
