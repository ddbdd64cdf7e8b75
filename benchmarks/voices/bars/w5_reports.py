"""W5: reports through the public's process, as `minhbach portal` runs it: a text and a link, every one durable.

Each sender asks for his toll and brings it paid. The server does for it what it does for anybody; what the sender's
device would do is left out (one round for two hundred), for a device is not this machine.

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
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch
from urllib.parse import urlencode
from uuid import UUID, uuid4

import altcha
from record.ground import Bar, Ground, officer
from voices.processor import cost_of

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

    box = open_box()
    figures: dict[str, float] = {}
    numbers: list[str] = []
    faults = 0
    with portal_at_work() as port:
        send(port, box, [paid_press()])
        for clients in CLIENTS:
            presses = [paid_press() for _ in range(ground.size(REPORTS))]
            begun = time.perf_counter()
            with cost_of(figures, f"{clients} người gửi", len(presses)), ThreadPoolExecutor(clients) as pool:
                shares = [presses[one::clients] for one in range(clients)]
                done = list(pool.map(lambda share: send(port, box, share), shares))
            took = time.perf_counter() - begun
            times = sorted(one for sent in done for one in sent.seconds)
            numbers += [one for sent in done for one in sent.numbers]
            faults += sum(sent.faults for sent in done)
            figures[f"{clients} người gửi/s"] = len(times) / took
            figures[f"{clients} người gửi, p95 ms"] = 1000 * statistics.quantiles(times, n=20)[-1]
    with acting_as(SYSTEM):
        kept = set(Report.objects.filter(number__in=numbers).values_list("number", flat=True))
        unpaid = Report.objects.filter(number__in=numbers, is_unpaid=True).count()
    return {
        **figures,
        "mất": float(len(set(numbers) - kept)),
        "hai lần": float(len(numbers) - len(set(numbers))),
        "lỗi": float(faults),
        "chưa kiểm": float(unpaid),
    }


def paid_press() -> tuple[UUID, str]:
    """Return a press with its toll, made as the portal makes one, and found at the first try."""
    from minhbach.interfaces.portal import toll

    press = uuid4()
    with patch.object(toll, "KEYS", 2):
        challenge = altcha.Challenge.from_dict(toll.challenge_for(press, sender=None))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return press, altcha.Payload(challenge, solution).to_base64()


def send(port: int, box: str, presses: Sequence[tuple[UUID, str]]) -> Sent:
    sent = Sent()
    for press, paid in presses:
        begun = time.perf_counter()
        number = _send(port, box, press, paid)
        sent.seconds.append(time.perf_counter() - begun)
        if number:
            sent.numbers.append(number)
        else:
            sent.faults += 1
    return sent


def _send(port: int, box: str, press: UUID, paid: str) -> str:
    mark = press.hex
    form = {"press": mark, "letterbox": box, "what": STORY * 4 + mark, "link": f"https://vi-du.vn/shop/{mark}",
            "toll": paid}  # fmt: skip
    try:
        asked, _ = ask(port, "GET", f"/cong-suc/?press={mark}")
        status, page = ask(port, "POST", "/", form)
    except OSError:
        return ""
    found = _NUMBER.search(page)
    return found.group(1) if asked == status == 200 and found else ""


def ask(port: int, method: str, path: str, form: Mapping[str, str] | None = None, **head: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(
            method, path, urlencode(form) if form else None,
            {"Content-Type": "application/x-www-form-urlencoded", **head} if form else head,
        )  # fmt: skip
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def open_box() -> str:
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
def portal_at_work() -> Iterator[int]:
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
    asked=[("32 người gửi/s", "≥", 100), ("mất", "≤", 0), ("hai lần", "≤", 0), ("lỗi", "≤", 0), ("chưa kiểm", "≤", 0)],
)
