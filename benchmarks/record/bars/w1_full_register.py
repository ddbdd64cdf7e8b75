"""W1 once more, on a register that holds a million already."""

from __future__ import annotations

from collections.abc import Mapping

from record.bars import w1_one_identifier as fresh
from record.bars import w4_who_uses as register
from record.ground import Bar, Ground


def measure(ground: Ground) -> Mapping[str, float]:
    register.fill(ground.size(register.IDENTIFIERS))
    return fresh.measure(ground)


BAR = Bar(
    "W1M",
    "Ghi một hồ sơ có một thông tin định danh vào sổ đã có một triệu",
    measure,
    asked=fresh.ASKED,
    peers=fresh.BAR.peers,
    # The register is laid down by then.
    order=5,
)
