"""W8: a million sellers with hubs and missing keys linked whole, from columns to clusters, and how rightly."""

from __future__ import annotations

from collections.abc import Mapping

from record.ground import Bar, Ground
from record.linking import measured

ROWS = 1_000_000


def measure(ground: Ground) -> Mapping[str, float]:
    rows = ground.size(ROWS)
    found = dict(measured("sellers", rows))
    found |= {f"sổ khác: {name}": value for name, value in measured("register", rows).items() if name in ("P", "R")}
    return found


BAR = Bar(
    "W8",
    "Đối chiếu cả danh sách một triệu người bán",
    measure,
    asked=[("giây", "≤", 30), ("P", "≥", 0.99), ("R", "≥", 0.95)],
    order=4,
)
