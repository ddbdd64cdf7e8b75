"""W2: one merchant with a hundred identifiers out of a pool of 3,000, on two processes that begin with a fresh pool."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping

from record.bars.w1_one_identifier import ENTERED, LINKED
from record.ground import Bar, Ground, officer, processor_seconds

RECORDS, IDENTIFIERS, POOL = 300, 100, 3_000


def write(number: int, records: int, pool: int) -> tuple[float, float]:
    """Register merchants; returns records a second, and the seconds of a processor for each."""
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.subjects.services import register_merchant
    from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    who = officer("inspector")
    access = access_of(who, at=now())
    chance = random.Random(number)
    phones = [f"03{pool:03}{n:05}" for n in range(POOL)]
    begun, worked = time.perf_counter(), processor_seconds()
    for n in range(records):
        facts = MerchantFacts(
            kind=SubjectKind.HOUSEHOLD,
            name=f"Gian hàng {number} {n}",
            identifiers=[(IdentifierKind.PHONE, phone, "") for phone in chance.sample(phones, IDENTIFIERS)],
        )
        with acting_as(access):
            register_merchant(officer=who, at=now(), facts=facts)
    return records / (time.perf_counter() - begun), (processor_seconds() - worked) / records


def measure(ground: Ground) -> Mapping[str, float]:
    pool, records = 200 + int(time.time()) % 700, ground.size(RECORDS)
    two = ground.in_processes(2, write, records, pool)
    with ground.worker() as worker:
        beside = ground.in_processes(2, write, records, pool + 1)
    return {
        "hai tiến trình/s": sum(speed for speed, _worked in two),
        "bộ xử lý ms": sum(worked for _speed, worked in two) / 2 * 1000,
        "hai tiến trình, liên kết chạy bên/s": sum(speed for speed, _worked in beside),
        LINKED: worker.longest_seconds,
        ENTERED: max(worker.entered_seconds, default=float("inf")),
    }


ASKED = [
    ("hai tiến trình/s", "≥", 100),
    ("hai tiến trình, liên kết chạy bên/s", "≥", 100),
    (LINKED, "≤", 2),
    (ENTERED, "≤", 2),
]
BAR = Bar(
    "W2",
    "Ghi một hồ sơ có 100 thông tin định danh",
    measure,
    asked=ASKED,
    peers="MISP 3,4–3,9/s; trước đây ở đây 1,1/s và hai tiến trình chặn nhau",
)
