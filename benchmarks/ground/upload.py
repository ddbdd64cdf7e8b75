"""Two hundred bad files to every page that takes a file, on a server of its own, while others look at their desks.

    MINHBACH_DEMO=true python benchmarks/ground/upload.py          # after `make demo`, against its database

Each must be read right or refused with a sentence; no process of the site may end or pass a gigabyte. Results go to
``benchmarks/results/upload.json``.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

from minhbach.interfaces.cli import installation

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("MINHBACH_DEMO", "true")
installation.prepare()

from django.urls import reverse  # noqa: E402 - only once Django is awake

from benchmarks.ground.bad_files import bad_files  # noqa: E402
from minhbach.domains.documents.models import OfficialDocument  # noqa: E402
from minhbach.domains.reporting.models import Membership, Report  # noqa: E402
from minhbach.domains.subjects.models import Subject  # noqa: E402
from minhbach.foundation.scope.access import SYSTEM, acting_as  # noqa: E402

RESULTS = Path(__file__).parents[1] / "results" / "upload.json"
LOOKS_EVERY = 0.25
MOST_MEGABYTES = 1_024
MOST_SECONDS_OF_OTHERS = 1.0


class Browser:
    """One officer's browser."""

    def __init__(self, site: str, username: str) -> None:
        self._site = site
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self.get("/vao-thu/")
        self.post(f"/vao-thu/{username}/", {}, {})

    def get(self, address: str) -> tuple[int, str]:
        """Ask for a page."""
        return self._open(urllib.request.Request(self._site + address))  # noqa: S310 - a loopback address

    def post(self, address: str, words: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[int, str]:
        """Send a form."""
        border = uuid4().hex
        token = next((one.value or "" for one in self._cookies if one.name == "csrftoken"), "")
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": token, **words}.items()
        ]
        for name, (file_name, content) in files.items():
            head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
            parts += [head.encode(), content, b"\r\n"]
        request = urllib.request.Request(self._site + address, data=b"".join([*parts, f"--{border}--\r\n".encode()]))  # noqa: S310
        request.add_header("Content-Type", f"multipart/form-data; boundary={border}")
        return self._open(request)

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=300) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError as error:
            return 0, str(error)


def pages() -> dict[str, tuple[str, str, str, dict[str, str]]]:
    """Name every page that takes a file: officer, address, field, what else is filled in."""
    with acting_as(SYSTEM):
        report = Report.objects.filter(owner_agency__key="bcd389.20", state="open").order_by("-year", "-month").first()
        member = Membership.objects.get(body=report.owner_agency, agency__key="cong-an.20")
        subject = Subject.objects.order_by("id").first()
        document = OfficialDocument.objects.filter(state="issued").order_by("id").first()
    proof = {"kind": "document", "title": "Tệp thử"}
    return {
        "Nạp tệp tin đăng": ("phantich", reverse("screening:upload"), "file", {}),
        "Nhập danh sách": ("bcd389", reverse("subjects:import"), "file", {"name": "Thử", "sharing": "area"}),
        "Số liệu báo cáo": ("congan", reverse("reporting:upload", args=[report.id, member.agency_id]), "file", {}),
        "Chứng cứ": ("bcd389", reverse("evidence:add", args=["subjects.subject", subject.id]), "file", proof),
        "Bản quét": ("vanthu", reverse("documents:attach_scan", args=[document.id]), "scan", {}),
    }


class Watch:
    """Looks at the processes of the site, and at somebody's desk, while files are sent."""

    def __init__(self, server: int, other: Browser) -> None:
        self.highest, self.looks, self.faults = 0, [], 0
        self._server, self._other, self._over = server, other, threading.Event()
        self._threads = [threading.Thread(target=one, daemon=True) for one in (self._weigh, self._look)]
        for one in self._threads:
            one.start()

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        for one in self._threads:
            one.join()

    def _weigh(self) -> None:
        while not self._over.wait(0.05):
            for process in family(self._server):
                try:
                    status = Path(f"/proc/{process}/status").read_text()
                except OSError:
                    continue
                found = re.search(r"VmRSS:\s+(\d+)", status)
                self.highest = max(self.highest, int(found[1]) >> 10 if found else 0)

    def _look(self) -> None:
        while not self._over.wait(LOOKS_EVERY):
            start = time.perf_counter()
            status, _ = self._other.get("/")
            self.looks.append(time.perf_counter() - start)
            self.faults += status != 200


def family(process: int) -> list[int]:
    """Return a process and all that come from it."""
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def main() -> None:
    """Send the files and write down what came of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    with subprocess.Popen([sys.executable, "-m", "minhbach", "serve", f"--bind=127.0.0.1:{port}"]) as server:
        try:
            result = send(site, server.pid)
        finally:
            server.terminate()
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1))
    print(
        f"{result['files']} tệp × {len(result['pages'])} trang: {len(result['broken'])} lỗi, lâu nhất"
        f" {result['slowest_seconds']} s ({result['slowest']}), tiến trình lớn nhất {result['highest_megabytes']} MB,"
        f" {result['processes_ended']} bị dừng; người khác: p95 {result['others']['p95_seconds']} s,"
        f" {result['others']['faults']} lỗi"
    )
    sys.exit(0 if is_met(result) else 1)


def is_met(result: dict[str, Any]) -> bool:
    """Say whether every file was read or refused, and nobody else felt it."""
    others = result["others"]
    return not (result["broken"] or result["processes_ended"] or others["faults"]) and (
        result["highest_megabytes"] <= MOST_MEGABYTES and others["p95_seconds"] <= MOST_SECONDS_OF_OTHERS
    )


def send(site: str, server: int) -> dict[str, Any]:
    """Send every file to every page."""
    wait_for(site)
    asked = pages()
    browsers = {username: Browser(site, username) for username, *_ in asked.values()}
    before = set(family(server))
    watch = Watch(server, Browser(site, "kiemsoat"))
    answers: dict[str, Counter[str]] = {name: Counter() for name in asked}
    slowest, broken, count = (0.0, ""), [], 0
    for file_name, content in bad_files():
        count += 1
        for name, (username, address, field, words) in asked.items():
            start = time.perf_counter()
            status, text = browsers[username].post(address, words, {field: (file_name, content)})
            slowest = max(slowest, (round(time.perf_counter() - start, 1), f"{name}: {file_name}"))
            answers[name][str(status)] += 1
            if status == 0 or status >= 500:
                broken.append([name, file_name, status, text[:100]])
    watch.end()
    return {
        "files": count,
        "pages": {name: dict(found) for name, found in answers.items()},
        "broken": broken,
        "slowest_seconds": slowest[0],
        "slowest": slowest[1],
        "highest_megabytes": watch.highest,
        "processes_ended": len([one for one in before if not Path(f"/proc/{one}").exists()]),
        "others": {
            "looks": len(watch.looks),
            "faults": watch.faults,
            "p95_seconds": round(statistics.quantiles(watch.looks, n=20)[-1], 3),
        },
    }


def wait_for(site: str) -> None:
    """Wait until the site answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{site}/song/", timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(site)


if __name__ == "__main__":
    main()
