"""Array types shared by the package."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
"""Vectors and scores: float32; every docstring names the shape."""

IntArray = NDArray[np.int64]
"""Row numbers and counts: int64."""
