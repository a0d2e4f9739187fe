import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from embeddings.models.blocks import BYTES, SIZE, Blocks, pack, quantise, unpack

CODES = arrays(np.int8, (3, 2, SIZE), elements=st.integers(-8, 7))
SCALES = arrays(np.float16, (3, 2), elements=st.floats(-2, 2, width=16))
WEIGHTS = arrays(np.float32, (3, 2 * SIZE), elements=st.floats(-4, 4, width=32))


@given(CODES, SCALES)
def test_what_is_packed_is_unpacked(codes: np.ndarray, scales: np.ndarray) -> None:
    blocks = Blocks(codes, scales.astype(np.float32))
    data = pack(blocks)
    assert len(data) == 3 * 2 * BYTES
    again = unpack(data, 3)
    np.testing.assert_array_equal(again.codes, codes)
    np.testing.assert_array_equal(again.scales, blocks.scales)


def test_the_low_half_of_a_byte_is_the_first_half_of_a_block() -> None:
    codes = np.zeros((1, 1, SIZE), dtype=np.int8)
    codes[0, 0, 0], codes[0, 0, 16] = -8, 7
    data = pack(Blocks(codes, np.ones((1, 1), dtype=np.float32)))
    assert data[:3] == np.float16(1).tobytes() + b"\xf0"
    assert data[3:] == b"\x88" * 15


@given(CODES, st.floats(0.0625, 1), st.floats(0.5, 1.5))
def test_weights_of_which_only_the_scales_changed_come_back_exactly(
    codes: np.ndarray, scale: float, factor: float
) -> None:
    trained = Blocks(codes, np.full((3, 2), scale * factor, dtype=np.float32))
    back = quantise(trained.weights(), codes)
    np.testing.assert_allclose(back.weights(), trained.weights(), rtol=1e-3, atol=1e-6)


@given(WEIGHTS, CODES)
def test_any_weights_come_back_within_half_a_step_or_closer_than_with_the_old_codes(
    weights: np.ndarray, codes: np.ndarray
) -> None:
    back = quantise(weights, codes)
    error = np.square(back.weights() - weights).reshape(3, 2, SIZE).sum(axis=-1)
    farthest = np.abs(weights).reshape(3, 2, SIZE).max(axis=-1)
    # A step is an eighth of the farthest weight; the code 7 leaves at most one step at the other end.
    assert (error <= SIZE * np.square(farthest / 8) + 1e-6).all()
    assert np.isfinite(back.scales).all()
