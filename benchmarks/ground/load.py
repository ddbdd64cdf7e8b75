"""A thousand officers at work on a record of national size: ten requests a second, nine reads to one write.

    python benchmarks/ground/load.py [--seconds 600] [--rate 10] [--port 8491]

The site is started as it is shipped (`minhbach serve`), each officer has a session of his own, and does what his post
does: the desk, lists, filters, one lead, one case, one paper; leads are taken and given back. Requests are sent when
they are due, answered or not: a time counts from then on, so that a site that stalls cannot hide it. Search by words is
not in the mix. The generator runs on the same machine.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import queue
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))
from ground import record

THREADS = 24
BAR_MS = 300
# What each post looks at, and how often, in parts of its reads.
READS = {
    "inspector": {"/": 25, "/thong-tin/": 20, "lead": 20, "/thong-tin/?platform=": 4, "/vu-viec/": 12, "case": 14,
                  "/vu-viec/?clock=late": 3, "/doi-tuong/": 2},
    "head": {"/": 35, "/vu-viec/": 20, "case": 20, "/van-ban/": 12, "paper": 8, "/bao-cao/": 5},
    "records_clerk": {"/": 25, "/van-ban/": 45, "paper": 25, "/vu-viec/": 5},
    "analyst": {"/": 15, "/thong-tin/": 30, "lead": 30, "/thong-tin/?sign=counterfeit": 10, "/thong-tin/nguoi-ban/": 5,
                "/thong-tin/?state=dismissed": 5, "/thong-tin/luot-quet/": 5},
    "committee_officer": {"/": 25, "/bao-cao/": 20, "/vu-viec/": 20, "case": 15, "/doi-tuong/": 10, "/co-quan/": 10},
    "auditor": {"/": 20, "/nhat-ky/": 45, "/nhat-ky/?action=cases.case.opened": 20, "/nhat-ky/?from=2026-11-01": 15},
}  # fmt: skip
LINKS = {
    "lead": re.compile(rb'href="(/thong-tin/[0-9a-f-]{36}/)'),
    "case": re.compile(rb'href="(/vu-viec/[0-9a-f-]{36}/)'),
    "paper": re.compile(rb'href="(/van-ban/[0-9a-f-]{36}/)'),
}
LISTS = {"lead": "/thong-tin/", "case": "/vu-viec/", "paper": "/van-ban/"}
INPUT = re.compile(rb'name="(csrfmiddlewaretoken|press)" value="([^"]+)"')
WRITERS = ("inspector",)


@dataclass
class Person:
    """An officer with a session, and the links that his lists have shown him."""

    role: str
    cookie: str
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    taken: str = ""


@dataclass
class Answers:
    """Times in milliseconds by what was asked, and what was not answered as it should be."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, what: str, ms: float, problem: str = "") -> None:
        with self.lock:
            self.took[what].append(ms)
            if problem:
                self.wrong[f"{what}: {problem}"] += 1


def people() -> list[Person]:
    """Sign everybody in, by a session of their own."""
    from minhbach.domains.agencies.models import Officer

    names = Officer.objects.filter(username__startswith="nguoi").order_by("username").values_list("username", flat=True)
    return [person(username) for username in names]


def person(username: str) -> Person:
    """Sign one officer in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from minhbach.domains.agencies.models import Officer

    officer = Officer.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(officer.pk), settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.create()
    post = officer.posts.order_by("id").first()
    return Person(str(post.role), f"{settings.SESSION_COOKIE_NAME}={session.session_key}")


@contextmanager
def site(port: int) -> Iterator[None]:
    """Run the site as it is shipped."""
    running = subprocess.Popen(
        [sys.executable, "-m", "minhbach", "serve", f"--bind=127.0.0.1:{port}"],
        env=os.environ,
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(240):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/song/")
                if connection.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.5)
        yield
    finally:
        running.terminate()
        running.wait(timeout=60)


class Browser:
    """One connection to the site, opened again when it was closed."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, person: Person, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes, str]:
        headers = {"Cookie": person.cookie, "Host": "127.0.0.1"}
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://127.0.0.1"}
        for last in (False, True):
            try:
                self.connection.request("POST" if form is not None else "GET", path, body=body, headers=headers)
                answer = self.connection.getresponse()
                content = answer.read()
                for cookie in answer.headers.get_all("Set-Cookie") or ():
                    if cookie.startswith("csrftoken=") and "csrftoken=" not in person.cookie:
                        person.cookie += "; " + cookie.split(";", 1)[0]
                return answer.status, content, answer.headers.get("Location") or ""
            except (http.client.HTTPException, OSError):
                self.connection.close()
                if last:
                    raise
        raise AssertionError


