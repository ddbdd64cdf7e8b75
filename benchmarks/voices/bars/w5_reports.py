"""W5: reports through the public's process, as `minhbach portal` runs it: a text and a link, every one durable.

Each client is a thread that sends a form and waits for its receipt; all of them stand in one process beside, whose own
time on the processor is told, since it is taken from the same machine.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

from record.ground import Bar, Ground, officer

CLIENTS = (1, 8, 32)
REPORTS = 1_500
STORY = "Tiệm ở đầu chợ bán kem trộn không nhãn, nói là hàng xách tay, giá rẻ bất thường. "
_NUMBER = re.compile(r"<dd>(\d\d-\d{8})</dd>")


@dataclass
class Sent:
    numbers: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    faults: int = 0


def measure(ground: Ground) -> Mapping[str, float]:
    from minhbach.domains.intake.models import Report
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    box = _letterbox()
    figures: dict[str, float] = {}
    numbers: list[str] = []
    faults = 0
    with _portal() as port:
        _send(port, box, uuid4().hex)
        for clients in CLIENTS:
            count, begun, worked = ground.size(REPORTS), time.perf_counter(), time.process_time()
            with ThreadPoolExecutor(clients) as pool:
                shares = [count // clients + (one < count % clients) for one in range(clients)]
                done = list(pool.map(lambda share: _client(port, box, share), shares))
            took = time.perf_counter() - begun
            times = sorted(one for sent in done for one in sent.seconds)
            numbers += [one for sent in done for one in sent.numbers]
            faults += sum(sent.faults for sent in done)
            figures[f"{clients} người gửi/s"] = len(times) / took
            figures[f"{clients} người gửi, p95 ms"] = 1000 * statistics.quantiles(times, n=20)[-1]
            figures[f"{clients} người gửi, bộ xử lý của người gửi %"] = 100 * (time.process_time() - worked) / took
    with acting_as(SYSTEM):
        kept = set(Report.objects.filter(number__in=numbers).values_list("number", flat=True))
    return {
        **figures,
        "mất": float(len(set(numbers) - kept)),
        "hai lần": float(len(numbers) - len(set(numbers))),
        "lỗi": float(faults),
    }


def _client(port: int, box: str, share: int) -> Sent:
    sent = Sent()
    for _ in range(share):
        begun = time.perf_counter()
        number = _send(port, box, uuid4().hex)
        sent.seconds.append(time.perf_counter() - begun)
        if number:
            sent.numbers.append(number)
        else:
            sent.faults += 1
    return sent


def _send(port: int, box: str, mark: str) -> str:
    form = {"press": mark, "letterbox": box, "what": STORY * 4 + mark, "link": f"https://vi-du.vn/shop/{mark}"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        head = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/", urlencode(form), head)
        answer = connection.getresponse()
        found = _NUMBER.search(answer.read().decode())
        return found.group(1) if answer.status == 200 and found else ""
    except OSError:
        return ""
    finally:
        connection.close()


def _letterbox() -> str:
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.intake.models import Letterbox
    from minhbach.domains.intake.services import open_letterbox, reckon_days
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    who = officer("committee_officer")
    with acting_as(access_of(who, at=now())):
        reckon_days(at=now())
        if not Letterbox.objects.filter(slug="do-tai").exists():
            open_letterbox(officer=who, at=now(), slug="do-tai", name="Hộp thư đo tải", promise_days=10)
    return "do-tai"


@contextmanager
def _portal() -> Iterator[int]:
    from django.conf import settings

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    told = {
        **os.environ,
        "MINHBACH_PORTAL_DATABASE_URL": settings.PORTAL_DATABASE_URL,
        "MINHBACH_PORTAL_KEY": settings.PORTAL_KEY.hex(),
    }
    command = [sys.executable, "-m", "minhbach", "portal", f"--bind=127.0.0.1:{port}", "--workers=2"]
    with subprocess.Popen(command, env=told, stdout=sys.stderr) as process:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
        process.terminate()


BAR = Bar(
    "W5",
    "Tin báo qua trang tiếp nhận: một đoạn lời và một đường dẫn, mỗi tin bền vững",
    measure,
    asked=[("32 người gửi/s", "≥", 100), ("mất", "≤", 0), ("hai lần", "≤", 0), ("lỗi", "≤", 0)],
)
