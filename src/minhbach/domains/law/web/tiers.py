"""Tiers as lines of text, to be typed or pasted from Excel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.law.refusals import TiersUnreadable
from minhbach.foundation.money import MoneyUnreadable, parse_vnd
from minhbach.foundation.refusals import RowProblem

CELLS = 5


def write_tiers(tiers: Sequence[Mapping[str, Any]]) -> str:
    """Write tiers one a line, as `read_tiers` reads them."""
    return "\n".join(
        "; ".join(
            [
                _write_bound(tier["from"]),
                _write_bound(tier["to_exclusive"]),
                _write_bound(tier["fine_min"]),
                _write_bound(tier["fine_max"]),
                str(tier.get("clause") or ""),
            ]
        )
        for tier in tiers
    )


def read_tiers(text: str, *, like: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Read tiers from lines; what a line cannot say (warning, crime) is taken from the tier it replaces.

    Raises: TiersUnreadable, naming each line.
    """
    tiers: list[dict[str, Any]] = []
    problems: list[RowProblem] = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        cells = [cell.strip() for cell in re.split(r"[;\t]", line)]
        if len(cells) != CELLS:
            problems.append(
                RowProblem(
                    number,
                    _("Dòng %(line)s có %(found)s ô, cần 5 ô: từ; đến dưới; mức thấp nhất; mức cao nhất; khoản, điểm.")
                    % {"line": number, "found": len(cells)},
                )
            )
            continue
        try:
            bounds = [_read_bound(cell) for cell in cells[:2]]
            fines = [parse_vnd(cell) for cell in cells[2:4]]
        except (MoneyUnreadable, InvalidOperation):
            problems.append(RowProblem(number, _("Dòng %(line)s có chỗ không phải là số.") % {"line": number}))
            continue
        before = like[len(tiers)] if len(tiers) < len(like) else {}
        tiers.append(
            {
                "from": bounds[0],
                "to_exclusive": bounds[1],
                "fine_min": fines[0],
                "fine_max": fines[1],
                "clause": cells[4],
                "warning_possible": bool(before.get("warning_possible")),
                "only_if_not_criminal": bool(before.get("only_if_not_criminal")),
            }
        )
    if problems:
        raise TiersUnreadable(rows=problems)
    return tiers


def _write_bound(value: float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}".replace(",", ".")
    return str(value).replace(".", ",")


def _read_bound(text: str) -> int | float | None:
    """Whole numbers may be grouped by dots; a quantity may have a decimal comma."""
    if not text:
        return None
    if "," in text:
        return float(Decimal(text.replace(".", "").replace(",", ".")))
    return parse_vnd(text)
