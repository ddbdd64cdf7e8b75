"""The installation that is worked on and struck: the demo province in a home of its own, served as it is shipped."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from minhbach.foundation.database import embedded
from minhbach.foundation.processes import command_of, is_running
from minhbach.interfaces.cli import installation

PROJECT = Path(__file__).parents[2]
HOME = PROJECT / "var" / "bench-runs"
PORT = 8493
LOG = HOME / "serve.log"


def prepare() -> None:
    """Name the home and make the demo province in it, where it is not made yet."""
    modules = os.environ.get("MINHBACH_NODE_MODULES", str(PROJECT / "node_modules"))
    os.environ.update(MINHBACH_HOME=str(HOME), MINHBACH_DEMO="true", MINHBACH_NODE_MODULES=modules)
    HOME.mkdir(parents=True, exist_ok=True)
    run("demo", "--no-serve")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the product to its end."""
    done = minhbach(*words, **environment)
    if done.returncode:
        raise SystemExit(f"minhbach {' '.join(words)}: {done.stdout}{done.stderr}")
    return done


def minhbach(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the product, whatever it ends with."""
    command = [sys.executable, "-m", "minhbach", *words]
    return subprocess.run(
        command, env=bare() | environment, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=600
    )


def bare() -> dict[str, str]:
    """Give the environment without what naming the database to this process added to it."""
    return {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}


@contextmanager
def served(port: int = PORT, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `minhbach serve` until the block ends; nothing of it may be left then."""
    with LOG.open("ab") as log:
        command = [sys.executable, "-m", "minhbach", "serve", f"--bind=127.0.0.1:{port}"]
        process = subprocess.Popen(command, env=bare() | environment, cwd=PROJECT, stdout=log, stderr=log)
    try:
        wait(lambda: answers(port), seconds=120)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=90)


def answers(port: int = PORT) -> bool:
    """Say whether the site and its database answer."""
    return status_of("/song/", port) == 200


def status_of(path: str, port: int = PORT) -> int:
    """Ask for a page; 0 where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


@contextmanager
def database(name: str = installation.DATABASE) -> Iterator[psycopg.Connection[Any]]:
    """Connect as the server's administrator, whom no row is hidden from."""
    ground = embedded.ground_of(HOME)
    with psycopg.connect(
        host=str(embedded._socket_folder(ground)), user=embedded.SUPERUSER, dbname=name, autocommit=True
    ) as connection:
        yield connection


def wait(is_so: Callable[[], Any], *, seconds: float, every: float = 0.1) -> Any:
    """Wait until something is so and return it; fail where it does not come to be."""
    last = time.monotonic() + seconds
    while not (found := is_so()):
        if time.monotonic() > last:
            raise TimeoutError(f"not so after {seconds:g} s")
        time.sleep(every)
    return found


def below(pid: int, *words: str) -> list[int]:
    """List the processes that a process started, and those they did, whose command has all the words."""
    found = []
    for child in children_of(pid):
        if all(any(word in given for given in command_of(child)) for word in words):
            found.append(child)
        found += below(child, *words)
    return found


def children_of(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in text.split() if is_running(int(child))]


def postmaster() -> int:
    """Return the process of the embedded server; 0 while there is none."""
    return embedded._postmaster(embedded.ground_of(HOME) / "postgres") or 0


def kill(pid: int) -> None:
    """End a process as a power cut would."""
    os.kill(pid, signal.SIGKILL)
