"""Bending chances by what earlier ones came to: offices work towards a target, and reach it more often than chance alone says."""

import numpy as np

from etl.outlook.distributions import Floats

#: How far the two coefficients are believed to lie from leaving chances as they are (variances of offset and slope).
_OFFSET, _SLOPE = 0.49, 0.1225
_ROUNDS = 30


def bend(chances: Floats, said: Floats, came_true: Floats) -> Floats:
    """The chances, bent by a logistic fit of what was `said` in finished years to what `came_true` (0 or 1)."""
    known = ~np.isnan(said)
    odds, truth = _log_odds(said[known]), came_true[known]
    offset, slope = 0.0, 1.0
    for _ in range(_ROUNDS):
        fitted = 1 / (1 + np.exp(-(offset + slope * odds)))
        missed, variance = truth - fitted, fitted * (1 - fitted)
        mixed = (variance * odds).sum()
        normal = [[variance.sum() + 1 / _OFFSET, mixed], [mixed, (variance * odds * odds).sum() + 1 / _SLOPE]]
        step = np.linalg.solve(normal, [missed.sum() - offset / _OFFSET, (missed * odds).sum() - (slope - 1) / _SLOPE])
        offset, slope = offset + float(np.clip(step[0], -1, 1)), slope + float(np.clip(step[1], -1, 1))
    return 1 / (1 + np.exp(-(offset + slope * _log_odds(chances))))


def _log_odds(chances: Floats) -> Floats:
    held = np.clip(chances, 0.005, 0.995)
    return np.log(held / (1 - held))
