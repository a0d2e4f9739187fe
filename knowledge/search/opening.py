"""Open search over published entries: load the saved index, or build it when it does not fit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path

from filelock import FileLock

from embeddings.calibration.confidence import ConfidenceModel
from embeddings.documents import content_hash
from embeddings.encoders.protocol import Encoder
from embeddings.errors import IndexDamaged, IndexMismatch, IndexMissing, WeightsDamaged, WeightsMismatch
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from knowledge.errors import SearchUnavailable
from knowledge.search.indexed import IndexedBase
from knowledge.search.negatives import strangers
from knowledge.search.published import Published, documents, signposts
from knowledge.search.query import Glossary

LOG = getLogger(__name__)
CONFIDENCE_FILE = Path(__file__).parent / "confidence.json"
"""Calibration fitted on the shipped content with the bundled encoder (``houvast train``)."""
ROWS_NAME = "confidence-rows.npz"
"""The held-out questions that a calibration beside it was fitted on (:mod:`knowledge.search.refit`)."""
SHIPPED_VECTORS = "vectors.npz"
GOLDEN_VECTORS = "ijkvragen.npz"
GOLDEN_ANSWERS = "golden-answers.npz"
BUILD_WITHIN_S = 900.0
"""Seconds another process may take to build an index; encoding 10,000 texts takes some minutes."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """Where search keeps its files.

    Attributes:
        data: Folder of index, own vectors and own calibration.
        content: Content folder; its ``vectors.npz`` is read when there.
    """

    data: Path
    content: Path

    @property
    def index(self) -> Path:
        """Folder of the saved index."""
        return self.data / "index"

    @property
    def confidence(self) -> Path:
        """Own calibration, which takes precedence over the shipped one."""
        return self.data / "confidence.json"

    @property
    def confidence_rows(self) -> tuple[Path, Path]:
        """Held-out questions: own ones, and those that ship; either may not be there."""
        return self.data / ROWS_NAME, CONFIDENCE_FILE.with_name(ROWS_NAME)

    @property
    def models(self) -> Path:
        """Folder with adapted models (:class:`embeddings.models.shelf.ModelShelf`)."""
        return self.data / "models"

    def vectors(self) -> VectorCache:
        """Vectors made before: own and shipped."""
        return VectorCache(self.data / "vectors.npz", [self.content / SHIPPED_VECTORS])

    def golden_vectors(self) -> VectorCache:
        """Vectors of golden questions: own ones and, where the content has them, shipped ones."""
        shipped = self.content / GOLDEN_VECTORS
        return VectorCache(self.data / GOLDEN_VECTORS, [shipped] if shipped.exists() else [])

    def golden_answers(self) -> Path:
        """What the index answered the golden questions."""
        return self.data / GOLDEN_ANSWERS


def open_search(
    published: Mapping[str, Published],
    encoder: Encoder,
    glossary: Glossary,
    files: SearchFiles,
    progress: Progress | None = None,
) -> IndexedBase:
    """Load or build everything search needs.

    Args:
        published: Published entries by slug.
        encoder: Encodes questions, and texts that have no vector yet.
        glossary: Abbreviations to spell out.
        files: Where files are kept.
        progress: Called with texts encoded and texts to encode.

    Returns:
        A knowledge base that can be searched.

    Raises:
        SearchUnavailable: Nothing is published, or there is no calibration for this encoder.
        DataFileError: The questions that nothing answers cannot be read.
        EmbeddingError: Weights are damaged.
        OSError: The index cannot be written.
    """
    if not published:
        raise SearchUnavailable("nothing is published; import content with 'houvast import'")
    confidence = _confidence(files, encoder)
    index = _index(published, encoder, files, IndexSettings(), progress)
    return IndexedBase(published, index, confidence, glossary, signposts(published))


def build_index(
    published: Mapping[str, Published],
    encoder: Encoder,
    files: SearchFiles,
    settings: IndexSettings,
    progress: Progress | None,
) -> SearchIndex:
    """Build and save the index; only texts without a vector are encoded."""
    vectors = files.vectors()
    index = SearchIndex.build(documents(published), encoder, vectors, settings, progress, strangers())
    vectors.save(only_used=True)
    index.save(files.index)
    return index


def _index(
    published: Mapping[str, Published],
    encoder: Encoder,
    files: SearchFiles,
    settings: IndexSettings,
    progress: Progress | None,
) -> SearchIndex:
    wanted = content_hash(documents(published), strangers())
    try:
        return SearchIndex.load(files.index, encoder, wanted, settings)
    except (IndexMissing, IndexDamaged, IndexMismatch) as error:
        LOG.debug("the search index does not serve: %s", error)
    files.data.mkdir(parents=True, exist_ok=True)
    # Several processes want a new index at the same moment: one builds it, the others take what it saved.
    with FileLock(files.data / "index.lock", timeout=BUILD_WITHIN_S):
        try:
            return SearchIndex.load(files.index, encoder, wanted, settings)
        except IndexMissing:
            LOG.info("no search index yet: building it in %s", files.index)
        except (IndexDamaged, IndexMismatch) as error:
            LOG.warning("rebuilding the search index: %s", error)
        return build_index(published, encoder, files, settings, progress)


def _confidence(files: SearchFiles, encoder: Encoder) -> ConfidenceModel:
    # Each adapted model has a calibration of its own; the fingerprint tells which one belongs to this encoder.
    places = (files.confidence, *sorted(files.models.glob("*/confidence.json")), CONFIDENCE_FILE)
    candidates: Sequence[Path] = [path for path in places if path.exists()]
    for path in candidates:
        try:
            return ConfidenceModel.load(path, encoder.fingerprint)
        except WeightsMismatch as error:
            LOG.info("%s", error)
        except WeightsDamaged as error:
            if not path.is_relative_to(files.models):
                raise
            LOG.warning("%s", error)  # of a model that may not even be in use
    raise SearchUnavailable(f"no calibration for encoder {encoder.fingerprint}; fit one with 'houvast train'")
