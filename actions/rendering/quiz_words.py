"""What words a quiz: user texts, and names of themes and sources."""

from dataclasses import dataclass

from knowledge.entries.references import References
from knowledge.messages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class QuizWords:
    """What words a quiz.

    Attributes:
        catalogue: User texts.
        references: Names of themes and sources.
        days: How long answers are kept, in days.
    """

    catalogue: Catalogue
    references: References
    days: int

    def text(self, key: str, **values: object) -> str:
        """One text of the catalogue."""
        return self.catalogue.text(key, **values)

    def theme(self, theme: str | None) -> str:
        """A theme by its title; a quiz without one is about all."""
        return self.text("quiz.all_themes") if theme is None else self.references.themes.get(theme, theme)
