"""Loaded once, in the process that readers of files from outside are forked from.

Polars must not start its threads before the fork.
"""

from __future__ import annotations

import gc

import fastexcel  # noqa: F401

import minhbach.engine.reading.opening
import minhbach.engine.reading.tables  # noqa: F401
from minhbach.engine.reading.mapping import guess_mapping

guess_mapping(["tên hàng"])
gc.freeze()  # what lives as long as the process need not be looked through again and again
