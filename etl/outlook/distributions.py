"""Two distributions of counts, as tables of probabilities: exact sums of logarithms, so that every machine gets the same digits.

Rows are cases, columns the counts 0, 1, …; what lies past the end of a shorter row has probability 0.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: The most cells that a table may have at a time.
CELLS = 2_000_000


def negative_binomial(mean: Floats, variation: Floats) -> Floats:
    """The chances of 0, 1, … cases, a row for each mean: Poisson whose own mean is gamma, of squared coefficient of `variation`."""
    mean = np.maximum(mean, 1e-12)
    lengths = negative_binomial_length(mean, variation)
    count = np.arange(lengths.max() - 1)
    odds = (mean * variation / (1 + mean * variation))[:, None]
    steps = np.log((1 / variation[:, None] + count) / (count + 1) * odds)
    logs = np.concatenate([np.zeros((len(mean), 1)), np.cumsum(steps, axis=1)], axis=1)
    logs[np.arange(lengths.max()) >= lengths[:, None]] = -np.inf
    return _as_chances(logs)


def negative_binomial_length(mean: Floats, variation: Floats) -> Ints:
    """How many counts hold all but nothing of the distribution."""
    mean = np.maximum(mean, 1e-12)
    return (mean + 25 * np.sqrt(mean + variation * mean * mean) + 12).astype(np.int64) + 1


def beta_binomial_below(trials: Ints, edge: Ints, share: Floats, correlation: Floats) -> Floats:
    """The chance of fewer than `edge` among `trials`; the two are [case, size], a mean `share` and `correlation` for each case."""
    share = np.clip(share, 1e-9, 1 - 1e-9)
    correlation = np.clip(correlation, 1e-9, 1 - 1e-6)
    a, b = (each * (1 / correlation - 1) for each in (share, 1 - share))
    most = int(trials.max(initial=0))
    rising_a, rising_b, rising_both = (_rising(start, most) for start in (a, b, a + b))
    factorial = _rising(np.ones(1), most)[0]
    # Whichever tail is shorter is added up.
    is_upper = 2 * edge > trials
    first = np.where(is_upper, edge, 0)
    terms = np.where(is_upper, trials - edge + 1, edge)
    terms = np.where((edge <= 0) | (edge > trials), 0, terms)
    step = np.arange(int(terms.max(initial=0)))
    count = np.minimum(first[..., None] + step, trials[..., None])
    rest = trials[..., None] - count
    case = np.arange(len(trials))[:, None, None]
    logs = (
        (factorial[trials] - np.take_along_axis(rising_both, trials, axis=1))[..., None]
        - factorial[count] - factorial[rest] + rising_a[case, count] + rising_b[case, rest]
    )  # fmt: skip
    tail = np.where(step < terms[..., None], np.exp(logs), 0).sum(axis=2)
    below = np.where(is_upper, 1 - tail, tail)
    return np.where(edge <= 0, 0.0, np.where(edge > trials, 1.0, np.clip(below, 0, 1)))


def _rising(start: Floats, most: int) -> Floats:
    """The logarithms of start · (start + 1) · …, of 0 to `most` factors, a row for each start."""
    logs = np.log(start[:, None] + np.arange(most))
    return np.concatenate([np.zeros((len(start), 1)), np.cumsum(logs, axis=1)], axis=1)


def _as_chances(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)