def read(browser: Browser, person: Person, rng: random.Random) -> tuple[str, str]:
    """Look at one page of the person's post; return what it was and what was wrong with the answer."""
    mix = READS[person.role]
    what = rng.choices(list(mix), weights=list(mix.values()))[0]
    path = what
    if what in LINKS:
        if not person.seen[what]:
            path = what = LISTS[what]
        else:
            path = rng.choice(person.seen[what])
    elif what.endswith("="):
        path = f"{what}Shopee"
    status, content, back = browser.ask(person, path)
    if status == 302 and back.startswith(path.split("?", 1)[0]):
        # A list that remembers what was asked of it last.
        status, content, back = browser.ask(person, back)
    for kind, link in LINKS.items():
        if found := {one.decode() for one in link.findall(content)}:
            person.seen[kind] = sorted(found)
    return what, "" if status == 200 else f"{status} {back}"


def write(browser: Browser, person: Person, rng: random.Random) -> tuple[str, str]:
    """Take a lead from the list, or give back the one taken before."""
    lead = person.taken or (rng.choice(person.seen["lead"]) if person.seen["lead"] else "")
    if not lead:
        return read(browser, person, rng)
    status, content, _ = browser.ask(person, lead)
    act = "tra-lai" if person.taken else "nhan"
    fields = {name.decode(): value.decode() for name, value in INPUT.findall(content)}
    if status != 200 or f'action="{lead}{act}/"'.encode() not in content:
        person.taken = ""
        return "look before an act", "" if status == 200 else str(status)
    status, _, _ = browser.ask(person, f"{lead}{act}/", fields)
    person.taken = "" if person.taken else lead
    # Another may have taken it in between: a refusal with a sentence is an answer.
    return "take or give back a lead", "" if status in (302, 409) else str(status)


def run(port: int, *, seconds: float, rate: float) -> Answers:
    """Send RATE requests a second for so long, each when it is due."""
    officers, answers = people(), Answers()
    due: queue.Queue[tuple[float, int] | None] = queue.Queue()

    def work() -> None:
        browser = Browser(port)
        while (one := due.get()) is not None:
            at, number = one
            rng = random.Random(number)
            is_write = number % 10 == 9
            among = [one for one in officers if one.role in WRITERS] if is_write else officers
            person = rng.choice(among)
            try:
                what, problem = (write if is_write else read)(browser, person, rng)
            except Exception as error:
                what, problem = "no answer", type(error).__name__
            answers.add(what, (time.perf_counter() - at) * 1000, problem)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    begun = time.perf_counter()
    for number in range(int(seconds * rate)):
        at = begun + number / rate
        time.sleep(max(0.0, at - time.perf_counter()))
        due.put((at, number))
    for _ in threads:
        due.put(None)
    for thread in threads:
        thread.join()
    return answers


def figures(took: list[float]) -> dict[str, float]:
    ordered = sorted(took)
    return {
        "count": len(ordered),
        "p50_ms": round(ordered[len(ordered) // 2], 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "worst_ms": round(ordered[-1], 1),
    }


def measure(port: int, *, seconds: float, rate: float) -> dict[str, Any]:
    """Warm the site for twenty seconds, then measure; return the figures by what was asked."""
    with site(port):
        run(port, seconds=20, rate=rate)
        answers = run(port, seconds=seconds, rate=rate)
    every = [ms for took in answers.took.values() for ms in took]
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rate_per_s": rate,
        "seconds": seconds,
        "sessions": record.OFFICERS,
        "all": figures(every),
        "wrong": dict(answers.wrong),
        "pages": {what: figures(took) for what, took in sorted(answers.took.items())},
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--rate", type=float, default=10)
    asked.add_argument("--port", type=int, default=8491)
    asked.add_argument("--result", type=Path)
    chosen = asked.parse_args()
    record.prepare()
    result = measure(chosen.port, seconds=chosen.seconds, rate=chosen.rate)
    for what, row in result["pages"].items():
        print(f"{what:40} {row['count']:6} {row['p50_ms']:9} {row['p95_ms']:9} {row['worst_ms']:9}")
    print(f"{'all':40} {result['all']}   p95 {'≤' if result['all']['p95_ms'] <= BAR_MS else '>'} {BAR_MS} ms")
    print("wrong:", result["wrong"] or "nothing")
    if chosen.result:
        chosen.result.write_text(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
