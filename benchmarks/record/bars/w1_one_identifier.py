"""W1: one merchant with one identifier, through the service, each in a durable transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Mapping

from record.ground import Bar, Ground, officer

RECORDS = 2_000


def write(number: int, records: int) -> float:
    """Register merchants one after the other; returns records a second."""
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
            name=f"Hộ kinh doanh Nguyễn Văn {n}",
            identifiers=[(IdentifierKind.PHONE, phone, "")],
        )
        with acting_as(access):
            register_merchant(officer=who, at=now(), facts=facts)

    for n in range(20):
        one(n)
    begun = time.perf_counter()
    for n in range(20, 20 + records):
        one(n)
    return records / (time.perf_counter() - begun)


def measure(ground: Ground) -> Mapping[str, float]:
    records = ground.size(RECORDS)
    (alone,) = ground.in_processes(1, write, records)
    return {"một tiến trình/s": alone, "hai tiến trình/s": sum(ground.in_processes(2, write, records))}


BAR = Bar(
    "W1",
    "Ghi một hồ sơ có một thông tin định danh, bền vững",
    measure,
    asked=[("hai tiến trình/s", "≥", 500)],
    peers="MISP 13–15/s, DFIR-IRIS 39–53/s; trước đây ở đây 41/s",
)
