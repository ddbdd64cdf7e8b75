"""W1: one merchant with one identifier, through the service, each in a durable transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Mapping

from record.ground import Bar, Ground, officer, processor_seconds

RECORDS = 2_000
LINKED = "từ lúc ghi tới lúc đối chiếu, lâu nhất s"
ENTERED = "người khác nhập tay lúc đó, lâu nhất s"


def write(number: int, records: int) -> tuple[float, float]:
    """Register merchants one after the other; returns records a second, and the seconds of a processor for each."""
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.subjects.services import register_merchant
    from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    who = officer("inspector")
    access = access_of(who, at=now())
    start = time.time_ns() // 1_000_000 % 10_000_000

    def one(n: int) -> None:
        phone = f"09{number}{(start + n) % 10_000_000:07}"
        facts = MerchantFacts(
            kind=SubjectKind.HOUSEHOLD,
            name=f"Hộ kinh doanh Nguyễn Văn {number}{start + n}",
            identifiers=[(IdentifierKind.PHONE, phone, "")],
        )
        with acting_as(access):
            register_merchant(officer=who, at=now(), facts=facts)

    for n in range(20):
        one(n)
    begun, worked = time.perf_counter(), processor_seconds()
    for n in range(20, 20 + records):
        one(n)
    return records / (time.perf_counter() - begun), (processor_seconds() - worked) / records


def measure(ground: Ground) -> Mapping[str, float]:
    records = ground.size(RECORDS)
    ((alone, worked),) = ground.in_processes(1, write, records)
    two = sum(speed for speed, _worked in ground.in_processes(2, write, records))
    with ground.worker() as worker:
        beside = sum(speed for speed, _worked in ground.in_processes(2, write, records))
    return {
        "một tiến trình/s": alone,
        "bộ xử lý ms": worked * 1000,
        "hai tiến trình/s": two,
        "hai tiến trình, liên kết chạy bên/s": beside,
        LINKED: worker.longest_seconds,
        ENTERED: max(worker.entered_seconds, default=float("inf")),
    }


ASKED = [
    ("hai tiến trình/s", "≥", 500),
    ("hai tiến trình, liên kết chạy bên/s", "≥", 500),
    (LINKED, "≤", 2),
    (ENTERED, "≤", 2),
]
BAR = Bar(
    "W1",
    "Ghi một hồ sơ có một thông tin định danh, bền vững",
    measure,
    asked=ASKED,
    peers="MISP 13–15/s, DFIR-IRIS 39–53/s; trước đây ở đây 41/s",
)
