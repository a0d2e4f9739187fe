"""What a search index consists of."""

from dataclasses import dataclass

from embeddings.arrays import FloatArray, IntArray
from embeddings.index.flat import FlatVectors
from embeddings.lexical.tfidf import Postings
from embeddings.ranking.ridge import RidgeSettings


@dataclass(frozen=True, slots=True)
class IndexParts:
    """Everything that is computed once and saved; n documents, f facts, p phrasings, s statements.

    Attributes:
        ids: The n document ids, in the order of all rows.
        bodies: ``(n, d)``: title and passages, encoded as one passage.
        facts: ``(f, d)``: each passage under its title, encoded as a passage; those of one document
            side by side.
        fact_starts: ``(n + 1,) int64``: document i has facts from ``[i]`` up to ``[i + 1]``.
        examples: ``(p + s, d)``, encoded as queries: first all phrasings, those of one document side
            by side, then all statements (a document's title and its single passages).
        phrasing_starts: ``(n + 1,) int64``, as fact_starts.
        centroids: ``(n, d)``: mean of a document's phrasings, L2-normalised.
        characters: N-grams of whole documents, n texts.
        example_characters: N-grams of the examples, p + s texts, in the same vocabulary.
        words: Stems of whole documents, n texts.
        ridge: ``(p + s, n) float32`` coefficients; ``(0, n)`` when there are too many to fit.
        ridge_settings: The kernel that the coefficients belong to.
    """

    ids: tuple[str, ...]
    bodies: FlatVectors
    facts: FlatVectors
    fact_starts: IntArray
    examples: FlatVectors
    phrasing_starts: IntArray
    centroids: FlatVectors
    characters: Postings
    example_characters: Postings
    words: Postings
    ridge: FloatArray
    ridge_settings: RidgeSettings

    @property
    def has_ridge(self) -> bool:
        """Whether the kernel ridge regression was fitted."""
        return len(self.ridge) > 0
