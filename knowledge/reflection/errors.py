"""Errors of reflection: what happened, to what, and what to do next."""

from knowledge.errors import DataFileError, KnowledgeError


class ReflectionDataError(DataFileError):
    """A file with reflection questions breaks its format."""


class NotReflecting(KnowledgeError):
    """Nothing of a team is kept in this process, so it has no goal, rhythm or notes."""

    def __init__(self) -> None:
        super().__init__("Reflection needs the store. Start Houvast with a database, and not with 'houvast ask'.")
