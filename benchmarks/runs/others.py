"""Faults that are not a death: a full disk, a wrong clock, a network that is gone, two who do one thing.

Each returns what it found and how long it took until all was as before; one that this machine cannot make says why.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from runs import hands, site, strikes, truth
from runs.relay import Relay

from minhbach.foundation.database import embedded, roles
from minhbach.interfaces.cli import installation

AHEAD = Path(__file__).parent / "ahead"
ROOM_MB = 48
GONE_SECONDS = 60.0
RELAY_PORT = 8494
# How tests/races/test_killed.py tells how often it struck what.
STRUCK = re.compile(r"^\.?(\w+): struck (\d+) times$", re.MULTILINE)


def two_serves() -> dict[str, Any]:
    """Start a second site in the same home: it says so and ends, and the first does not notice."""
    with site.served():
        second = site.minhbach("serve", "--bind=127.0.0.1:8495")
        still = site.answers()
    said = [line.replace(str(site.HOME), "…") for line in second.stderr.strip().splitlines()[-1:]]
    return {"met": second.returncode == 1 and "đang chạy trên máy này" in "".join(said) and still, "said": said}


def three_migrates() -> dict[str, Any]:
    """Migrate an empty home three times at once."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="minhbach-runs-") as folder:
        environment = site.bare() | {"MINHBACH_HOME": folder}
        command = [sys.executable, "-m", "minhbach", "migrate"]
        three = [
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            for _ in range(3)
        ]
        said = [one.communicate(timeout=600)[0].strip().splitlines()[-1:] for one in three]
        ended = [one.returncode for one in three]
        subprocess.run([*command[:-1], "stop-database"], env=environment, check=True)
        ground = embedded.ground_of(Path(folder))
        if ground != Path(folder):
            shutil.rmtree(ground)
    return {"met": ended == [0, 0, 0], "seconds": round(time.monotonic() - begun), "said": said}


def full_disk(papers: Sequence[str], cases: Sequence[str]) -> dict[str, Any]:
    """Fill the disk under files and database while work goes on, and make room again."""
    if os.geteuid() != 0:
        return {"met": True, "skipped": "chỉ quản trị máy (root) mới gắn được một ổ đĩa nhỏ"}
    if not (site.HOME / "postgres").exists():
        return {"met": True, "skipped": "cơ sở dữ liệu nằm ngoài thư mục của phép thử, nơi nobody vào được"}
    with _small_disk() as home, _at(home), site.served():
        site.wait(strikes.all_runs, seconds=60)
        with hands.Work(site.PORT, papers, cases, seed=1) as work:
            time.sleep(5)
            ballast = home / "ballast"
            _fill(ballast)
            time.sleep(20)
            heard = dict(work.ledger.heard)
            ballast.unlink()
            begun = time.monotonic()
            site.wait(strikes.all_runs, seconds=120)
            seconds = time.monotonic() - begun
            time.sleep(5)
        said = sorted({one for one in work.ledger.wrong if "hết chỗ" in one})
        work.ledger.wrong[:] = [one for one in work.ledger.wrong if one not in said]
        found = truth.look(work.ledger)
        accounted = truth.account_for_gaps()
        proof = truth.proof()
    found += [proof] if proof else []
    return {"met": not found and seconds <= strikes.BAR_SECONDS, "seconds": round(seconds, 1), "heard": heard,
            "said": said[:1], "numbers_accounted_for": accounted, "found": found}  # fmt: skip


def wrong_clock(papers: Sequence[str], cases: Sequence[str]) -> dict[str, Any]:
    """Run site and worker a month ahead, then by the right time again."""
    with site.served(PYTHONPATH=str(AHEAD)), hands.Work(site.PORT, papers[:1], cases, seed=2) as work:
        time.sleep(15)
    said = sorted({one for one in work.ledger.wrong if "Đồng hồ" in one})
    broken = [one for one in work.ledger.wrong if "Đồng hồ" not in one]
    begun = time.monotonic()
    with site.served():
        site.wait(strikes.all_runs, seconds=60)
        seconds = time.monotonic() - begun
        with hands.Work(site.PORT, papers[1:], cases, seed=3) as after:
            time.sleep(15)
        found = broken + truth.look(after.ledger)
        proof = truth.proof()
    found += [proof] if proof else []
    return {"met": bool(said) and bool(after.ledger.steps) and not found, "seconds": round(seconds, 1),
            "said": said[:1], "found": found}  # fmt: skip


