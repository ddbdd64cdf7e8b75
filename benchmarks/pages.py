"""How long the office's main pages take at the server, on the demo world.

    MINHBACH_DEMO=true python benchmarks/pages.py        # after `make demo`, against its database

Each page is asked for once to warm up and then nine times, in process, as the officer who works there. Results go to
``benchmarks/results/pages.json`` with the machine and the versions.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from importlib.metadata import version
from pathlib import Path

from minhbach.interfaces.cli import installation

os.environ.setdefault("MINHBACH_DEMO", "true")
installation.prepare()

from django.db import connection  # noqa: E402 - only once Django is awake
from django.test import Client  # noqa: E402

from minhbach.domains.agencies.models import Officer  # noqa: E402
from minhbach.domains.cases.models import Case  # noqa: E402
from minhbach.domains.documents.models import OfficialDocument  # noqa: E402
from minhbach.domains.reporting.models import Report  # noqa: E402
from minhbach.domains.screening.models import Lead  # noqa: E402
from minhbach.domains.subjects.models import Subject  # noqa: E402
from minhbach.foundation.scope.access import SYSTEM, acting_as  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TIMES = 9
RESULTS = Path(__file__).parent / "results" / "pages.json"


def pages() -> list[tuple[str, str, str]]:
    """Name, officer, address."""
    with acting_as(SYSTEM):
        lead = Lead.objects.order_by("-score", "id").first()
        case = Case.objects.filter(outcome="").order_by("-opened_on", "id").first()
        subject = Subject.objects.order_by("id").first()
        document = OfficialDocument.objects.filter(kind="sanction_decision").order_by("id").first()
        report = Report.objects.filter(owner_agency__key="bcd389.20").order_by("-year", "-month").first()
    return [
        ("Việc hôm nay", "kiemsoat", "/"),
        ("Thông tin cần thẩm tra", "phantich", "/thong-tin/"),
        ("một thông tin", "phantich", f"/thong-tin/{lead.id}/"),
        ("Vụ việc", "kiemsoat", "/vu-viec/"),
        ("một vụ việc", "kiemsoat", f"/vu-viec/{case.id}/"),
        ("Tổ chức, cá nhân", "bcd389", "/doi-tuong/"),
        ("một tổ chức, cá nhân", "bcd389", f"/doi-tuong/{subject.id}/"),
        ("Văn bản", "vanthu", "/van-ban/"),
        ("một văn bản", "vanthu", f"/van-ban/{document.id}/"),
        ("Báo cáo", "bcd389", "/bao-cao/"),
        ("một báo cáo", "bcd389", f"/bao-cao/{report.id}/"),
        ("Pháp luật", "phapche", "/phap-luat/"),
        ("Cơ quan", "quantri", "/co-quan/"),
        ("Nhật ký", "kiemtoan", "/nhat-ky/"),
        ("Tìm mọi nơi", "kiemsoat", "/tim/?q=hoang"),
    ]


def measure(username: str, address: str) -> dict[str, float]:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Officer.objects.get(username=username), backend=BACKEND)
    response = client.get(address, follow=True)
    assert response.status_code == 200, (address, response.status_code)
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - begun) * 1000)
    return {"median_ms": round(statistics.median(took)), "worst_ms": round(max(took))}


def main() -> None:
    rows = {name: measure(username, address) for name, username, address in pages()}
    for name, row in rows.items():
        print(f"{name:28} {row['median_ms']:5} ms   {row['worst_ms']:5} ms worst")
    machine = {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
    versions = {"django": version("django"), "psycopg": version("psycopg"), "postgresql": connection.pg_version}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps({"machine": machine, "versions": versions, "pages": rows}, ensure_ascii=False, indent=1)
    )


if __name__ == "__main__":
    main()
