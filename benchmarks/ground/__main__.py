"""`make bench-ground`: whether the ground holds. Load, bad files, every address walked, tampering; under 40 minutes.

    python benchmarks/ground [--quick] [--again tampering walk upload]

Everything runs on loopback, in a home of its own (`var/ground`). Results go to ``benchmarks/results/ground.json`` and
to the page ``docs/operations/load.md`` between its marks.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))
from ground import load, pages, record

RESULTS = record.PROJECT / "benchmarks" / "results" / "ground.json"
PAGE = record.PROJECT / "docs" / "operations" / "load.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
PORT = 8491
MOST_SECONDS = 600
COMMANDS = {
    "tampering": ["-m", "pytest", "-q", "-n", "0", "tests/foundation/audit"],
    "walk": ["benchmarks/ground/walk.py", "--seconds=300"],
    "upload": ["benchmarks/ground/upload.py"],
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="a hundredth of the record, one minute of load")
    asked.add_argument("--again", choices=COMMANDS, nargs="+", help="repeat these alone, beside what was found before")
    given = asked.parse_args()
    begun = time.perf_counter()
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if given.again else measure(quick=given.quick)
    for name in given.again or COMMANDS:
        found[name] = run(name)
        if not given.again:
            found["minutes"] = round((time.perf_counter() - begun) / 60, 1)
        # Kept after each, so that one that hangs costs no more than itself.
        RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    print(table(found))
    sys.exit(0 if is_met(found) else 1)


def measure(*, quick: bool) -> dict[str, Any]:
    """Make the record and put it under load."""
    made = record.make(part=0.01 if quick else 1.0)
    record.prepare()
    return {
        "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()},
        "versions": {name: version(name) for name in ("django", "psycopg", "gunicorn")} | {"postgresql": server()},
        "record": {"rows": sizes(), "seconds": round(made)},
        "pages": pages.measure(PORT, clients=[1, 8], seconds=1 if quick else 4, only=""),
        "leads": pages.at_work(PORT),
        "load": load.measure(PORT, seconds=60 if quick else 600, rate=10),
    }


def server() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        return str(cursor.fetchone()[0])


def sizes() -> dict[str, int]:
    """Say how many rows the larger tables hold, as the server last counted them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, reltuples::bigint from pg_class where relkind = 'r' and reltuples > 50000 order by 2 desc"
        )
        return dict(cursor.fetchall())


def run(name: str) -> dict[str, Any]:
    """Run another measurement, against the demo's world of the same home; keep how it ended and its last line."""
    place = {} if name == "tampering" else {"MINHBACH_HOME": str(record.HOME), "MINHBACH_DEMO": "true"}
    plain = {
        one: value for one, value in os.environ.items() if not one.startswith(("MINHBACH_", "DJANGO_", "DATABASE_"))
    }
    command = [sys.executable, *COMMANDS[name]]
    try:
        done = subprocess.run(
            command, cwd=record.PROJECT, env=plain | place, capture_output=True, text=True, check=False,
            timeout=MOST_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"ended": "timeout", "said": f"không xong trong {MOST_SECONDS} giây"}
    print(done.stdout[-4_000:], done.stderr[-2_000:], flush=True)
    said = [line for line in done.stdout.splitlines() if line.strip()]
    return {"ended": done.returncode, "said": said[-1] if said else ""}


def is_met(found: dict[str, Any]) -> bool:
    busy = found["load"]
    return (
        busy["all"]["p95_ms"] <= load.BAR_MS
        and not busy["wrong"]
        and not any(found[name]["ended"] for name in COMMANDS)
    )


def table(found: dict[str, Any]) -> str:
    """Write the figures as the page shows them."""
    busy = found["load"]
    lines = [
        f"{busy['sessions']} phiên, {busy['rate_per_s']:g} yêu cầu mỗi giây trong {busy['seconds']:g} giây:"
        f" p50 {busy['all']['p50_ms']} ms, **p95 {busy['all']['p95_ms']} ms**, lâu nhất {busy['all']['worst_ms']} ms;"
        f" không đúng: {busy['wrong'] or 'không'}.",
        "",
        "| dưới tải | số lần | p50, ms | p95, ms | lâu nhất, ms |",
        "|---|---|---|---|---|",
        *(
            f"| `{what}` | {row['count']} | {row['p50_ms']} | {row['p95_ms']} | {row['worst_ms']} |"
            for what, row in busy["pages"].items()
        ),
        "",
        "| trang, một mình | 1 người: p50 · p95, ms | 8 người: p50 · p95, ms |",
        "|---|---|---|",
        *(
            f"| {name} | {one['1']['p50_ms']} · {one['1']['p95_ms']} | {one['8']['p50_ms']} · {one['8']['p95_ms']} |"
            for name, one in found["pages"].items()
        ),
        "",
        "| 16 cán bộ cùng đọc, mỗi người 4 giây một trang | p50, ms | p95, ms |",
        "|---|---|---|",
        *(f"| {name} | {row['p50_ms']} | {row['p95_ms']} |" for name, row in found.get("leads", {}).items()),
        "",
        "| phép thử | kết thúc | dòng cuối |",
        "|---|---|---|",
        *(
            f"| {name} | {'đạt' if not found[name]['ended'] else 'không đạt'} | {found[name]['said'][:200]} |"
            for name in COMMANDS
        ),
        "",
        f"Máy: {found['machine']}; phiên bản: {found['versions']}; dựng hồ sơ {found['record']['seconds']} s;"
        f" cả lượt {found['minutes']} phút.",
    ]
    return "\n".join(lines)


def with_figures(page: str, found: dict[str, Any]) -> str:
    """Put the figures between the marks of the page."""
    begin, end = MARKS
    return re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n{table(found)}\n{end}", page, flags=re.DOTALL)


if __name__ == "__main__":
    main()
