"""Write the small record that this release leaves behind, for later ones to be upgraded from: make release-dump.

A server and a home of its own, the release's own commands and services, then all places and agencies that nothing in
the small world stands on are left out, so that it stays small. What is asked of it later stands beside it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

PROJECT = Path(__file__).parents[1]
LARGEST_BYTES = 320_000
KEPT_PLACES = ("2025:20", "2024:20")


def main() -> None:
    sys.path.insert(0, str(PROJECT))
    ground = Path(tempfile.mkdtemp(prefix="minhbach-release-"))
    ground.chmod(0o755)
    os.environ.update(
        MINHBACH_HOME=str(ground / "home"), MINHBACH_DEMO="true", MINHBACH_SECRET_KEY="of no installation",  # noqa: S106
        MINHBACH_NODE_MODULES=str(PROJECT / "node_modules"),
    )  # fmt: skip
    for address in ("DATABASE_URL", "MINHBACH_OWNER_DATABASE_URL", "MINHBACH_BACKUP_TO"):
        os.environ.pop(address, None)
    try:
        write(ground)
    finally:
        run("stop-database")
        shutil.rmtree(ground)


def write(ground: Path) -> None:
    run("migrate")
    run("load-reference")

    from minhbach import __version__
    from minhbach.interfaces.cli import installation

    installation.prepare()
    from tests.releases import made

    made.make()
    leave_out_what_nothing_stands_on(str(ground / "home"))
    answers = made.answers()
    run("audit", "seal")
    run("backup", str(ground / "place"), "--plain")
    folder = PROJECT / "tests" / "releases" / __version__
    folder.mkdir(exist_ok=True)
    with tarfile.open(folder / "place.tar.xz", "w:xz", preset=9) as archive:
        archive.add(ground / "place", arcname="place")
    (folder / "answers.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")
    size = (folder / "place.tar.xz").stat().st_size
    print(f"{folder}: {size} byte")
    if size > LARGEST_BYTES:
        raise SystemExit(f"larger than {LARGEST_BYTES} bytes")


def run(*command: str) -> None:
    subprocess.run([sys.executable, "-m", "minhbach", *command], check=True)


def leave_out_what_nothing_stands_on(home: str) -> None:
    """Remove agencies without posts and places of other provinces, as far as nothing else stands on them."""
    from minhbach.foundation.database import embedded

    server = embedded.start(Path(home))
    with psycopg.connect(server.admin_conninfo, dbname="minhbach") as database:
        database.execute(
            "with recursive kept(id) as (select id from agencies_place where key = any(%s)"
            " union select place.id from agencies_place place join kept on place.parent_id = kept.id)"
            " delete from agencies_placesuccession where not exists (select from kept where id = predecessor_id)",
            [list(KEPT_PLACES)],
        )
        database.execute(
            "delete from agencies_agencyarea area where not exists"
            " (select from agencies_post post where post.agency_id = area.agency_id)"
        )
        for table in ("agencies_agency", "agencies_place"):
            standing_on = database.execute(
                "select conrelid::regclass::text, attname from pg_constraint join pg_attribute"
                " on attrelid = conrelid and attnum = conkey[1] where contype = 'f' and confrelid = %s::regclass",
                [table],
            ).fetchall()
            while _remove_free(database, table, standing_on):
                pass


def _remove_free(database: psycopg.Connection, table: str, standing_on: list[tuple[str, str]]) -> int:
    conditions = [
        sql.SQL("not exists (select from {} other where other.{} = free.id)").format(
            sql.Identifier(other), sql.Identifier(column)
        )
        for other, column in standing_on
    ]
    command = sql.SQL("delete from {} free where {}").format(sql.Identifier(table), sql.SQL(" and ").join(conditions))
    return database.execute(command).rowcount


if __name__ == "__main__":
    main()
