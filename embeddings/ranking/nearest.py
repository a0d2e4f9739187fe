"""From one score per text to one score per document."""

import numpy as np

from embeddings.arrays import FloatArray, IntArray


def nearest_means(scores: FloatArray, starts: IntArray, sizes: tuple[int, ...]) -> tuple[FloatArray, ...]:
    """Mean of each document's best few texts.

    Args:
        scores: ``(texts,) float32``, the texts of one document side by side.
        starts: ``(documents + 1,) int64``: document i has the texts from starts[i] up to
            starts[i + 1]; every document has at least one.
        sizes: How many texts count, for example (1, 3, 5); a document with fewer uses all it has.

    Returns:
        For every size a ``(documents,) float32``.
    """
    counts = np.diff(starts)
    widest = min(int(counts.max(initial=1)), max(sizes))
    documents = np.repeat(np.arange(len(counts)), counts)
    # Best first within each document: sort by document, then by falling score.
    order = np.lexsort((-scores, documents))
    place = np.arange(len(scores)) - np.repeat(starts[:-1], counts)
    kept = place < widest
    best = np.zeros((len(counts), widest), dtype=np.float32)
    best[documents[kept], place[kept]] = scores[order][kept]
    sums = np.cumsum(best, axis=1)
    means = []
    for size in sizes:
        used = np.minimum(counts, size)
        means.append((sums[np.arange(len(counts)), used - 1] / used).astype(np.float32))
    return tuple(means)
