"""`make bench-record`: the shared record's bars, beside what peers were measured at. No time fails anything.

    python benchmarks/record [--part 1.0] [--only W1 W4] [--anew] [--large]

With --large the bars that have a largest size are measured at it, on a register of five million subjects and twenty
million identifiers that is filled once (`make bench-record-large`); MINHBACH_BENCH_HOME says where it stands.

Figures go to ``benchmarks/results/record.json``: each bar with the machine's load when it was measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from record import ground, large

RESULTS = ground.PROJECT / "benchmarks" / "results" / "record.json"


def bars() -> list[ground.Bar]:
    """Return every bar, in the order in which they are measured."""
    names = sorted(path.stem for path in (Path(__file__).parent / "bars").glob("[a-z]*.py"))
    found: list[ground.Bar] = [import_module(f"record.bars.{name}").BAR for name in names]
    return sorted(found, key=lambda bar: (bar.order, bar.code))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=float, default=1.0, help="how large a part of the whole sizes")
    asked.add_argument("--only", nargs="+", default=[], help="codes of bars")
    asked.add_argument("--anew", action="store_true", help="begin with an empty record")
    asked.add_argument("--large", action="store_true", help="the largest sizes, on a register that is full already")
    given = asked.parse_args()
    if given.large:
        os.environ[ground.LARGE] = "yes"
    if given.anew:
        ground.remove()
    asked_for = [bar for bar in bars() if not given.only or bar.code in given.only]
    register = large.Large(int(large.SUBJECTS * given.part)) if given.large else None
    if any(bar.needs_record for bar in asked_for):
        ground.make()
        register = large.fill(given.part) if given.large else None
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"bars": {}}
    found |= {"machine": machine(), "versions": found.get("versions", {}) | versions()}
    kept = found.setdefault("large" if register else "bars", {})
    begun = time.perf_counter()
    measured_bars = []
    for bar in asked_for:
        wanted = bar.asked_large if register else bar.asked
        if not wanted:
            continue
        print(f"{bar.code} {bar.title} …", file=sys.stderr, flush=True)
        kept[bar.code] = measured(bar, ground.Ground(given.part, register), wanted)
        # Kept after each, so that one that hangs costs no more than itself.
        RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(line(bar, kept[bar.code]), flush=True)
        measured_bars.append(bar)
    print(table(measured_bars, kept))
    print(f"{len(measured_bars)} mức trong {(time.perf_counter() - begun) / 60:.1f} phút")


def measured(bar: ground.Bar, at: ground.Ground, wanted: Sequence[tuple[str, str, float]]) -> dict[str, Any]:
    """Measure a bar, and tell what was to come of it and how busy the machine was meanwhile."""
    load, begun = os.getloadavg()[0], time.perf_counter()
    figures = {name: round(value, 4) for name, value in bar.measure(at).items()}
    return {
        "title": bar.title,
        "figures": figures,
        "asked": [list(one) for one in wanted],
        "peers": bar.peers,
        "part": at.part,
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "seconds": round(time.perf_counter() - begun, 1),
    }


def line(bar: ground.Bar, kept: dict[str, Any]) -> str:
    """Say a bar as a person reads it."""
    figures = kept["figures"]
    said = ", ".join(f"{name} {value:,g}" for name, value in figures.items())
    asked = "; ".join(
        f"{name} {sign} {most:g}: {'đạt' if holds(figures.get(name), sign, most) else 'CHƯA ĐẠT'}"
        for name, sign, most in kept["asked"]
    )
    load = f"tải {kept['load_before']}→{kept['load_after']}, {kept['seconds']} s"
    return f"{bar.code} {bar.title}\n   {said}\n   {asked} ({load})\n   {bar.peers}"


def table(measured: Sequence[ground.Bar], kept: dict[str, Any]) -> str:
    """List what was asked of every bar, what was found, whether it holds, and what peers were measured at."""
    rows = [("Mức", "Số đo", "Yêu cầu", "Kết quả", "Đạt")]
    for bar in measured:
        figures = kept[bar.code]["figures"]
        for name, sign, most in kept[bar.code]["asked"]:
            value = figures.get(name)
            said = "không có" if value is None else f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
            rows.append((bar.code, name, f"{sign} {most:g}", said, "đạt" if holds(value, sign, most) else "CHƯA"))
    wide = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows]
    return "\n".join(["", *lines, "", *(f"{bar.code}: {bar.peers}" for bar in measured if bar.peers)])


def holds(value: float | None, sign: str, most: float) -> bool:
    return value is not None and (value >= most if sign == "≥" else value <= most)


def machine() -> dict[str, Any]:
    return {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}


def versions() -> dict[str, str]:
    from django.conf import settings
    from django.db import connection

    found = {name: version(name) for name in ("django", "psycopg", "polars")}
    # Bars of the pure engine have no server.
    if settings.configured:
        with connection.cursor() as cursor:
            cursor.execute("show server_version")
            found["postgresql"] = str(cursor.fetchone()[0])
    return found


if __name__ == "__main__":
    main()
