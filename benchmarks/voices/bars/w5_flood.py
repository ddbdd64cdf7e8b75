"""W5: ten thousand reports in ten minutes while officers work: how long their pages take, whether anything is lost.

Half of what comes is one story with a word changed, a tenth brings no toll. The officers' site, the public's process
and the worker run as in an office; each officer opens his desk, his list, a report and what is like it, and answers.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

from record.ground import Bar, Ground, officer
from voices.bars.w5_reports import STORY, ask, open_box, paid_press, portal_at_work

REPORTS = 10_000
MINUTES = 10
OFFICERS = 4
SENDERS = 8
THINKS_SECONDS = 0.5
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_REPORT = re.compile(r'href="(/[^"]*/[0-9a-f-]{36}/)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def measure(ground: Ground) -> Mapping[str, float]:
    from minhbach.domains.intake.models import Report
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    box, count = open_box(), ground.size(REPORTS)
    presses = [paid_press() for _ in range(count)]
    seconds = 60 * MINUTES * ground.part
    with acting_as(SYSTEM):
        before = Report.objects.count()
    stop, times, faults = Event(), list[float](), list[int]()
    with portal_at_work() as public, _site_at_work() as site, ground.worker():
        officers = [Thread(target=_work, args=(site, _session(), stop, times, faults)) for _ in range(OFFICERS)]
        for one in officers:
            one.start()
        begun = time.perf_counter()

        def send(number: int) -> bool:
            time.sleep(max(0.0, begun + seconds * number / count - time.perf_counter()))
            press, paid = presses[number]
            words = STORY * 3 + (
                f"Lần thứ {number}." if number % 2 else " ".join(secrets.token_hex(3) for _ in range(40))
            )
            form = {"press": press.hex, "letterbox": box, "what": words, "toll": paid if number % 10 else ""}
            return ask(public, "GET", f"/cong-suc/?press={press}")[0] == ask(public, "POST", "/", form)[0] == 200

        with ThreadPoolExecutor(SENDERS) as pool:
            sent = list(pool.map(send, range(count)))
        took = time.perf_counter() - begun
        stop.set()
        for one in officers:
            one.join()
        # Leaving the block waits for the worker to have looked at all.
    with acting_as(SYSTEM):
        kept = Report.objects.count() - before
        looked = Report.objects.filter(alike__isnull=False).values("alike").distinct().count()
    return {
        "nhận/s": sum(sent) / took,
        "lỗi khi gửi": float(count - sum(sent)),
        "mất": float(sum(sent) - kept),
        "trang cán bộ p95 ms": 1000 * statistics.quantiles(times, n=20)[-1],
        "trang cán bộ chậm nhất ms": 1000 * max(times),
        "trang cán bộ": float(len(times)),
        "lỗi trang cán bộ": float(sum(faults)),
        "nhóm": float(looked),
    }


def _work(port: int, cookie: str, stop: Event, times: list[float], faults: list[int]) -> None:
    """Open the desk, the list, a report and what is like it, and answer it, over and over."""
    from django.conf import settings

    def look(path: str) -> str:
        begun = time.perf_counter()
        status, page = ask(port, "GET", path, Cookie=cookie)
        times.append(time.perf_counter() - begun)
        faults.append(status != 200)
        time.sleep(THINKS_SECONDS)
        return page

    while not stop.is_set():
        look("/")
        found = [
            one
            for one in _REPORT.findall(look("/tiep-nhan/"))
            if one.startswith("/tiep-nhan/") and "hop-thu" not in one
        ]
        if not found:
            continue
        report = secrets.choice(found)
        page = look(report)
        look(f"{report}giong-nhau/")
        token = _TOKEN.search(page)
        if token:
            secret = f"{cookie}; {settings.CSRF_COOKIE_NAME}={token.group(1)}"
            form = {"csrfmiddlewaretoken": token.group(1), "text": "Đã nhận tin, đang xem xét."}
            begun = time.perf_counter()
            status, _ = ask(port, "POST", f"{report}tra-loi/", form, Cookie=secret)
            times.append(time.perf_counter() - begun)
            faults.append(status not in (200, 302))


def _session() -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(officer("committee_officer"), backend=BACKEND)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def _site_at_work() -> Iterator[int]:
    from minhbach.interfaces.cli.server import gather_front_end

    gather_front_end()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "minhbach.config.wsgi:application", f"--bind=127.0.0.1:{port}",
               "--workers=2", "--threads=4", "--timeout=120"]  # fmt: skip
    with subprocess.Popen(command, env=dict(os.environ), stdout=sys.stderr) as process:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
        process.terminate()


BAR = Bar(
    "W5-lũ",
    "Mười nghìn tin trong mười phút trong khi cán bộ làm việc",
    measure,
    asked=[
        ("trang cán bộ p95 ms", "≤", 1000), ("lỗi trang cán bộ", "≤", 0), ("lỗi khi gửi", "≤", 0), ("mất", "≤", 0),
    ],
)  # fmt: skip
