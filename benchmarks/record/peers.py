"""Other people's programs that bars measure beside ours; none is a dependency of the project.

Each stands in a folder of its own, and where it does not, the bar says so:

    .venv/bin/pip install --target var/peers/splink splink==5.0.0
    .venv/bin/pip install --target var/peers/nomenklatura nomenklatura==4.17.4
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

from record.ground import PROJECT

PEERS = PROJECT / "var" / "peers"


def is_here(name: str) -> bool:
    """Say whether a peer can be asked, and have Python find it; else print that it is not there."""
    place = str(PEERS / name)
    if place not in sys.path:
        sys.path.append(place)
    if find_spec(name) is not None:
        return True
    print(f"{name}: chưa cài (xem benchmarks/record/peers.py)")
    return False
