"""Loaded once, in the process that the workers are forked from: the compiled kernels, ready to run.

Polars must not start its threads before the fork.
"""

from __future__ import annotations

import minhbach.engine.screening.batch  # noqa: F401
from minhbach.engine.text.kernel import kernels

kernels.load()