def network_gone(papers: Sequence[str], cases: Sequence[str], *, gone: float = GONE_SECONDS) -> dict[str, Any]:
    """Cut the way to the database for a minute."""
    relay = Relay(RELAY_PORT, embedded.start(site.HOME).socket_folder)
    relay.mend()
    names = {"DATABASE_URL": roles.APPLICATION, "MINHBACH_OWNER_DATABASE_URL": roles.OWNER,
             "MINHBACH_SEALER_DATABASE_URL": roles.SEALER}  # fmt: skip
    far = {name: f"postgresql://{role}@127.0.0.1:{RELAY_PORT}/{installation.DATABASE}" for name, role in names.items()}
    try:
        with site.served(**far):
            site.wait(strikes.all_runs, seconds=60)
            with hands.Work(site.PORT, papers, cases, seed=4) as work:
                time.sleep(5)
                relay.cut()
                cut = time.monotonic()
                status, took = site.status_of("/song/"), time.monotonic() - cut
                time.sleep(max(0.0, gone - took))
                relay.mend()
                begun = time.monotonic()
                site.wait(strikes.all_runs, seconds=60)
                seconds = time.monotonic() - begun
                time.sleep(5)
            found, proof = truth.look(work.ledger), truth.proof()
    finally:
        relay.cut()
    found += [proof] if proof else []
    return {"met": not found and seconds <= strikes.BAR_SECONDS and status == 503, "seconds": round(seconds, 1),
            "answer": status, "heard": dict(work.ledger.heard), "found": found}  # fmt: skip


def record_killed() -> dict[str, Any]:
    """Kill PostgreSQL at every moment of every piece of work with the shared record, in both ways it may end."""
    command = [sys.executable, "-m", "pytest", "tests/races/test_killed.py", "--every-moment", "-q", "-s", "-n", "0"]
    place = {"MINHBACH_HOME": str(site.PROJECT / "var" / "test")}
    done = subprocess.run(
        command, cwd=site.PROJECT, env=site.bare() | place, capture_output=True, text=True, check=False, timeout=3600
    )
    struck = {name: int(times) for name, times in STRUCK.findall(done.stdout)}
    lines = done.stdout.splitlines()
    found = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    said = [f"{sum(struck.values())} lần giết giữa {len(struck)} loại việc", *lines[-1:]]
    return {"met": done.returncode == 0, "struck": struck, "said": said, "found": found}


@contextmanager
def _small_disk() -> Iterator[Path]:
    """Lend a disk on which a copy of the home has little room left."""
    site.run("stop-database")
    size = sum(path.stat().st_blocks * 512 for path in site.HOME.rglob("*") if path.is_file() and not path.is_symlink())
    place = Path(tempfile.mkdtemp(prefix="minhbach-disk-", dir="/var/tmp"))
    place.chmod(0o755)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size // 2**20 * 5 // 4 + ROOM_MB}m", "tmpfs", str(place)], check=True
    )
    try:
        place.chmod(0o755)
        subprocess.run(["cp", "-a", f"{site.HOME}/.", f"{place}/"], check=True)
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)
        place.rmdir()


@contextmanager
def _at(home: Path) -> Iterator[None]:
    """Have the site stand in another home."""
    before = site.HOME
    site.HOME = home
    os.environ["MINHBACH_HOME"] = str(home)
    try:
        yield
        site.run("stop-database")
    finally:
        site.HOME = before
        os.environ["MINHBACH_HOME"] = str(before)


def _fill(ballast: Path) -> None:
    """Write until nothing more fits."""
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 2**12):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
