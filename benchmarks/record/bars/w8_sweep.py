"""W8: a million sellers with hubs and missing keys linked whole, from columns to clusters, and how rightly."""

from __future__ import annotations

from collections.abc import Mapping

from record.ground import Bar, Ground
from record.linking import measured, measured_by_splink

ROWS, ROWS_LARGE = 1_000_000, 10_000_000


def measure(ground: Ground) -> Mapping[str, float]:
    if ground.large is not None:
        return measured("sellers", ground.size(ROWS_LARGE))
    rows = ground.size(ROWS)
    found = dict(measured("sellers", rows))
    # Another list, of other habits: what weights fitted to the first are worth.
    found |= _named("sổ khác", measured("register", rows), ("giây", "P", "R", "cặp hỏi người"))
    return (
        found
        | _named("Splink", measured_by_splink("sellers", rows))
        | _named("Splink, sổ khác", measured_by_splink("register", rows))
    )


def _named(who: str, figures: Mapping[str, float], wanted: tuple[str, ...] = ()) -> dict[str, float]:
    return {f"{who}: {name}": value for name, value in figures.items() if not wanted or name in wanted}


BAR = Bar(
    "W8",
    "Đối chiếu cả danh sách một triệu người bán",
    measure,
    asked=[("giây", "≤", 30), ("P", "≥", 0.99), ("R", "≥", 0.95)],
    order=4,
    asked_large=[("giây", "≤", 600), ("P", "≥", 0.99), ("R", "≥", 0.95), ("bộ nhớ GB", "≤", 16)],
    needs_record=False,
)
