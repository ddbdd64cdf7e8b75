"""Loaded once, in the process that the workers are forked from: the compiled kernels, ready to run.

Only NumPy is used here; Polars must not start its threads before the fork.
"""

from __future__ import annotations

import numpy as np

import minhbach.engine.screening.batch  # noqa: F401
from minhbach.engine.text import folding
from minhbach.engine.text.kernel import find_digit_runs, gather

_NOTHING = np.zeros(1, dtype=np.uint8)
_OFFSETS = np.zeros(2, dtype=np.int64)

folding.fold_bytes(_NOTHING[:0], _OFFSETS, _NOTHING[:0], _OFFSETS)
find_digit_runs(_NOTHING, _OFFSETS)
gather(np.zeros(16, dtype=np.uint8), _NOTHING, -1, _OFFSETS, _NOTHING[:0])
