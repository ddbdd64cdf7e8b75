"""Refused rows of a run by kind, so that a fault is told once, with how many and which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

ROWS_NAMED = 30


def refused_kinds(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Group rows by why they were left out, the largest group first.

    Shape: reason, count, value (what stood in the first of them), rows (numbers of the first ones, in order).
    """
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[str(row["reason"])].append(row)
    return [
        {
            "reason": reason,
            "count": len(members),
            "value": next((row["value"] for row in members if row["value"]), None),
            "rows": sorted(row["row"] for row in members)[:ROWS_NAMED],
        }
        for reason, members in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    ]


def rows_said(rows: Iterable[int]) -> str:
    """Name rows by their numbers, those that follow one another as a stretch: "5, 9, 12–15"."""
    stretches: list[list[int]] = []
    for row in sorted(set(rows)):
        if stretches and row == stretches[-1][1] + 1:
            stretches[-1][1] = row
        else:
            stretches.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in stretches)
