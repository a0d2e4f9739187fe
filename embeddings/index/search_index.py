"""The search index: documents in, ranked hits out."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.documents import Document, content_hash
from embeddings.encoders.protocol import Encoder
from embeddings.errors import IndexMismatch
from embeddings.index.build import build_parts
from embeddings.index.exam import Exam, Scored
from embeddings.index.parts import IndexParts
from embeddings.index.persistence import IndexMetadata, load_parts, metadata_of, read_metadata, save_parts
from embeddings.index.trial import Look, look, place
from embeddings.index.update import updated_parts
from embeddings.index.vector_cache import VectorCache
from embeddings.ranking.features import OUTSIDE, compare
from embeddings.ranking.weights import FEATURES, RankingWeights, default_weights
from embeddings.settings import IndexSettings


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    Attributes:
        id: Of the document.
        score: Weighted sum of the features; absolute, comparable between queries.
        features: By name, see :data:`embeddings.ranking.weights.FEATURES`.
    """

    id: str
    score: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found for a query.

    Attributes:
        hits: Best first.
        query_vector: ``(d,) float32``, L2-normalised.
        outside: How much the query resembles the questions that no document answers, by name, see
            :data:`embeddings.ranking.features.OUTSIDE`; all zero when the index has none.
    """

    hits: tuple[Hit, ...]
    query_vector: FloatArray
    outside: dict[str, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a document that is being written would do for a query.

    Attributes:
        look: What in it is near the query.
        rank: Its place, from 1.
    """

    look: Look
    rank: int


class SearchIndex:
    """Searches documents by meaning and by characters. Reading is safe from several threads."""

    def __init__(self, parts: IndexParts, encoder: Encoder, metadata: IndexMetadata, settings: IndexSettings) -> None:
        self._parts = parts
        self._encoder = encoder
        self._metadata = metadata
        self._settings = settings
        self._weights = default_weights() if settings.weights is None else RankingWeights.load(settings.weights)

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        encoder: Encoder,
        vectors: VectorCache,
        settings: IndexSettings,
        progress: Callable[[int, int], None] | None = None,
        strangers: Sequence[str] = (),
    ) -> "SearchIndex":
        """Make an index; only texts that the cache does not have are encoded.

        Args:
            documents: At least one, with different ids.
            encoder: Makes vectors.
            vectors: Known vectors; gets the new ones (the caller saves it).
            settings: How to index and search.
            progress: Called with (texts encoded, texts to encode).
            strangers: Questions that no document answers: what resembles them is less likely to be
                answered.

        Returns:
            An index that can be searched and saved.

        Raises:
            ValueError: There are no documents, or two have the same id.
            WeightsDamaged: The configured weights cannot be read.
        """
        parts = build_parts(documents, encoder, vectors, settings, progress, strangers)
        return cls(parts, encoder, metadata_of(encoder, content_hash(documents, strangers), settings), settings)

    def updated(
        self,
        before: Sequence[Document],
        documents: Sequence[Document],
        vectors: VectorCache,
        strangers: Sequence[str] = (),
    ) -> "SearchIndex | None":
        """An index of changed documents, in about a second: to search with until :meth:`build` is ready.

        What was rare keeps the weight it had, and the ridge regression only learns what is new
        (:mod:`embeddings.index.update`). It is not to be saved: another process would take it for the real one.

        Args:
            before: The documents of this index.
            documents: As they are now.
            vectors: Known vectors; gets the new ones (the caller saves it).
            strangers: As in :meth:`build`, the same as then.

        Returns:
            The index, or None when so much changed that only a new one will do.
        """
        parts = updated_parts(self._parts, before, documents, self._encoder, vectors, self._settings, strangers)
        if parts is None:
            return None
        metadata = metadata_of(self._encoder, content_hash(documents, strangers), self._settings)
        return SearchIndex(parts, self._encoder, metadata, self._settings)

    @property
    def content_hash(self) -> str:
        """Over documents and strangers: :func:`embeddings.documents.content_hash`."""
        return self._metadata.content_hash

    @property
    def metadata(self) -> IndexMetadata:
        """What the index was made of, and when."""
        return self._metadata

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all documents, ascending."""
        return self._parts.ids

    def search(self, text: str, *, vector: FloatArray | None = None, limit: int = 10) -> SearchResult:
        """Find documents for a query.

        Args:
            text: What was asked.
            vector: The query vector of this text, when the caller has it already.
            limit: At most this many hits.

        Returns:
            The hits, best first; ties in order of id.
        """
        if vector is None:
            vector = self._encoder.encode_queries([text])[0]
        exact = len(self._parts.ids) <= self._settings.exact_limit
        shortlist = None if exact else self._settings.shortlist
        compared = compare(self._parts, text, vector, shortlist)
        scores = self._weights.scores(compared.features, has_ridge=self._parts.has_ridge)
        order = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(
            Hit(
                id=self._parts.ids[compared.rows[place]],
                score=float(scores[place]),
                features=dict(zip(FEATURES, compared.features[place].tolist(), strict=True)),
            )
            for place in order
        )
        return SearchResult(hits, vector, dict(zip(OUTSIDE, compared.outside.tolist(), strict=True)))

    def trial(self, text: str, document: Document, vectors: VectorCache, found: SearchResult | None = None) -> Trial:
        """How a document would do for a query, if it stood in the index as it is given.

        Args:
            text: What was asked.
            document: A new one, or another form of one that is in the index.
            vectors: Known vectors; gets the new ones.
            found: All documents for this query, when the caller has them already.
        """
        found = found or self.search(text, limit=len(self._parts.ids))
        known = {hit.id: hit.features for hit in found.hits}
        own = known.pop(document.id, None)
        with_ridge = self._parts.has_ridge and own is not None
        ridge = own["ridge"] if own else 0.0
        seen = look(self._parts, self._encoder, vectors, document, text, found.query_vector, ridge)
        rank = place(seen.features, tuple(known.values()), self._weights, with_ridge=with_ridge)
        return Trial(seen, rank)

    def exam(self, texts: Sequence[str], vectors: VectorCache, scored: Scored | None = None) -> Exam:
        """Questions to try many documents on; `vectors` gets the vectors that it lacks, `scored` is from before."""
        return Exam.of(self._parts, self._encoder, self._weights, texts, vectors, scored)

    def save(self, folder: Path) -> None:
        """Write everything to a folder, in one step; an index that is there is replaced.

        Raises:
            OSError: The disk refuses.
        """
        save_parts(folder, self._parts, self._metadata)

    @classmethod
    def load(
        cls, folder: Path, encoder: Encoder, expected_content_hash: str | None, settings: IndexSettings
    ) -> "SearchIndex":
        """Read what :meth:`save` wrote.

        Args:
            folder: Where it was saved.
            encoder: Encodes the queries; must be the one the index was built with.
            expected_content_hash: Of documents and strangers as they are now; None accepts any content.
            settings: How to index and search.

        Returns:
            An index that answers exactly like the saved one.

        Raises:
            IndexMissing: There is none.
            IndexDamaged: A file is absent, truncated or changed.
            IndexMismatch: It belongs to another model, content or settings.
            WeightsDamaged: The configured weights cannot be read.
        """
        metadata, checksums = read_metadata(folder)
        wanted = metadata_of(encoder, expected_content_hash or metadata.content_hash, settings)
        for field, expected in asdict(wanted).items():
            found = getattr(metadata, field)
            if field != "created_at" and found != expected:
                raise IndexMismatch(field, found, expected)
        return cls(load_parts(folder, checksums), encoder, metadata, settings)
