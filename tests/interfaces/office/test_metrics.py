"""Numbers for Prometheus: for who holds the token, from the last look, of every process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from minhbach.foundation.clock import now
from minhbach.interfaces.health.metrics import write_metrics
from minhbach.interfaces.health.watch import look_now

PAGE = "/so-do/"


@pytest.fixture
def home(db: None, settings: Any, files: Path, tmp_path: Path) -> Path:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, minhbach_home=tmp_path)
    settings.METRICS_TOKEN = "mot-ma-dai"
    return tmp_path


def ask(token: str = "") -> Any:
    return Client(headers={"Authorization": f"Bearer {token}"} if token else {}).get(PAGE)


def test_without_the_token_there_is_no_such_page(home: Path, settings: Any) -> None:
    assert [ask(token).status_code for token in ("", "sai", "mot-ma-dai")] == [404, 404, 200]
    settings.METRICS_TOKEN = ""
    assert [ask(token).status_code for token in ("", "mot-ma-dai")] == [404, 404]


def test_the_last_look_is_told_in_numbers(home: Path) -> None:
    assert "minhbach_" not in write_metrics().decode()
    at = now()
    look_now(at)
    said = ask("mot-ma-dai").content.decode()
    values = dict(line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))
    assert float(values["minhbach_look_timestamp_seconds"]) == at.timestamp()
    assert 'minhbach_check_wrong{check="database"} 0.0' in said
    for name in ("minhbach_disk_free_bytes", 'minhbach_jobs{state="waiting"}', "minhbach_workers 0.0"):
        assert name in said


def test_numbers_are_told_while_the_database_is_away(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    look_now(now())

    def away(*_given: Any) -> None:
        raise AssertionError("the database was asked")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        assert ask("mot-ma-dai").status_code == 200


COUNTS = """
import sys
from pathlib import Path
from minhbach.interfaces.health.slots import count_apart
count_apart(Path(sys.argv[1]))
from prometheus_client import Counter
asked = Counter("asked", "times")
asked.inc()
print(flush=True)
sys.stdin.readline()
"""


GATHERS = """
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


def test_processes_count_apart_and_a_successor_counts_on(tmp_path: Path) -> None:
    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", COUNTS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        return process

    for _ in range(2):
        both = [start(), start()]
        for process in both:
            process.kill()
            process.communicate()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "counter_0.db", "counter_1.db", "slot-0.lock", "slot-1.lock",
    ]  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", GATHERS], env={"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "asked_total 4.0" in told.stdout
