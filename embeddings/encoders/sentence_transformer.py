"""Any SentenceTransformer model, local or from the hub, as encoder."""

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.encoders.cleaning import encodable, normalised
from embeddings.errors import EncoderUnavailable

BATCH = 32


class SentenceTransformerEncoder:
    """A model of the sentence-transformers library (https://sbert.net), on the CPU.

    The library and torch are the extra ``models``; they are imported when an encoder is made.
    """

    def __init__(
        self,
        model: str | Path,
        *,
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        threads: int | None = None,
    ) -> None:
        """Load a model.

        Args:
            model: Folder or hub name.
            query_prefix: Text before a query. None takes the model's own prompt; a model of the E5
                family that declares none gets "query: ".
            passage_prefix: Text before a passage, in the same way ("passage: " for E5).
            threads: CPU threads for torch, for the whole process; None leaves them alone.

        Raises:
            EncoderUnavailable: The library is not installed, or the model cannot be loaded.
        """
        name = str(model)
        try:
            import torch
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderUnavailable(
                f"sentence-transformer {name}", str(error), "Install the extra: pip install 'houvast[models]'."
            ) from error
        if threads is not None:
            torch.set_num_threads(threads)
        try:
            self._model = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise EncoderUnavailable(
                f"sentence-transformer {name}",
                str(error).splitlines()[0] if str(error) else type(error).__name__,
                "Give the folder of a saved SentenceTransformer, or a hub name with network access.",
            ) from error
        declared = self._model.prompts
        is_e5 = "e5" in Path(name).name.lower()
        self.query_prefix = _prefix(query_prefix, declared, ("query",), "query: " if is_e5 else "")
        self.passage_prefix = _prefix(passage_prefix, declared, ("document", "passage"), "passage: " if is_e5 else "")
        self.dimension = int(self._model.encode(["x"], show_progress_bar=False).shape[1])
        self.fingerprint = self._fingerprint(Path(name).name)
        self._lock = threading.Lock()

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what people ask: ``(len(texts), dimension) float32, L2-normalised``."""
        return self._encode(texts, self.query_prefix)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what documents say: ``(len(texts), dimension) float32, L2-normalised``."""
        return self._encode(texts, self.passage_prefix)

    def _encode(self, texts: Sequence[str], prefix: str) -> FloatArray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            vectors = self._model.encode(
                [encodable(text) for text in texts],
                prompt=prefix,
                batch_size=BATCH,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return normalised(np.asarray(vectors, dtype=np.float32))

    def _fingerprint(self, name: str) -> str:
        """Name plus a hash over weights, module settings and prefixes.

        A name alone does not tell two versions of a model apart. Hashing takes about half a second
        for a model of 100 million parameters.
        """
        import torch

        digest = hashlib.sha256()
        settings: list[Any] = [
            self.query_prefix,
            self.passage_prefix,
            self._model.max_seq_length,
            [type(module).__name__ for module in self._model],
        ]
        digest.update(json.dumps(settings, default=str).encode())
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            flat = tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8)
            digest.update(flat.numpy().data)
        return f"{name}/{digest.hexdigest()[:16]}"


def _prefix(given: str | None, declared: dict[str, str], names: tuple[str, ...], default: str) -> str:
    """What the caller gives, else what the model declares, else the default."""
    if given is not None:
        return given
    return next((declared[name] for name in names if declared.get(name)), default)
