"""The words for what the calculations answer in codes."""

from __future__ import annotations

from minhbach.domains.law.wording.lines import Line, lines_of
from minhbach.domains.law.wording.names import CONFIDENCES, DIFFERENCES, OBSTACLES, OFFENDERS, TABLES, VERDICTS
from minhbach.domains.law.wording.values import (
    absent_words,
    describe_choice,
    goods_name,
    measure_name,
    threshold_measure,
    unit_name,
    write_between,
    write_bounds,
    write_range,
    write_value,
)

__all__ = [
    "CONFIDENCES",
    "DIFFERENCES",
    "OBSTACLES",
    "OFFENDERS",
    "TABLES",
    "VERDICTS",
    "Line",
    "absent_words",
    "describe_choice",
    "goods_name",
    "lines_of",
    "measure_name",
    "threshold_measure",
    "unit_name",
    "write_between",
    "write_bounds",
    "write_range",
    "write_value",
]
