"""L1: records linked as they come, into a register that is full already.

    python benchmarks/linkage/live.py [subjects] [arrivals]

The register stands in a server of its own in var/linkage and is filled by COPY. Arrivals are linked by the service the
worker calls, alone and many at once; each is seconds from the call to the commit.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
HOME = PROJECT / "var" / "linkage"
sys.path.insert(0, str(PROJECT))
import psycopg  # noqa: E402

from benchmarks.record.made_sellers import Sellers, made_sellers  # noqa: E402
from minhbach.foundation.database import embedded  # noqa: E402
from minhbach.interfaces.cli import installation  # noqa: E402

AT_ONCE = 500
SUBJECT = (
    "id", "kind", "name", "sort_key", "owner_agency_id", "place_id", "sharing", "created_at",
)  # fmt: skip
STATEMENT = (
    "id", "subject_id", "property", "value", "identifier_id", "premises_id", "holder", "source_kind", "source_note",
    "recorded_at", "retraction_reason", "owner_agency_id", "place_id", "sharing", "created_at",
)  # fmt: skip


def main(subjects: int, arrivals: int) -> None:
    environment = {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name}
    environment["MINHBACH_HOME"] = os.environ["MINHBACH_HOME"] = str(HOME)
    for command in ("migrate", "load-reference"):
        subprocess.run([sys.executable, "-m", "minhbach", command], check=True, env=environment, stdout=sys.stderr)
    installation.prepare()
    from minhbach.domains.agencies.models import Agency
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM
    from tests.worlds import make_world

    with acting_as(SYSTEM):
        is_new = not Agency.objects.filter(key="qltt.20").exists()
    if is_new:
        make_world()
    begun = time.perf_counter()
    ids = fill(made_sellers(subjects + arrivals, seed=time.time_ns() % 1_000_000), known=subjects)
    print(f"filled in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    measure(ids[subjects:])


def fill(sellers: Sellers, *, known: int) -> list[str]:
    """Write every seller as a subject with its statements; lay those KNOWN under their keys, as if linked before."""
    from minhbach.domains.agencies.models import Agency, Place
    from minhbach.domains.linkage.selectors import records_of
    from minhbach.engine.linkage import frame_of
    from minhbach.engine.linkage.keys import keys_of
    from minhbach.foundation.ids import new_id
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    at = datetime.now(UTC).isoformat()
    with acting_as(SYSTEM):
        agency = str(Agency.objects.get(key="qltt.20").pk)
        places = list(Place.objects.filter(level="commune", valid_until__isnull=True).values_list("pk", flat=True))
    rows = list(
        zip(*(sellers.table.get_column(name).to_list() for name in ("names", "addresses", "commune")), strict=True)
    )
    ids = [str(new_id()) for _ in rows]
    own = (agency, "network", at)

    def said(row: int, place: int, **values: Any) -> list[Any]:
        known = {"property": "identifier", "value": "", "identifier": None, "premises": None} | values
        return [
            str(new_id()), ids[row], known["property"], known["value"], known["identifier"], known["premises"], "",
            "import", "", at, "", agency, place, "network", at,
        ]  # fmt: skip

    with superuser() as server, server.cursor() as cursor:
        home = [places[int(commune) % len(places)] for _, _, commune in rows]
        copy(cursor, "subjects_subject", SUBJECT, (
            [ids[row], "household", names[0], names[0].lower(), agency, home[row], "network", at]
            for row, (names, _, _) in enumerate(rows)
        ))  # fmt: skip
        premises = {row: str(new_id()) for row, (_, addresses, _) in enumerate(rows) if addresses}
        copy(cursor, "subjects_premises", ("id", "kind", "address", "owner_agency_id", "place_id", "sharing",
             "created_at"), (
            [one, "shop", rows[row][1][0], agency, home[row], *own[1:]] for row, one in premises.items()
        ))  # fmt: skip
        held = sellers.identifiers.rows()
        nodes = nodes_of(cursor, sorted({(kind, value) for _, value, kind in _in_order(held)}))
        copy(cursor, "subjects_statement", STATEMENT, (
            said(row, home[row], property="name", value=names[0]) for row, (names, _, _) in enumerate(rows)
        ))  # fmt: skip
        copy(cursor, "subjects_statement", STATEMENT, (
            said(row, home[row], property="premises", premises=one) for row, one in premises.items()
        ))  # fmt: skip
        copy(cursor, "subjects_statement", STATEMENT, (
            said(row, home[row], identifier=nodes[kind, value]) for row, value, kind in _in_order(held)
        ))  # fmt: skip
    with acting_as(SYSTEM), superuser() as server, server.cursor() as cursor:
        for begin in range(0, known, 20_000):
            part = ids[begin : min(begin + 20_000, known)]
            records = records_of(part)
            keys = keys_of(frame_of(list(records.values())))
            copy(cursor, "linkage_key", ("key", "subject_id"), (
                [key, one] for one, own_keys in keys.items() for key in own_keys
            ))  # fmt: skip
    with superuser() as server:
        server.autocommit = True
        server.execute("vacuum analyze subjects_subject, subjects_statement, subjects_identifier, linkage_key")
    return ids


def superuser() -> psycopg.Connection:
    """Connect past row-level security, which COPY does not know."""
    from django.conf import settings

    server = embedded.start(HOME)
    return psycopg.connect(server.admin_conninfo, dbname=settings.DATABASES["default"]["NAME"])


def _in_order(held: list[tuple[Any, ...]]) -> list[tuple[int, str, str]]:
    return [(row, value, kind) for row, kind, value in held]


def nodes_of(cursor: Any, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    cursor.execute(
        "select kind, canonical, subjects_identifier_node(kind, canonical)::text"
        " from unnest(%s::text[], %s::text[]) as wanted (kind, canonical)",
        [[kind for kind, _ in wanted], [value for _, value in wanted]],
    )
    return {(kind, value): node for kind, value, node in cursor.fetchall()}


def copy(cursor: Any, table: str, columns: tuple[str, ...], rows: Any) -> None:
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as sink:
        for row in rows:
            sink.write_row(row)


def measure(arrivals: list[str]) -> None:
    """Link half of the arrivals one by one and the others many at once."""
    from uuid import UUID

    from minhbach.domains.linkage.services import link_subjects
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    def link(part: list[str]) -> float:
        begun = time.perf_counter()
        with acting_as(SYSTEM):
            link_subjects(subject_ids=[UUID(one) for one in part], at=now())
        return time.perf_counter() - begun

    link(arrivals[:5])
    alone = [link([one]) for one in arrivals[5:105]]
    many = arrivals[105:]
    worked = time.process_time()
    seconds = sum(link(many[begin : begin + AT_ONCE]) for begin in range(0, len(many), AT_ONCE))
    alone.sort()
    print(
        f"one by one: median {statistics.median(alone) * 1e3:.1f} ms, p95 {alone[int(len(alone) * 0.95)] * 1e3:.1f} ms"
    )
    print(f"{AT_ONCE} at once: {len(many) / seconds:.0f} records/s ({seconds / len(many) * 1e3:.2f} ms a record)")
    print(
        f"of which the worker itself: {(time.process_time() - worked) / len(many) * 1e3:.2f} ms of a processor a record"
    )
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]] or [200_000, 3_000]
    main(asked[0], asked[1] if len(asked) > 1 else 3_000)
