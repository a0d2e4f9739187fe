"""Training only what the engine's file keeps exactly: the scales of the blocks, biases and layer norms.

Rounding trained weights to 4 bits again would throw most of the training away, because a step of training is much
smaller than a step of the codes (docs/decisions/adapting-the-model.md). So the codes stay as they are, and each
block of 32 weights gets a factor (Kim et al. 2023, "Memory-Efficient Fine-Tuning of Compressed Large Language
Models via sub-4-bit Integer Quantization", https://arxiv.org/abs/2305.14152); biases and layer norms, which the file
keeps in full, are trained as they are (Ben Zaken et al. 2022, BitFit, https://arxiv.org/abs/2106.10199).
Embeddings are frozen. What is exported is then what was trained, but for the rounding of a scale to 16 bits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from embeddings.models.blocks import SIZE
from embeddings.models.engine_file import EngineFile
from embeddings.models.tensors import named_tensors

Tensor = Any


@dataclass(frozen=True, slots=True)
class Trainable:
    """What is trained.

    Attributes:
        factors: One tensor per matrix: by how much each block's scale is larger; 0 at the start.
        others: Biases and layer norms.
    """

    factors: list[Tensor]
    others: list[Tensor]

    def snapshot(self) -> list[Tensor]:
        """Copies of all values."""
        return [tensor.detach().clone() for tensor in (*self.factors, *self.others)]

    def restore(self, values: list[Tensor]) -> None:
        """Put back what :meth:`snapshot` gave."""
        for tensor, value in zip((*self.factors, *self.others), values, strict=True):
            tensor.data.copy_(value)


@contextmanager
def trainable_scales(model: Any, file: EngineFile, layers: int) -> Iterator[Trainable]:  # noqa: ANN401
    """Make the last layers of a model trainable; afterwards it is a plain model with the trained weights.

    Args:
        model: From :func:`embeddings.models.dequantise.dequantised`, for the same file.
        file: Where the model came from.
        layers: How many layers, counted from the last.

    Yields:
        The tensors to give to an optimiser.
    """
    import torch

    bert = model[0].auto_model
    bert.requires_grad_(requires_grad=False)
    factors: list[Tensor] = []
    others: list[Tensor] = []
    undo = []
    for tensor in named_tensors(file.sizes):
        if tensor.layer is None or tensor.layer < file.sizes.layers - layers:
            continue
        module = bert.get_submodule(tensor.torch.rpartition(".")[0])
        if tensor.matrix:
            rows, columns = tensor.shape
            factor = torch.nn.Parameter(torch.zeros(rows, columns // SIZE, 1))
            factors.append(factor)
            undo.append(_scale(module, factor))
        else:
            parameter = bert.get_parameter(tensor.torch)
            parameter.requires_grad_(requires_grad=True)
            others.append(parameter)
    try:
        yield Trainable(factors, others)
    finally:
        for finish in undo:
            finish()
        bert.requires_grad_(requires_grad=False)


def _scale(module: Any, factor: Tensor) -> Any:  # noqa: ANN401
    """Compute the module's weight from its factors before every forward pass; the result ends that."""
    import torch

    start = module.weight.detach()
    del module.weight

    def compute(layer: Any, _: object = None) -> None:  # noqa: ANN401
        layer.weight = (start.view(*factor.shape[:2], -1) * (1 + factor)).view(start.shape)

    handle = module.register_forward_pre_hook(compute)

    def finish() -> None:
        handle.remove()
        with torch.no_grad():
            compute(module)
        trained = module.weight
        del module.weight
        module.weight = torch.nn.Parameter(trained.contiguous(), requires_grad=False)

    return finish
