"""How long one month's report takes at the server, for a province among many cases.

    python benchmarks/report.py [--cases 100000]     # in a scratch database of its own, made and dropped here

Cases and their counted rows are written in bulk, as the services write them: a tenth of the cases lies in Lạng Sơn,
the others in another province's branch, two years of days, one row in eight closed by a later correction. Asked for
once to warm up and then nine times, in process, as the committee's officer. Results go to
``benchmarks/results/report.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from minhbach.interfaces.cli import installation

DATABASE = "minhbach_benchmark_report"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TIMES = 9
RESULTS = Path(__file__).parent / "results" / "report.json"

CASES = """
insert into cases_case (id, sharing, created_at, code, title, folded, origin, is_ecommerce, platform,
    secret_register_number, opened_on, step, outcome, entered_on, clock_row, violation_class, report_category, fine_vnd,
    goods_value_vnd, last_recorded_at, opened_by_id, owner_agency_id, place_id)
select gen_random_uuid(), 'area', now(), 'VV-' || n, 'Vụ việc', '', 'plan', n %% 9 = 0, '', '', day, 'execution', '',
    day, '', 'KRNG', (array['GIAN_LAN_TM_THUE', 'HANG_GIA_SHTT', 'HANG_CAM_LAU'])[1 + n %% 3], 6000000, 12000000,
    now(), %(officer)s, case when n %% 10 = 0 then %(home)s::uuid else %(away)s::uuid end,
    (%(places)s::int[])[1 + n %% array_length(%(places)s::int[], 1)]
from generate_series(1, %(cases)s) n, lateral (select date '2024-11-01' + (hashint4(n) & 1048575) %% 730 as day) days
"""
EVENTS = """
insert into cases_caseevent (id, sequence, kind, happened_on, recorded_at, part, data, case_id, officer_id)
select gen_random_uuid(), 1, 'opened', opened_on, created_at, '', '{}', id, opened_by_id from cases_case
"""
# What a case that went all the way counts for, with days since its opening.
ROWS = """
insert into cases_countedrow (kind, day, amount, offender, category, classes, series, detail, joint_agency_ids, force,
    is_ecommerce, platform, known_from, known_until, case_id, event_id, owner_agency_id, place_id)
select v.kind, c.opened_on + after, amount, '', c.report_category, '{KRNG}', '{}', detail, '{}', 'QLTT', c.is_ecommerce,
    '', c.opened_on + after, case when hashtext(e.id::text) %% 8 = 0 then now() end, c.id, e.id, c.owner_agency_id,
    c.place_id
from cases_case c join cases_caseevent e on e.case_id = c.id cross join (values
    ('inspected', 2, 1, ''), ('detected', 2, 1, ''), ('goods_value', 2, 12000000, ''), ('violator_recorded', 2, 1, ''),
    ('decided', 7, 1, ''), ('violator_sanctioned', 7, 1, ''), ('fine', 7, 6000000, ''), ('paid', 12, 6000000, 'fine'),
    ('executed', 12, 1, '')) v (kind, after, amount, detail)
"""


def fill(cases: int) -> Any:
    """Make the small world, the report of October 2026 and all cases; return the report and its keeper."""
    from django.db import connection

    from minhbach.domains.agencies import services as agencies
    from minhbach.domains.agencies.models import Agency, Place
    from minhbach.domains.agencies.types import Role
    from minhbach.domains.reporting import services
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    at, since = now(), date(2024, 1, 1)
    with acting_as(SYSTEM):
        agencies.load_demo_province(at=at)
        body, home = Agency.objects.get(key="bcd389.20"), Agency.objects.get(key="qltt.20")
        away = Agency.objects.exclude(key__contains=".20").filter(key__startswith="qltt.").order_by("key")[0]
        keeper = agencies.create_officer(username="do.luong", full_name="Người đo", officer=None, at=at)
        agencies.appoint(
            person=keeper, agency=body, role=Role.COMMITTEE_OFFICER, title_vi="Chuyên viên",
            valid_from=date(2025, 7, 1), covers_area=True, officer=None, at=at,
        )  # fmt: skip
        services.enrol_member(officer=keeper, at=at, body=body, agency=home, since=since, computed_since=since, order=1)
        report = services.open_report(officer=keeper, at=at, body=body, year=2026, month=10)
        places = list(Place.objects.filter(level="commune", key__startswith="2025:").values_list("id", flat=True)[:60])
        with connection.cursor() as cursor:
            values = {"cases": cases, "officer": keeper.id, "home": home.id, "away": away.id, "places": places}
            cursor.execute(CASES, values)
            cursor.execute(EVENTS)
            cursor.execute(ROWS.replace("%%", "%"))
    return report, keeper


def measured(what: Callable[[], Any]) -> dict[str, float]:
    what()
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        what()
        took.append((time.perf_counter() - begun) * 1000)
    return {"median_ms": round(statistics.median(took), 1), "worst_ms": round(max(took), 1)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    cases = asked.parse_args().cases

    os.environ.setdefault("MINHBACH_DEMO", "true")
    installation.prepare(database=DATABASE)
    import psycopg
    from django.db import connection, connections
    from django.test import Client

    from minhbach.foundation.database import embedded
    from minhbach.interfaces.cli.reference import load

    admin = embedded.start(installation.home()).admin_conninfo
    try:
        # The tables are made by another role, hence in another process.
        subprocess.run(
            [sys.executable, "-c", "from minhbach.interfaces.cli.server import migrate; migrate()"], check=True
        )
        load(echo=print)
        report, keeper = fill(cases)
        with psycopg.connect(admin, dbname=DATABASE, autocommit=True) as server:
            server.execute("vacuum analyze")

        from minhbach.domains.reporting.figures.counting import Cell
        from minhbach.domains.reporting.selectors import cases_behind, read_board
        from minhbach.foundation.scope.access import SYSTEM, acting_as

        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(keeper, backend=BACKEND)
        address = f"/bao-cao/{report.id}/"
        assert client.get(address).status_code == 200
        with acting_as(SYSTEM):
            counted = read_board(report).period[Cell("B389.VU", "")].value
            rows = {
                "the four spans": measured(lambda: read_board(report)),
                "as of an earlier moment": measured(lambda: read_board(report, as_of=report.created_at)),
                "the cases behind one figure": measured(lambda: cases_behind(report, Cell("B389.VU", ""))),
            }
        rows["the page"] = measured(lambda: client.get(address))
        for name, row in rows.items():
            print(f"{name:28} {row['median_ms']:7} ms   {row['worst_ms']:7} ms worst")
        machine = {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
        versions = {"django": version("django"), "psycopg": version("psycopg"), "postgresql": connection.pg_version}
        print(f"{cases} cases, {counted} of them detected in the month: {machine} {versions}")
        RESULTS.write_text(
            json.dumps(
                {"machine": machine, "versions": versions, "cases": cases, "cases_of_the_month": counted, "rows": rows},
                ensure_ascii=False,
                indent=1,
            )
        )
    finally:
        connections.close_all()
        with psycopg.connect(admin, autocommit=True) as server:
            server.execute(f"drop database if exists {DATABASE} with (force)")


if __name__ == "__main__":
    main()
