"""Any CrossEncoder of sentence-transformers as reranker."""

import threading
from collections.abc import Sequence

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.encoders.cleaning import encodable
from embeddings.errors import RerankerUnavailable
from embeddings.settings import RerankerSettings

LONGEST = 128
"""Tokens of question and text together that are read: an entry begins with its short answer, and time grows with
every token (docs/decisions/adapting-the-model.md)."""


class CrossEncoderReranker:
    """A CrossEncoder (https://sbert.net), on the CPU; the library and torch are the extra ``models``."""

    def __init__(self, settings: RerankerSettings) -> None:
        """Load a model.

        Args:
            settings: Which one.

        Raises:
            RerankerUnavailable: The library is not installed, or the model cannot be loaded or gives more than
                one score per text.
        """
        name = str(settings.model)
        try:
            import torch
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise RerankerUnavailable(
                name, str(error), "Install the extra: pip install 'houvast[models]'; or clear encoder.reranker."
            ) from error
        torch.set_num_threads(settings.threads)
        try:
            self._model = CrossEncoder(name, device="cpu", max_length=LONGEST)
            scores = np.asarray(self._model.predict([("x", "x")], show_progress_bar=False))
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise RerankerUnavailable(
                name,
                str(error).splitlines()[0] if str(error) else type(error).__name__,
                "Give the folder of a saved CrossEncoder, or a hub name with network access.",
            ) from error
        if scores.shape != (1,):
            raise RerankerUnavailable(
                name, f"it gives {scores.shape[-1]} numbers per text", "Choose a CrossEncoder with one score."
            )
        self._lock = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        """One score per text, ``(len(texts),) float32``; higher is better."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        pairs = [(encodable(question), encodable(text)) for text in texts]
        with self._lock:
            scores = self._model.predict(pairs, show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(scores, dtype=np.float32)
