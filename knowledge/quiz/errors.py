"""Errors of the quiz: what happened, to what, and what to do next."""

from knowledge.errors import DataFileError


class QuizItemError(DataFileError):
    """A quiz item, or a whole file of items, breaks the item format."""
