"""W7: how fast pairs are told apart, and how rightly: hard pairs of our own, companies and people of public sets."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np
from record.ground import PROJECT, Bar, Ground
from record.nomenklatura_pairs import compared
from record.public_sets import company_f1, company_pairs, f1, febrl_f1

DATA = PROJECT.parent / "shared" / "data"
PAIRS = 2_000_000


def measure(ground: Ground) -> Mapping[str, float]:
    from minhbach.engine.linkage import frame_of, score_pairs, standing_model
    from tests.engine.linkage.hard_pairs import hard_pairs, scores_of

    model, pairs = standing_model(), hard_pairs()
    right = {"one": (model.ask, 1 << 20), "ask": (model.ask, model.join - 1), "not": (-(1 << 20), model.ask - 1)}
    scores = scores_of(pairs)
    wrong = sum(
        not right[pair.right][0] <= score <= right[pair.right][1] for pair, score in zip(pairs, scores, strict=True)
    )
    frame = frame_of([one for pair in pairs for one in (pair.one, pair.other)])
    chance = np.random.default_rng(389)
    lefts, rights = (chance.integers(0, len(frame.ids), ground.size(PAIRS)) for _ in "ab")
    begun, worked = time.perf_counter(), time.process_time()
    score_pairs(frame, lefts, rights)
    took, used = time.perf_counter() - begun, time.process_time() - worked
    found = {
        "cặp/s": len(lefts) / took,
        "cặp/s bộ xử lý": len(lefts) / used,
        "cặp khó": len(pairs),
        "cặp khó sai": wrong,
    }
    if DATA.is_dir():
        found["F1 doanh nghiệp"] = company_f1(DATA)
        found |= {f"FEBRL {name[7]}": value for name, value in febrl_f1(DATA).items()}
        found["FEBRL"] = min(value for name, value in found.items() if name.startswith("FEBRL "))
        names, true = company_pairs(DATA)
        told = compared([*names, ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng")])
        if told is not None:
            found |= {
                "nomenklatura: F1 doanh nghiệp": f1(told.said[:-1], true),
                "nomenklatura: cặp/s": told.speed,
                "nomenklatura: Hùng là Hưng": float(told.said[-1]),
            }
    return found


BAR = Bar(
    "W7",
    "So từng cặp người bán",
    measure,
    asked=[("cặp/s", "≥", 50_000), ("cặp khó sai", "≤", 0), ("F1 doanh nghiệp", "≥", 0.79), ("FEBRL", "≥", 0.97)],
    peers="nomenklatura 500–16.000 cặp/s, “Hùng” = “Hưng” 1,000; F1 0,79 (mọi loại tên, LogicV2)",
    order=4,
    needs_record=False,
)
