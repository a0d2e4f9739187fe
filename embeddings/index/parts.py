"""What a search index consists of."""

from dataclasses import dataclass

from embeddings.arrays import FloatArray, IntArray
from embeddings.index.flat import FlatVectors
from embeddings.lexical.tfidf import Postings
from embeddings.ranking.ridge import RidgeSettings


@dataclass(frozen=True, slots=True)
class IndexParts:
    """Everything that is computed once and saved.

    There are n documents, f facts, p phrasings, s statements and z strangers: questions that no document
    answers.

    Attributes:
        ids: The n document ids, in the order of all rows.
        bodies: ``(n, d)``: title and passages, encoded as one passage.
        facts: ``(f, d)``: each passage under its title, encoded as a passage; those of one document
            side by side.
        fact_starts: ``(n + 1,) int64``: document i has facts from ``[i]`` up to ``[i + 1]``.
        examples: ``(p + s + z, d)``, encoded as queries: first all phrasings, those of one document
            side by side, then all statements (a document's title and its single passages), then the
            strangers.
        phrasing_starts: ``(n + 1,) int64``, as fact_starts.
        stranger_start: The first row of examples that is a stranger, ``p + s``.
        centroids: ``(n, d)``: mean of a document's phrasings, L2-normalised.
        characters: N-grams of whole documents, n texts.
        example_characters: N-grams of the examples, p + s + z texts, in the same vocabulary.
        words: Stems of whole documents, n texts.
        ridge: ``(p + s + z, n + 1) float32`` coefficients, the last column for "no document";
            ``(0, n + 1)`` when there are too many to fit.
        ridge_settings: The kernel that the coefficients belong to.
    """

    ids: tuple[str, ...]
    bodies: FlatVectors
    facts: FlatVectors
    fact_starts: IntArray
    examples: FlatVectors
    phrasing_starts: IntArray
    stranger_start: int
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
