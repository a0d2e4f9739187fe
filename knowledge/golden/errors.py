"""Errors of the golden questions."""

from knowledge.errors import DataFileError


class GoldenFormatError(DataFileError):
    """A line of ``ijkvragen.yml`` breaks its format; the other questions are used."""
