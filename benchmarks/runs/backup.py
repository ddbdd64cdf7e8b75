"""Backup under load, restore on a clean machine, upgrade from the release before: equal record, proved, with times.

    python benchmarks/runs/backup.py [--home var/demo] [--seconds 20]

Everything stands on loopback in homes of its own, each with a server of its own; without --home the demo province is
made first, which takes some minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

PROJECT = Path(__file__).parents[2]
RELEASES = PROJECT / "tests" / "releases"
WRITERS = 2
# Whatever a restore adds of its own, or never takes along.
NOT_COMPARED = {
    "django_session", "foundation_cache", "foundation_scopesecret", "django_migrations",
    "foundation_auditentry", "foundation_auditreceipt", "foundation_auditseal",
}  # fmt: skip
WRITE = """
import sys, time
from minhbach.interfaces.cli import installation
installation.prepare()
from minhbach.domains.agencies.models import Agency
from minhbach.domains.screening.models import Export
from minhbach.foundation import audit, files
from minhbach.foundation.audit import sealing
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
number, until = 0, time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    number += 1
    stored = files.put(f"{sys.argv[1]} {number} ".encode() * 2000)
    with acting_as(SYSTEM):
        agency = Agency.objects.order_by("id").first()
        Export.objects.create(name="b", sha256=stored.sha256, size=stored.size, owner_agency=agency, created_at=now())
        audit.record("test.acted", officer_id=None, at=now(), target_type="test", target_id=stored.sha256)
    if number % 200 == 0:
        sealing.seal(at=now())
