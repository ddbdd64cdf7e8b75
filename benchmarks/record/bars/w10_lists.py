"""W10: the lists of subjects and of cases at a million, rights on, for sixteen officers who ask every two seconds.

On a national record of its own (`benchmarks/ground/lists.py`), through the site as it is shipped; of the million cases
a fiftieth have their events, since a list reads the rows of cases alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from record.ground import PROJECT, Bar, Ground, home

SECONDS = 60
LISTS = {"/doi-tuong/": "tổ chức, cá nhân", "/vu-viec/": "vụ việc"}


def measure(ground: Ground) -> Mapping[str, float]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MINHBACH_", "DATABASE_"))}
    environment["MINHBACH_HOME"] = str(home().with_name("record-lists"))
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "lists.json"
        subprocess.run(
            [
                sys.executable, str(PROJECT / "benchmarks" / "ground" / "lists.py"), f"--part={ground.part}",
                f"--seconds={SECONDS}", f"--result={result}",
            ],
            check=True, env=environment, stdout=sys.stderr,
        )  # fmt: skip
        found = json.loads(result.read_text(encoding="utf-8"))
    figures = {"sai": float(len(found["wrong"]))}
    for path, name in LISTS.items():
        figures |= {f"{name} p50 ms": found["lists"][path]["p50_ms"], f"{name} p95 ms": found["lists"][path]["p95_ms"]}
    return figures


BAR = Bar(
    "W10",
    "Danh sách tổ chức, cá nhân và vụ việc, mỗi bên một triệu, 16 người dùng",
    measure,
    asked=[
        *((f"{name} p50 ms", "≤", 50.0) for name in LISTS.values()),
        *((f"{name} p95 ms", "≤", 150.0) for name in LISTS.values()),
        ("sai", "≤", 0.0),
    ],
    peers="Open Zaak 320–430 ms trên mười bộ xử lý",
    order=9,
)
