"""Which tensor of the engine's file is which of a BERT model in the transformers library."""

from collections.abc import Iterator
from dataclasses import dataclass

from embeddings.models.engine_file import Sizes


@dataclass(frozen=True, slots=True)
class Named:
    """A tensor under both names.

    Attributes:
        file: Name in the engine's file.
        torch: Name in the state of a ``BertModel``.
        shape: Of the torch tensor.
        layer: Number of its layer from 0; None for the embeddings.
        matrix: Whether it is kept as 4-bit blocks.
    """

    file: str
    torch: str
    shape: tuple[int, ...]
    layer: int | None
    matrix: bool


def named_tensors(sizes: Sizes) -> Iterator[Named]:
    """All tensors of the model."""
    hidden, inner = sizes.hidden, sizes.inner
    start = "embeddings."
    yield Named("emb.word", f"{start}word_embeddings.weight", (sizes.vocabulary, hidden), None, matrix=True)
    yield Named("emb.pos", f"{start}position_embeddings.weight", (sizes.positions, hidden), None, matrix=False)
    yield Named("emb.type", f"{start}token_type_embeddings.weight", (sizes.types, hidden), None, matrix=False)
    yield Named("emb.ln.w", f"{start}LayerNorm.weight", (hidden,), None, matrix=False)
    yield Named("emb.ln.b", f"{start}LayerNorm.bias", (hidden,), None, matrix=False)
    parts = (
        ("q", "attention.self.query", (hidden, hidden)),
        ("k", "attention.self.key", (hidden, hidden)),
        ("v", "attention.self.value", (hidden, hidden)),
        ("ao", "attention.output.dense", (hidden, hidden)),
        ("aln", "attention.output.LayerNorm", (hidden,)),
        ("fi", "intermediate.dense", (inner, hidden)),
        ("fo", "output.dense", (hidden, inner)),
        ("oln", "output.LayerNorm", (hidden,)),
    )
    for layer in range(sizes.layers):
        for short, long, shape in parts:
            name = f"encoder.layer.{layer}.{long}"
            yield Named(f"l{layer}.{short}.w", f"{name}.weight", shape, layer, matrix=len(shape) == 2)
            yield Named(f"l{layer}.{short}.b", f"{name}.bias", shape[:1], layer, matrix=False)
