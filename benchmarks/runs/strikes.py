"""Strikes at random moments: a process of the site is killed, and the time is taken until all of it runs again."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from runs import hands, site, truth

from minhbach.foundation.database.audit import STARTED

BAR_SECONDS = 15.0
# Beyond this it is not coming back by itself.
PATIENCE_SECONDS = 60.0
PROVE_EVERY = 20


@dataclass(frozen=True)
class Strike:
    """One strike: at what, how long until everything ran again, and what was found wrong then."""

    target: str
    at: float
    seconds: float
    found: tuple[str, ...]


def strike_often(
    serve: int, ledger: hands.Ledger, *, moments: int, seed: int, say: Callable[[str], Any]
) -> list[Strike]:
    """Strike at random moments, and look each time whether anything is lost, doubled or half done."""
    rng, begun, done = random.Random(seed), time.monotonic(), []
    for number in range(1, moments + 1):
        name = rng.choice(sorted(TARGETS))
        time.sleep(rng.uniform(0.2, 3.0))
        has_recovered = TARGETS[name](serve, rng)
        at = time.monotonic()
        try:
            site.wait(has_recovered, seconds=PATIENCE_SECONDS)
            seconds, found = time.monotonic() - at, truth.look(ledger)
        except TimeoutError:
            seconds, found = PATIENCE_SECONDS, ["not running again"]
        if number % PROVE_EVERY == 0 or number == moments:
            found += [one for one in (truth.proof(),) if one]
        done.append(Strike(name, round(at - begun, 1), round(seconds, 1), tuple(found)))
        say(f"{number:4} {name:18} {seconds:5.1f} s {'; '.join(found)}")
    return done


def all_runs() -> bool:
    """Say whether site, database and worker are at work."""
    return site.answers() and _last_worker() > 0


def _site_killed(serve: int, rng: random.Random) -> Callable[[], bool]:
    masters = [pid for pid in site.children_of(serve) if "gunicorn" in " ".join(site.command_of(pid))]
    one = rng.choice([*masters, *site.children_of(masters[0])])
    site.kill(one)
    return lambda: not site.is_running(one) and len(site.below(serve, "gunicorn")) >= 3 and all_runs()


def _worker_killed(serve: int, rng: random.Random) -> Callable[[], bool]:
    before = _last_worker()
    for pid in site.below(serve, "worker", "minhbach"):
        if site.command_of(pid)[-2] == "worker":
            site.kill(pid)
    return lambda: _last_worker() > before and all_runs()


def _database_killed(serve: int, rng: random.Random) -> Callable[[], bool]:
    before = site.postmaster()
    site.kill(before)
    return lambda: site.postmaster() not in (0, before) and all_runs()


def _connection_killed(serve: int, rng: random.Random) -> Callable[[], bool]:
    """Kill one of the database's processes, upon which it ends all others and begins anew."""
    before = _begun()
    with site.database() as connection:
        pids = [row[0] for row in connection.execute("select pid from pg_stat_activity where usename like 'minhbach%'")]
    site.kill(rng.choice(pids))
    return lambda: _begun() > before and all_runs()


def _sealer_killed(serve: int, rng: random.Random) -> Callable[[], bool]:
    """Kill one who seals, as soon as it is connected or a little later."""
    command = [sys.executable, "-m", "minhbach", "audit", "seal"]
    sealer = subprocess.Popen(command, env=site.bare(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with site.database() as connection:
        while sealer.poll() is None:
            (sealers,) = connection.execute(
                "select count(*) from pg_stat_activity where usename = 'minhbach_sealer'"
            ).fetchone() or (0,)
            if sealers:
                time.sleep(rng.uniform(0.0, 0.03))
                break
            time.sleep(0.002)
    sealer.kill()
    sealer.wait()
    return all_runs


def _begun() -> datetime:
    """Return when the server last began with empty memory; long ago where it does not answer."""
    try:
        with site.database() as connection:
            row = connection.execute(f"select {STARTED}").fetchone()
    except psycopg.Error:
        row = None
    return row[0] if row else datetime.min.replace(tzinfo=UTC)


def _last_worker() -> int:
    """Return the newest lane of a worker that gives signs of life; 0 where none does, or a dead one's job waits."""
    try:
        with site.database() as connection:
            row = connection.execute(
                "with alive as (select id from procrastinate_workers where last_heartbeat > now() - interval '4 s')"
                " select coalesce(max(id), 0) from alive"
                " where exists (select from pg_stat_activity where application_name = 'minhbach-worker') and not exists"
                " (select from procrastinate_jobs where status = 'doing'"
                " and coalesce(worker_id, 0) not in (select id from alive))"
            ).fetchone()
    except psycopg.Error:
        return 0
    return row[0] if row else 0


TARGETS = {
    "site": _site_killed,
    "worker": _worker_killed,
    "database": _database_killed,
    "database process": _connection_killed,
    "sealer": _sealer_killed,
}
