"""Pictures of figures: bars that read without colour, and the same in words for who cannot see them."""

from actions.rendering.pictures.chart import Bar, Chart, Fill, Group, Part, in_words
from actions.rendering.pictures.drawing import picture

__all__ = ["Bar", "Chart", "Fill", "Group", "Part", "in_words", "picture"]
