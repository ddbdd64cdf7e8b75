import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from minhbach.engine.screening.frozen_score import plain_scorecard
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.tables import LEADS, SIGNALS

GOOD, BAD = "claims.cure", "claims.weight"
LISTINGS = 160

Row = dict[str, Any]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A screened run: of each pair of listings one is raised by a good family, one by a bad one."""
    folder = tmp_path_factory.mktemp("run")
    signals, leads = [], []
    for number in range(LISTINGS):
        family = GOOD if number % 2 == 0 else BAD
        signals.append(
            {
                "listing_id": f"tiki:{number}", "sign": "misleading", "rule": f"{family}.any", "family": family,
                "weight": 2.4, "legal_basis": ["TTSL"], "rule_version": "1", "lexicon_version": "1", "values": "{}",
            }
        )  # fmt: skip
        leads.append(
            {"listing_id": f"tiki:{number}", "signs": ["misleading"], "score": 1 - number / 1000, "probability": 0.9,
             "goods": ["cosmetic"], "platform": "tiki", "seller_id": f"s{number // 2}"}
        )  # fmt: skip
    for name, rows, schema in (("signals", signals, SIGNALS), ("leads", leads, LEADS)):
        full = [{column: row.get(column) for column in schema} for row in rows]
        pl.DataFrame(full, schema=schema).write_parquet(folder / f"{name}.parquet")
    record = {"listings": LISTINGS, "leads": LISTINGS, "scorecard": plain_scorecard(load_scorecard()),
              "versions": {"scorecard": load_scorecard().version}}  # fmt: skip
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def outcome(number: int, *, confirmed: bool, **more: object) -> Row:
    day = date(2026, 1, 1) + timedelta(days=random.Random(number).randrange(200))
    return {"listing_id": f"tiki:{number}", "outcome": "confirmed" if confirmed else "unfounded",
            "decided_on": day.isoformat(), "chosen_how": "ranked", **more}  # fmt: skip


@pytest.fixture
def outcomes() -> list[Row]:
    """Nine in ten of the good family are confirmed, one in ten of the bad."""
    chance = random.Random(1)
    return [outcome(number, confirmed=(chance.random() < 0.9) == (number % 2 == 0)) for number in range(LISTINGS)]
