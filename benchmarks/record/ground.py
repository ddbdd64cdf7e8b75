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
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from record.large import Large

PROJECT = Path(__file__).parents[2]
# What triggers keep of rows that are laid down without them: the sets of those who see them.
KEEP_REACH = """
insert into foundation_reach (seen_by) select distinct seen_by from subjects_statement s
    where not exists (select from foundation_reach known where known.reach = s.reach)
"""
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
    # Of the pure engine a bar asks no server: none is filled where only such bars are asked for.
    needs_record: bool = True


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

    @contextmanager
    def worker(self) -> Iterator[Beside]:
        """Have the worker do what follows from each write meanwhile, as it does beside the site."""
        running = subprocess.Popen([sys.executable, "-m", "minhbach", "worker"], env=_environment(), stdout=sys.stderr)
        try:
            while not _is_heard():
                if running.poll() is not None:
                    raise RuntimeError("the worker has ended")
                time.sleep(0.2)
            # What was written before it ran is not what it is measured by.
            while _waits():
                time.sleep(0.2)
            with Beside.watch(running) as beside:
                yield beside
            if running.poll() is not None:
                raise RuntimeError("the worker has ended meanwhile")
        finally:
            running.terminate()
            running.wait(timeout=60)


@dataclass
class Beside:
    """What linkage made of what was written beside it: the longest that anything waited to be linked, and how long it
    was for each that a person entered meanwhile, one a second.
    """

    longest_seconds: float = 0.0
    entered_seconds: list[float] = field(default_factory=list)

    @classmethod
    @contextmanager
    def watch(cls, worker: subprocess.Popen[bytes]) -> Iterator[Beside]:
        """Look how long what waits has waited, until nothing waits any more or the worker has ended."""
        beside, stop = cls(), Event()
        watchers = [Thread(target=work, args=(stop, worker)) for work in (beside._look, beside._enter)]
        for watcher in watchers:
            watcher.start()
        try:
            yield beside
        finally:
            stop.set()
            for watcher in watchers:
                watcher.join()

    def _look(self, stop: Event, worker: subprocess.Popen[bytes]) -> None:
        from django.db import connection

        waited = 0.0
        with connection.cursor() as cursor:
            # What is being linked still stands here, until it is linked.
            while (waited or not stop.is_set()) and worker.poll() is None:
                cursor.execute(
                    "select coalesce(extract(epoch from max(clock_timestamp() - since)), 0)"
                    " from foundation_following where task = 'linkage.link'"
                )
                waited = float(cursor.fetchone()[0])
                self.longest_seconds = max(self.longest_seconds, waited)
                time.sleep(0.05)
        connection.close()

    def _enter(self, stop: Event, worker: subprocess.Popen[bytes]) -> None:
        """Enter a merchant each second, as another officer than who writes all the rest, and see when it is linked."""
        from django.db import connection

        from minhbach.domains.agencies.selectors import access_of
        from minhbach.domains.linkage.models import Key
        from minhbach.domains.subjects.services import register_merchant
        from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
        from minhbach.foundation.clock import now
        from minhbach.foundation.scope import acting_as
        from minhbach.foundation.scope.access import SYSTEM

        who = officer("head")
        access = access_of(who, at=now())
        while not stop.wait(1.0):
            phone = f"037{time.time_ns() // 1_000_000 % 10_000_000:07}"
            facts = MerchantFacts(
                kind=SubjectKind.HOUSEHOLD, name=f"Gian hàng {phone}", identifiers=[(IdentifierKind.PHONE, phone, "")]
            )
            with acting_as(access):
                entered = register_merchant(officer=who, at=now(), facts=facts).id
            begun, is_linked = time.perf_counter(), False
            while not is_linked and worker.poll() is None:
                time.sleep(0.02)
                with acting_as(SYSTEM):
                    is_linked = Key.objects.filter(subject_id=entered).exists()
            self.entered_seconds.append(time.perf_counter() - begun)
        connection.close()


def processor_seconds() -> float:
    """Return for how long this process and the one that serves it in the database have worked so far."""
    from django.db import connection

    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text(encoding="utf-8")
    user, system = told.rsplit(")", 1)[1].split()[11:13]
    return time.process_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _is_heard() -> bool:
    """Say whether a worker is at work."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_workers where last_heartbeat > clock_timestamp() - interval '2 seconds'"
        )
        return bool(cursor.fetchone()[0])


def _waits() -> bool:
    """Say whether anything that was written waits for what follows from it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select exists (select from foundation_following)")
        return bool(cursor.fetchone()[0])


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
    subprocess.run([sys.executable, "-m", "minhbach", name], check=True, env=_environment(), stdout=sys.stderr)


def _environment() -> dict[str, str]:
    known = {key: value for key, value in os.environ.items() if "DATABASE_URL" not in key}
    return known | {"MINHBACH_HOME": str(home())}


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
