"""Mixed work for minutes: neither memory nor connections grow, and nothing is refused."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runs import hands, site, strikes, truth

EVERY_SECONDS = 5.0
GROWTH = 1.15


def soak(papers: Sequence[str], cases: Sequence[str], *, minutes: float, seed: int) -> dict[str, Any]:
    """Work for so long; compare the last third with the second, the first being for warming up."""
    samples = []
    with site.served() as serve:
        site.wait(strikes.all_runs, seconds=60)
        with hands.Work(site.PORT, papers, cases, seed=seed, pause=0.1) as work:
            last = time.monotonic() + minutes * 60
            while time.monotonic() < last:
                samples.append((_megabytes(serve.pid), _connections()))
                time.sleep(EVERY_SECONDS)
        found, proof = truth.look(work.ledger), truth.proof()
    third = len(samples) // 3
    memory, connections = ([statistics.median(row[kind] for row in samples[part]) for part in
                            (slice(third, 2 * third), slice(2 * third, None))] for kind in (0, 1))  # fmt: skip
    found += [proof] if proof else []
    found += [f"memory from {memory[0]} to {memory[1]} MB"] if memory[1] > memory[0] * GROWTH else []
    found += [f"connections from {connections[0]} to {connections[1]}"] if connections[1] > connections[0] + 2 else []
    away = sum(count for what, count in work.ledger.heard.items() if "503" in what or "no answer" in what)
    return {"met": not found and not away, "minutes": minutes, "megabytes": memory, "connections": connections,
            "heard": dict(work.ledger.heard), "papers": len(work.ledger.steps), "evidence": len(work.ledger.evidence),
            "sweeps": len(work.ledger.sweeps), "found": found}  # fmt: skip


def _megabytes(serve: int) -> float:
    """Add up what the site and its helpers hold, shared pages by their share; a sweep's own process comes and goes."""
    total = 0
    for pid in [serve, *site.below(serve)]:
        if "minhbach.engine.screening" in site.command_of(pid):
            continue
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return round(total / 1024)


def _connections() -> int:
    with site.database() as connection:
        row = connection.execute("select count(*) from pg_stat_activity where usename like 'minhbach%'").fetchone()
    return int(row[0]) if row else 0
