"""The whole screen on a Spark cluster of a master and two workers on this machine, one of them killed on the way.

    .venv/bin/python benchmarks/cluster.py [--listings FILE] [--kill-at 0.4]

Needs Java 17 (apt-get install openjdk-17-jre-headless) and the extra [spark], which the .venv of `make test` has. Where
there are no listings beside the project, invented ones are taken.

The result is compared with that of a run on this machine's own processes, row for row and by bytes.
Figures go to ``benchmarks/results/cluster.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl
from made_listings import given_or_made

try:
    import pyspark
except ModuleNotFoundError:
    raise SystemExit("pyspark is not here: run `make test` once, or pip install -r requirements/dev.txt") from None

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT.parent / "shared" / "data" / "listings_vn.parquet"
SPARK_CLASS = Path(pyspark.__file__).parent / "bin" / "spark-class"
TABLES = ("leads.parquet", "signals.parquet", "snapshots.parquet", "refused.parquet")
AS_OF = "2026-11-21"


def children_of(pid: int) -> list[int]:
    """Return a process and all processes it started."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in task.read_text().split():
                found += children_of(int(child))
    except OSError:
        pass  # it has just ended
    return found


def kill(process: subprocess.Popen[bytes]) -> list[int]:
    """Kill a process and all it started, as when a machine loses power; return their ids."""
    ids = children_of(process.pid)
    for one in ids:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()
    return ids


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a standalone master and workers of one core each; end them all afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_DAEMON_MEMORY": "256m",
    }
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(SPARK_CLASS), *arguments], env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        started.append(process)
        return process

    def wait_for(name: str, words: str) -> None:
        deadline = time.monotonic() + 120
        while words not in (folder / f"{name}.log").read_text(errors="replace"):
            if time.monotonic() > deadline:
                raise SystemExit(f"{name} did not start: see {folder / name}.log")
            time.sleep(0.2)

    try:
        start(
            "master", "org.apache.spark.deploy.master.Master",
            "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0",
        )  # fmt: skip
        wait_for("master", "I have been elected leader")
        made = [
            start(
                f"worker-{number}", "org.apache.spark.deploy.worker.Worker",
                "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0",
                "--work-dir", str(folder / f"work-{number}"), address,
            )
            for number in range(workers)
        ]  # fmt: skip
        for number in range(workers):
            wait_for(f"worker-{number}", "Successfully registered with master")
        yield address, made
    finally:
        for process in started:
            if process.poll() is None:
                kill(process)


def screen(listings: Path, out: Path, **options: Any) -> Iterator[dict[str, Any]]:
    """Run the engine as a process of its own and yield its progress."""
    command = [sys.executable, "-m", "minhbach.engine.screening"]
    request = {"inputs": [str(listings)], "out": str(out), "as_of": AS_OF, **options}
    last: list[str] = []
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdin as asked:
            json.dump(request, asked)
        for line in process.stdout:
            last = [*last, line][-20:]
            if line.startswith('{"event"'):
                yield json.loads(line)
    if process.returncode:
        raise SystemExit("".join(last))


def compare(local: Path, spark: Path) -> dict[str, Any]:
    """Say of each table whether it is equal, row for row and byte for byte."""
    return {
        name: {
            "rows": pl.read_parquet(local / name).height,
            "equal_rows": pl.read_parquet(local / name).equals(pl.read_parquet(spark / name)),
            "equal_bytes": (local / name).read_bytes() == (spark / name).read_bytes(),
        }
        for name in TABLES
    }


def on_cluster(listings: Path, out: Path, folder: Path, kill_at: float) -> dict[str, Any]:
    """Screen on a cluster of two workers and kill one when so much is done."""
    result: dict[str, Any] = {"workers": 2, "cores_each": 1}
    with cluster(folder, 2) as (address, workers):
        began = time.monotonic()
        for event in screen(listings, out, master=address):
            if event["total"] and event["listings"] >= kill_at * event["total"] and "killed" not in result:
                result["killed"] = {
                    "stage": event["stage"],
                    "listings": event["listings"],
                    "total": event["total"],
                    "after_seconds": round(time.monotonic() - began, 1),
                    "processes": len(kill(workers[0])),
                    "signal": "SIGKILL",
                }
                print(json.dumps(result["killed"]), flush=True)
        result["seconds"] = round(time.monotonic() - began, 1)
        result["other_worker_alive"] = workers[1].poll() is None
        result["lost_executors_seen_by_master"] = (folder / "master.log").read_text().count("Removing worker")
    return result


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=Path, default=DEFAULT)
    parser.add_argument("--kill-at", type=float, default=0.4)
    parser.add_argument("--result", type=Path, default=ROOT / "benchmarks" / "results" / "cluster.json")
    chosen = parser.parse_args()
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise SystemExit("Spark needs Java 17: apt-get install openjdk-17-jre-headless")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listings = given_or_made(chosen.listings, folder)
        began = time.monotonic()
        for _ in screen(listings, folder / "local"):
            pass
        local_seconds = round(time.monotonic() - began, 1)
        spark = on_cluster(listings, folder / "spark", folder, chosen.kill_at)
        result = {
            "listings": json.loads((folder / "local" / "run.json").read_bytes())["listings"],
            "machine": {"cores": len(os.sched_getaffinity(0)), "system": platform.platform()},
            "load_before": round(os.getloadavg()[0], 1),
            "versions": {name: version(name) for name in ("minhbach", "polars", "pyspark", "pyarrow")},
            "local_seconds": local_seconds,
            "spark": spark,
            "tables": compare(folder / "local", folder / "spark"),
            "equal_run_json": (folder / "local" / "run.json").read_bytes()
            == (folder / "spark" / "run.json").read_bytes(),
        }
    # Published figures are those of real listings.
    if listings == chosen.listings:
        chosen.result.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    if not all(table["equal_bytes"] for table in result["tables"].values()) or "killed" not in spark:
        raise SystemExit("the results differ, or no worker was killed")


if __name__ == "__main__":
    main()