print(number)
"""


@dataclass(frozen=True)
class Ground:
    """One installation: its home, with the server that lives in it."""

    home: Path

    def environment(self) -> dict[str, str]:
        # Its own: no address, key or place of whoever runs this may reach it.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MINHBACH_", "DATABASE_"))}
        return {
            **kept,
            "MINHBACH_HOME": str(self.home),
            "MINHBACH_DEMO": "true",
            "MINHBACH_NODE_MODULES": str(PROJECT / "node_modules"),
        }

    def run(self, *command: str) -> tuple[float, str]:
        """Run a command; returns its seconds and what it said. A command that fails ends the bench."""
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "minhbach", *command],
            env=self.environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return round(time.perf_counter() - begun, 1), done.stdout

    @contextlib.contextmanager
    def written_to(self, seconds: float) -> Iterator[list[int]]:
        """Keep writing acts with files inside the block; yields a list that afterwards holds how many there were."""
        counts: list[int] = []
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITE, f"{writer}-{time.time_ns()}", str(seconds)],
                env=self.environment(), stdout=subprocess.PIPE, text=True,
            )
            for writer in range(WRITERS)
        ]  # fmt: skip
        yield counts
        counts += [int(writer.communicate()[0].split()[-1]) for writer in writers]

    def rows(self) -> dict[str, tuple[int, str]]:
        """Return count and digest of every table that is compared."""
        sys.path.insert(0, str(PROJECT / "src"))
        from minhbach.foundation.database import embedded, roles

        found = {}
        server = embedded.start(self.home)
        with psycopg.connect(server.url(role=roles.BACKUP, database="minhbach")) as database:
            # Each server tells moments in a zone of its own.
            database.execute("set timezone to 'UTC'")
            tables = database.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
            for (name,) in tables.fetchall():
                if name not in NOT_COMPARED:
                    digests = f'select md5(row::text) as digest from "{name}" row'
                    query = (
                        f"select count(*), coalesce(md5(string_agg(digest, '' order by digest)), '') from ({digests}) d"
                    )
                    found[name] = database.execute(query).fetchone()
        return found

    def files(self) -> dict[str, str]:
        store = self.home / "files"
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in store.rglob("*") if path.is_file()}


def run(home: Path | None = None, *, seconds: float = 20) -> dict[str, Any]:
    """Measure everything once, in folders that are thrown away; HOME is a demo installation to copy nothing from but
    to back up, and is written to. Raises AssertionError where something is not as it was."""
    ground = Path(tempfile.mkdtemp(prefix="minhbach-backup-"))
    ground.chmod(0o755)
    source = Ground(home or ground / "home")
    made: list[Ground] = [] if home else [source]
    found: dict[str, Any] = {}
    try:
        found["demo_seconds"] = source.run("demo", "--no-serve")[0] if home is None else None
        source.run("migrate")
        key, place = str(ground / "key"), str(ground / "place")
        source.run("backup-key", key)
        made += [Ground(ground / name) for name in ("under-load", "clean", "release")]
        found["under_load"] = _under_load(source, made[-3], place, key, seconds)
        found["restore"] = _restore(source, made[-2], place, key)
        found["upgrade"] = _upgrade(made[-1], ground)
    finally:
        for one in made:
            if one.home.exists():
                one.run("stop-database")
        shutil.rmtree(ground, ignore_errors=True)
    return found


def _under_load(source: Ground, other: Ground, place: str, key: str, seconds: float) -> dict[str, Any]:
    with source.written_to(seconds) as alone:
        pass
    with source.written_to(seconds) as meanwhile:
        time.sleep(min(5.0, seconds / 4))
        took, _ = source.run("backup", place)
    # What was taken in the middle of it is whole by itself, and its audit log proves itself.
    restored, said = other.run("restore", place, "--key", key)
    assert "✓ Nhật ký toàn vẹn" in said, said
    return {
        "backup_seconds": took,
        "acts_a_second_alone": round(sum(alone) / seconds),
        "acts_a_second_meanwhile": round(sum(meanwhile) / seconds),
        "restore_seconds": restored,
        "files": len(other.files()),
    }


def _restore(source: Ground, clean: Ground, place: str, key: str) -> dict[str, Any]:
    took, _ = source.run("backup", place)
    checked, _ = source.run("restore", place, "--key", key, "--check")
    rows = source.rows()
    restored, said = clean.run("restore", place, "--key", key)
    assert "✓ Nhật ký toàn vẹn" in said, said
    theirs = clean.rows()
    differing = [name for name in rows if rows[name] != theirs.get(name)]
    assert not differing, differing
    files, kept = clean.files(), source.files()
    assert all(kept[name] == digest == name for name, digest in files.items() if name in kept)
    folder = Path(place)
    return {
        "second_backup_seconds": took,
        "check_seconds": checked,
        "restore_seconds": restored,
        "rows": sum(count for count, _ in rows.values()),
        "tables_equal": len(rows),
        "files_equal": len(files),
        "megabytes": round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1),
    }


def _upgrade(release: Ground, ground: Path) -> dict[str, Any]:
    name = max((folder.name for folder in RELEASES.iterdir() if (folder / "place.tar.xz").exists()), key=_order)
    with tarfile.open(RELEASES / name / "place.tar.xz") as archive:
        # Debian's Python 3.11.2 knows no filters yet; the archive is the project's own.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        archive.extractall(ground / "archive")  # noqa: S202
    restored, _ = release.run("restore", str(ground / "archive" / "place"))
    took, said = release.run("upgrade", "--to", str(ground / "before"), "--plain")
    assert "✓ Chuỗi niêm phong nhật ký" in said, said
    return {"from": name, "restore_seconds": restored, "upgrade_seconds": took}


def _order(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("."))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path, help="a demo installation, which is written to")
    asked.add_argument("--seconds", type=float, default=20, help="how long it is written to")
    asked.add_argument("--json", type=Path, help="where the figures go")
    given = asked.parse_args()
    found = run(given.home and given.home.absolute(), seconds=given.seconds)
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    load, restored, upgraded = found["under_load"], found["restore"], found["upgrade"]
    print(
        f"Sao lưu dưới tải {load['backup_seconds']} s; {load['acts_a_second_meanwhile']} việc mỗi giây trong lúc ấy,"
        f" {load['acts_a_second_alone']} khi không sao lưu; khôi phục {load['restore_seconds']} s."
    )
    print(
        f"Lên máy mới {restored['restore_seconds']} s: {restored['tables_equal']} bảng, {restored['rows']} dòng,"
        f" {restored['files_equal']} tệp giống hệt, nhật ký toàn vẹn; bản sao lưu {restored['megabytes']} MB,"
        f" đọc thử {restored['check_seconds']} s, lần sao lưu sau {restored['second_backup_seconds']} s."
    )
    print(f"Nâng cấp từ {upgraded['from']}: {upgraded['upgrade_seconds']} s, doctor và nhật ký đều tốt.")


if __name__ == "__main__":
    main()
