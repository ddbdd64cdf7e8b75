"""Two thousand records in a thousand orders, with judgements, withdrawals and numbers that become common meanwhile."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping

from record.ground import Bar, Ground

ORDERS, RECORDS, PROCESSES = 1_000, 2_000, 2


def measure(ground: Ground) -> Mapping[str, float]:
    begun = time.perf_counter()
    orders = ground.size(ORDERS)
    found = ground.in_processes(PROCESSES, other_results, orders)
    return {
        "hồ sơ": RECORDS,
        "thứ tự": orders,
        "khác kết quả": float(sum(found)),
        "giây": time.perf_counter() - begun,
    }


def other_results(number: int, orders: int) -> int:
    """Count the orders of this process that lead to other links, clusters or names of clusters than a sweep does."""
    from minhbach.engine.linkage import Judgement, columns_of, sweep
    from tests.engine.linkage.made_records import made_records
    from tests.engine.linkage.shuffled import linked, said_by_chance

    records = made_records(RECORDS, seed=389)
    said = said_by_chance(records, seed=390)
    swept = sweep(*columns_of(records), [Judgement(*one) for one in said])
    links = {(one, other): score for one, other, score in swept.linked().iter_rows()}
    clusters = {record.id: record.id for record in records} | dict(swept.clustered().iter_rows())
    chance, others = random.Random(number), 0
    for order in range(number, orders, PROCESSES):
        store = linked(records, said, order=order, at_once=chance.choice((100, 250, 700)))
        others += (store.scores, store.clusters) != (links, clusters)
    return others


BAR = Bar(
    "ORDER",
    "Hai nghìn hồ sơ đến theo một nghìn thứ tự: cùng nhóm, cùng mã",
    measure,
    asked=[("khác kết quả", "≤", 0)],
    peers="Splink 5 không còn đối chiếu hồ sơ mới; Senzing có tính chất này, không mở mã nguồn",
    order=6,
)
