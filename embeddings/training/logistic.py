"""Logistic regression in which some weights cannot become positive."""

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray
from embeddings.calibration.confidence import Odds

DoubleArray = NDArray[np.float64]
BooleanArray = NDArray[np.bool_]


def fit_odds(
    table: FloatArray, labels: BooleanArray, strength: float, importance: DoubleArray, lowering: BooleanArray
) -> Odds:
    """Fit by maximum likelihood with an L2 penalty on all weights but the intercept.

    scikit-learn's regression has no bounds on weights; L-BFGS-B (Byrd et al. 1995,
    https://doi.org/10.1137/0916069) has. A bound keeps what is known true where the material is too
    thin, or its columns too much alike, to show it.

    Args:
        table: ``(n, k) float32``, standardised.
        labels: ``(n,) bool``.
        strength: Inverse of the penalty, scikit-learn's C.
        importance: ``(n,) float64``, how much each row counts.
        lowering: ``(k,) bool``: columns whose weight is at most 0.

    Returns:
        The weights, in the order of the columns.
    """
    # Takes a sixth of a second to import, and every command imports this module; only fitting needs it.
    from scipy import optimize, special

    rows = table.astype(np.float64)
    sign = np.where(labels, 1.0, -1.0)

    def loss(point: DoubleArray) -> tuple[float, DoubleArray]:
        weights, intercept = point[:-1], point[-1]
        margin = sign * (rows @ weights + intercept)
        slope = -strength * importance * sign * special.expit(-margin)
        value = 0.5 * float(weights @ weights) + strength * float(importance @ np.logaddexp(0, -margin))
        return value, np.append(weights + rows.T @ slope, slope.sum())

    bounds = [*((None, 0.0 if low else None) for low in lowering), (None, None)]
    start = np.zeros(rows.shape[1] + 1)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 1000})
    return Odds(found.x[:-1].astype(np.float32), float(found.x[-1]))
