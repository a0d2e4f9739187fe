"""Exact inner-product search over vectors, on FAISS."""

from pathlib import Path

import faiss
import numpy as np

from embeddings.arrays import FloatArray, IntArray


class FlatVectors:
    """Rows of vectors in a FAISS ``IndexFlatIP`` (https://faiss.ai): exact, no training, no loss.

    Approximate indexes pay off from some 100,000 vectors; here they would save nothing.
    """

    def __init__(self, index: "faiss.IndexFlat") -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: FloatArray) -> "FlatVectors":
        """Index ``(n, d) float32`` rows."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @property
    def count(self) -> int:
        """Number of rows."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a row."""
        return int(self._index.d)

    def scores(self, query: FloatArray) -> FloatArray:
        """Inner product of a ``(d,) float32`` query with every row, ``(n,) float32``."""
        return np.asarray(self._rows() @ query, dtype=np.float32)

    def _rows(self) -> FloatArray:
        """The rows where FAISS keeps them. A search for all of them would sort what nobody needs sorted."""
        values = faiss.rev_swig_ptr(self._index.get_xb(), self.count * self.dimension)
        return np.asarray(values, dtype=np.float32).reshape(self.count, self.dimension)

    def scores_of(self, query: FloatArray, rows: IntArray) -> FloatArray:
        """Inner product with some rows only, ``(len(rows),) float32``."""
        if len(rows) == self.count:
            return self.scores(query)[rows]
        return np.asarray(self._rows()[rows] @ query, dtype=np.float32)

    def to_bytes(self) -> bytes:
        """FAISS's own file format."""
        return bytes(faiss.serialize_index(self._index).tobytes())

    @classmethod
    def from_bytes(cls, data: bytes, file: Path) -> "FlatVectors":
        """The inverse of :meth:`to_bytes`.

        Raises:
            ValueError: The bytes hold something else.
        """
        index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        if not isinstance(index, faiss.IndexFlat):
            raise ValueError(f"{file.name} holds a {type(index).__name__}")
        return cls(index)
