"""What is known beyond a listing's own words: marks, authorised sellers, medians, outcomes. All optional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.screening.knowledge.reading import KnowledgeUnreadable, read_folder
from minhbach.engine.screening.knowledge.tables import TABLES

__all__ = ["NOTHING_KNOWN", "Knowledge", "KnowledgeUnreadable", "load_knowledge"]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A knowledge folder, read; where a table is absent, rules say what they could not check.

    It is handed to worker processes as it is: frames travel cheaply, what rules derived does not travel.
    """

    version: str | None = None  # the folder's own version and a digest of everything in it
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)  # by name, each as in tables.TABLES
    model: str | None = None  # model.json as text; screening.score reads it
    memory: dict[str, Any] = field(default_factory=dict, repr=False)  # what rules worked out once, by rule

    def has(self, name: str) -> bool:
        """Say whether the folder holds a table, be it empty."""
        return name in self.tables

    def table(self, name: str) -> pl.DataFrame:
        """Return a table; of no rows where the folder holds none.

        Shape: TABLES[name]
        """
        known = self.tables.get(name)
        return pl.DataFrame(schema=dict(TABLES[name].columns)) if known is None else known

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what can be worked out again."""
        return {**self.__dict__, "memory": {}}


NOTHING_KNOWN = Knowledge()


def load_knowledge(folder: Path | None) -> Knowledge:
    """Read a knowledge folder, or know nothing.

    Raises: KnowledgeUnreadable, naming file, row, column and problem.
    """
    if folder is None:
        return NOTHING_KNOWN
    version, tables, model = read_folder(folder)
    return Knowledge(version, tables, model)
