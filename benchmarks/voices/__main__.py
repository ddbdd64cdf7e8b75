"""`make bench-voices`: the bars of the public's way in, on the ground of the shared record. No time fails anything.

    python benchmarks/voices [--part 1.0] [--only W5] [--anew]

Figures go to ``benchmarks/results/voices.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from record import ground
from record.__main__ import line, machine, measured, versions

RESULTS = ground.PROJECT / "benchmarks" / "results" / "voices.json"


def bars() -> list[ground.Bar]:
    """Return every bar, in the order in which they are measured."""
    names = sorted(path.stem for path in (Path(__file__).parent / "bars").glob("[a-z]*.py"))
    return [import_module(f"voices.bars.{name}").BAR for name in names]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=float, default=1.0, help="how large a part of the whole sizes")
    asked.add_argument("--only", nargs="+", default=[], help="codes of bars")
    asked.add_argument("--anew", action="store_true", help="begin with an empty record")
    given = asked.parse_args()
    if given.anew:
        ground.remove()
    ground.make()
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"bars": {}}
    found |= {"machine": machine(), "versions": versions()}
    for bar in bars():
        if given.only and bar.code not in given.only:
            continue
        kept = found["bars"][bar.code] = measured(bar, ground.Ground(given.part), bar.asked)
        RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(line(bar, kept), flush=True)


if __name__ == "__main__":
    main()
