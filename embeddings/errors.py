"""Errors of the embeddings package: what happened, to what, and what to do next."""

from pathlib import Path


class EmbeddingError(Exception):
    """Base of everything this package raises on purpose."""


class EncoderUnavailable(EmbeddingError):
    """The configured encoder cannot be used on this machine."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(f"Encoder {what} is not available: {why}. {remedy}")
        self.what = what
        self.why = why
        self.remedy = remedy


class IndexMissing(EmbeddingError):
    """There is no saved index in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"No search index in {folder}. Build it from the documents and save it there.")
        self.folder = folder


class IndexDamaged(EmbeddingError):
    """A file of a saved index is absent, truncated or changed."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"Search index file {file} is damaged ({why}). Rebuild the index from the documents.")
        self.file = file
        self.why = why


class IndexMismatch(EmbeddingError):
    """A saved index is whole, but was made for another model, content or setting."""

    def __init__(self, field: str, found: object, expected: object) -> None:
        super().__init__(
            f"The saved search index has {field} {found!r}, but {expected!r} is needed."
            " Rebuild the index from the documents."
        )
        self.field = field
        self.found = found
        self.expected = expected


class WeightsDamaged(EmbeddingError):
    """A file with fitted weights cannot be used."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"Weights file {file} cannot be used: {why}. Fit the weights again.")
        self.file = file
        self.why = why


class TrainingDataError(EmbeddingError):
    """There is too little, or contradictory, material to fit on."""


class WeightsMismatch(EmbeddingError):
    """Fitted weights are whole, but belong to another encoder."""

    def __init__(self, file: Path, found: str, expected: str) -> None:
        super().__init__(
            f"Weights file {file} was fitted for encoder {found!r}, but {expected!r} is in use."
            " Fit the weights again for this encoder."
        )
        self.file = file
        self.found = found
        self.expected = expected
