"""A file with 16,702 lines of goods: pasted, opened, searched, exported; at the server, on the demo world.

    MINHBACH_DEMO=true python benchmarks/goods.py [--lines 16702]       # after `make demo`, against its database

The inspection of a case of the demo is corrected with a list of so many lines, in process, as its officer; what it was
is put back by another correction. Each page is asked for once to warm up and then nine times. Bars: pasted in 5 s, the
case opens in 300 ms. Results go to ``benchmarks/results/goods.json`` with the machine and the versions.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from minhbach.interfaces.cli import installation

os.environ.setdefault("MINHBACH_DEMO", "true")
installation.prepare()

from django.db import connection  # noqa: E402 - only once Django is awake
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from lxml import html  # noqa: E402
from pages import BACKEND, measure  # noqa: E402

from minhbach.domains.agencies.models import Officer  # noqa: E402
from minhbach.domains.cases.acts.inspect import Inspected  # noqa: E402
from minhbach.domains.cases.models import Case  # noqa: E402
from minhbach.domains.cases.selectors import case_state  # noqa: E402
from minhbach.foundation.scope.access import SYSTEM, acting_as  # noqa: E402

OFFICER = "kiemsoat"
RESULTS = Path(__file__).parent / "results" / "goods.json"


def inspected_case() -> tuple[Case, Any]:
    """A case of the officer's team that waits for its decision, and the entry of its inspection."""
    with acting_as(SYSTEM):
        for case in Case.objects.filter(step="decision", owner_agency__key="qltt.20.doi-1").order_by("opened_on", "id"):
            entry = case_state(case).last(Inspected)
            if entry is not None:
                return case, entry
    raise SystemExit("No inspected case in this demo: `make demo` on an empty home makes some.")


def listed(lines: int) -> str:
    rows = (
        f"Giày thể thao mẫu {number}\tVân Sam\tđôi\t{number % 90 + 1}\t150.000\t{150_000 * (number % 90 + 1)}"
        for number in range(1, lines + 1)
    )
    return "\n".join(rows)


def as_sent(content: bytes) -> dict[str, Any]:
    """What a browser would send of a page's own form as it stands."""
    forms = html.fromstring(content).forms
    return dict(max(forms, key=lambda form: len(form.fields)).form_values())


def correct(client: Client, case: Case, entry: Any, goods: str) -> float:
    """Correct the list of the inspection; return the seconds of the press that took it."""
    address = reverse("cases:correct", args=[case.id, entry.id])
    sent = {**as_sent(client.get(address).content), "goods": goods}
    for _ in range(2):
        begun = time.perf_counter()
        answer = client.post(address, sent)
        took = time.perf_counter() - begun
        if answer.status_code == 302:
            return took
        sent = as_sent(answer.content)
    raise SystemExit(f"{address}: {answer.status_code}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--lines", type=int, default=16_702)
    lines = asked.parse_args().lines
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Officer.objects.get(username=OFFICER), backend=BACKEND)
    case, entry = inspected_case()
    before = as_sent(client.get(reverse("cases:correct", args=[case.id, entry.id])).content)
    load = round(os.getloadavg()[0], 1)
    found: dict[str, Any] = {"pasted_s": round(correct(client, case, entry, listed(lines)), 2)}
    _, entry = inspected_case()
    shown = reverse("cases:case", args=[case.id])
    goods = reverse("cases:goods", args=[case.id])
    found["case_ms"] = measure(OFFICER, shown)
    found["goods_ms"] = measure(OFFICER, goods)
    found["search_ms"] = measure(OFFICER, f"{goods}?q=mẫu 167")
    correct(client, case, entry, before.get("goods", ""))
    print(json.dumps(found, indent=1))
    RESULTS.write_text(
        json.dumps(
            {
                "lines": lines, "load": load, **found,
                "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
                "versions": {
                    "python": platform.python_version(), "django": version("django"),
                    "postgresql": connection.pg_version,
                },
            },
            indent=1,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
