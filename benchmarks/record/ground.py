"""The ground that bars stand on: a server of their own, the reference data, the small world of the tests.

A bar is one file in bars/: `BAR = Bar("W1", …)`, whose `measure` takes a Ground and returns figures by name. One with
`asked_large` is measured at the largest size as well, on a register that is full already: there `ground.large` says
what stands in it (large.py); otherwise it is None.

The server stands in var/, or where MINHBACH_BENCH_HOME says; the large register beside the small one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from record.large import Large

PROJECT = Path(__file__).parents[2]
# Under this name the processes of a measurement are told that they stand on the large register.
LARGE = "MINHBACH_BENCH_LARGE"
for place in (PROJECT, PROJECT / "benchmarks"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

from minhbach.interfaces.cli import installation  # noqa: E402


@dataclass(frozen=True)
class Bar:
    """One bar: what is done, what must come of it (figure, "≥" or "≤", how much), and what peers were measured at.

    What a bar leaves behind is used by those of a greater ORDER. ASKED_LARGE is what must come of it on the large
    register; a bar without it is not measured there.
    """

    code: str
    title: str
    measure: Callable[[Ground], Mapping[str, float]]
    asked: Sequence[tuple[str, str, float]]
    peers: str = ""
    order: int = 0
    asked_large: Sequence[tuple[str, str, float]] = ()


@dataclass
class Ground:
    """Officers to act as, how large a part of the whole is wanted, and processes to act in."""

    part: float
    # The register that is full already, where the bar is measured at its largest size.
    large: Large | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    def size(self, whole: int) -> int:
        return max(1, int(whole * self.part))

    def in_processes(self, count: int, work: Callable[..., Any], *given: Any) -> list[Any]:
        """Do the same work in several processes at once; each is given its number first."""
        with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=wake) as pool:
            list(pool.map(_ready, range(count)))
            return [one.result() for one in [pool.submit(work, number, *given) for number in range(count)]]


def home() -> Path:
    """Return where the server stands."""
    root = Path(os.environ.get("MINHBACH_BENCH_HOME") or PROJECT / "var").resolve()
    return root / ("record-large" if os.environ.get(LARGE) else "record")


def remove() -> None:
    """Stop the server and remove what it holds."""
    from minhbach.foundation.database import embedded

    if home().exists():
        command("stop-database")
        # A server whose home the database's own user may not walk into stands elsewhere.
        shutil.rmtree(embedded.ground_of(home()), ignore_errors=True)
        shutil.rmtree(home(), ignore_errors=True)


def command(name: str) -> None:
    """Run a command of the installation on the ground's own home."""
    environment = {key: value for key, value in os.environ.items() if "DATABASE_URL" not in key}
    environment["MINHBACH_HOME"] = str(home())
    subprocess.run([sys.executable, "-m", "minhbach", name], check=True, env=environment, stdout=sys.stderr)


def make() -> None:
    """Make the server, its tables and the world, where they are not there yet."""
    command("migrate")
    command("load-reference")
    wake()
    from minhbach.domains.agencies.models import Officer
    from tests.worlds import make_world

    if not Officer.objects.filter(username="inspector").exists():
        make_world()


def wake() -> None:
    """Wake Django on the ground's own server."""
    os.environ["MINHBACH_HOME"] = str(home())
    installation.prepare()


def officer(username: str) -> Any:
    """Return an officer as the entrance does: with the posts read once."""
    from minhbach.domains.agencies.models import Officer
    from minhbach.domains.agencies.selectors import keep_posts
    from minhbach.foundation.clock import local_date, now

    found = Officer.objects.get(username=username)
    keep_posts(found, on=local_date(now()))
    return found


def _ready(number: int) -> int:
    return number
