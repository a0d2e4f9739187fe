"""From a trained torch model to a file that the engine serves, so that answering needs no torch."""

from typing import Any

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.models.blocks import Blocks, quantise
from embeddings.models.engine_file import EngineFile
from embeddings.models.tensors import named_tensors


def exported(model: Any, file: EngineFile) -> bytes:  # noqa: ANN401 - a SentenceTransformer
    """The engine's file with the weights of a model.

    Embeddings are taken from the file: they are frozen in training, and are three quarters of it. The rest is
    exact where only scales, biases and layer norms were trained; other training is rounded to 4 bits, see
    :func:`embeddings.models.blocks.quantise`.

    Args:
        model: From :func:`embeddings.models.dequantise.dequantised`, trained or not.
        file: The engine's file that it came from.
    """
    state = model[0].auto_model.state_dict()
    tensors: dict[str, FloatArray | Blocks] = {}
    for tensor in named_tensors(file.sizes):
        if tensor.layer is None:
            continue
        values = np.asarray(state[tensor.torch].detach().cpu().numpy(), dtype=np.float32)
        if tensor.matrix:
            tensors[tensor.file] = quantise(values, file.blocks(tensor.file, tensor.shape[0]).codes)
        else:
            tensors[tensor.file] = values
    return file.with_tensors(tensors)
