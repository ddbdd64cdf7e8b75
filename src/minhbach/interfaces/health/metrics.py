"""The installation in numbers, for Prometheus: what was last found, besides the requests that Django counts."""

from __future__ import annotations

import os
from collections.abc import Iterator

from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from minhbach.interfaces.health.figures import Figures
from minhbach.interfaces.health.kept import read_look


class LastLook(Collector):
    """Gauges of the last look; nothing is asked of the database when numbers are fetched."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        look = read_look()
        if look is None:
            return
        yield _gauge("look_timestamp_seconds", "When the installation was last looked at", look.looked_at.timestamp())
        wrong = GaugeMetricFamily("minhbach_check_wrong", "1 where a check found something wrong", labels=["check"])
        for one in look.findings:
            wrong.add_metric([one.code], bool(one.ailments))
        yield wrong
        if look.figures is not None:
            yield from _gauges(look.figures)


def write_metrics() -> bytes:
    """Write every number of every process of this machine that serves pages."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        own = CollectorRegistry()
        own.register(LastLook())
        return generate_latest(REGISTRY) + generate_latest(own)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(LastLook())
    return generate_latest(registry)


def _gauges(figures: Figures) -> Iterator[GaugeMetricFamily]:
    sealed, backup, beats = figures.last_sealed_at, figures.last_backup_at, figures.workers
    jobs = GaugeMetricFamily("minhbach_jobs", "Background jobs", labels=["state"])
    for state in ("waiting", "running", "failed"):
        jobs.add_metric([state], getattr(figures, f"jobs_{state}"))
    yield jobs
    if sealed is not None:
        yield _gauge("last_seal_timestamp_seconds", "When the audit log was last sealed", sealed.timestamp())
    if backup is not None:
        yield _gauge("last_backup_timestamp_seconds", "When a whole backup was last taken", backup.timestamp())
    if beats:
        yield _gauge("worker_heartbeat_timestamp_seconds", "The newest heartbeat of a worker", beats[0].timestamp())
    yield _gauge("workers", "Workers that have a heartbeat", len(beats))
    yield _gauge("entries_unsealed", "Rows of the audit log that wait to be sealed", figures.entries_unsealed)
    yield _gauge("clock_ahead_seconds", "How far the clock is before the database's", figures.clock_ahead_seconds)
    yield _gauge("database_bytes", "Size of the database", figures.database_bytes)
    yield _gauge("disk_free_bytes", "Room on the disk of MINHBACH_HOME", figures.disk_free_bytes)
    yield _gauge("disk_total_bytes", "Size of the disk of MINHBACH_HOME", figures.disk_total_bytes)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"minhbach_{name}", words, value=value)
