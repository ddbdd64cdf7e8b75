"""W3: five thousand shops on one phone: all are linked, and the last costs what the first did."""

from __future__ import annotations

import time
from collections.abc import Mapping
from statistics import median

from record.ground import Bar, Ground, officer

SHOPS, COMPARED = 5_000, 100


def measure(ground: Ground) -> Mapping[str, float]:
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.subjects import selectors
    from minhbach.domains.subjects.services import register_merchant
    from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    who = officer("inspector")
    access = access_of(who, at=now())
    phone = f"098{time.time_ns() // 1_000_000 % 10_000_000:07}"
    took: list[float] = []
    shops = ground.size(SHOPS)
    for n in range(shops + 20):
        facts = MerchantFacts(
            kind=SubjectKind.UNKNOWN, name=f"Gian hàng {n}", identifiers=[(IdentifierKind.PHONE, phone, "")]
        )
        begun = time.perf_counter()
        with acting_as(access):
            register_merchant(officer=who, at=now(), facts=facts)
        took.append(time.perf_counter() - begun)
    took = took[20:]
    with acting_as(access):
        linked = selectors.find_by_identifier("phone", phone).count()
    compared = min(COMPARED, shops // 2)
    first, last = median(took[:compared]), median(took[-compared:])
    return {
        "gian hàng": shops,
        "liên kết đủ": float(linked == shops + 20),
        "lần đầu ms": first * 1000,
        "lần cuối ms": last * 1000,
        "cuối/đầu": last / first,
    }


BAR = Bar(
    "W3",
    "5.000 gian hàng dùng một số điện thoại",
    measure,
    asked=[("liên kết đủ", "≥", 1), ("cuối/đầu", "≤", 2)],
    peers="MISP bỏ một giá trị sau 20 lần dùng và không hiện liên kết nào",
    order=1,
)
