"""How long the lists of subjects and cases take at a million, for sixteen officers at work.

    python benchmarks/ground/lists.py [--part 1.0] [--seconds 60] [--port 8493] [--again] [--result FILE]

A record that stands as large as is asked for is used as it is.

The site as it is shipped, on the same machine; each officer, of another post and province, asks every two seconds for a
list, a filter of it, its second page or another order, as it comes. A time is the whole answer at the loopback address,
from when it was due.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from ground import load, record

DATABASE = "minhbach_lists"
# Cases with all their events would be ten times as many rows: a list reads the rows of the cases alone.
WHOLE = {"subjects": 1_000_000, "cases": 1_000_000, "eventful": 20_000}
CLIENTS, EVERY = 16, 2.0
ROLES = ("inspector", "inspector", "head", "committee_officer")
SUBJECTS = ("/doi-tuong/?all=1", "/doi-tuong/?kind=household", "/doi-tuong/?keeping=nobody", "/doi-tuong/?page=2",
            "/doi-tuong/?sort=-created", "/doi-tuong/?sharing=network")  # fmt: skip
CASES = ("/vu-viec/?all=1", "/vu-viec/?clock=late", "/vu-viec/?step=decision", "/vu-viec/?page=2",
         "/vu-viec/?sort=-opened", "/vu-viec/?from=2026-01-01")  # fmt: skip
# Before it is measured each has asked for everything once, as after a morning of work.
WARM_SECONDS = 25.0


def measure(port: int, *, seconds: float) -> dict[str, Any]:
    """Let them work; returns times by list and by what was asked."""
    people = _people()
    took: dict[str, list[float]] = {}
    wrong: list[str] = []
    lock = threading.Lock()
    with load.site(port):
        begun = time.perf_counter()
        threads = [
            threading.Thread(target=_work, args=(port, place, person, begun, seconds, took, wrong, lock))
            for place, person in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    lists = {
        name: load.figures([ms for path, all_ms in took.items() if path.startswith(name) for ms in all_ms])
        for name in ("/doi-tuong/", "/vu-viec/")
    }
    return {"lists": lists, "pages": {path: load.figures(ms) for path, ms in sorted(took.items())}, "wrong": wrong}


def _work(
    port: int,
    place: int,
    person: load.Person,
    begun: float,
    seconds: float,
    took: dict[str, list[float]],
    wrong: list[str],
    lock: threading.Lock,
) -> None:
    browser, chance = load.Browser(port), random.Random(place)
    due = begun + EVERY * place / CLIENTS
    while due < begun + WARM_SECONDS + seconds:
        time.sleep(max(0.0, due - time.perf_counter()))
        path = chance.choice(SUBJECTS if chance.random() < 0.5 else CASES)
        status, _content, back = browser.ask(person, path)
        if status == 302 and back.startswith(path.split("?", 1)[0]):
            status, _content, back = browser.ask(person, back)
        if due > begun + WARM_SECONDS:
            with lock:
                took.setdefault(path, []).append((time.perf_counter() - due) * 1000)
                wrong.extend([f"{path}: {status} {back}"] * (status != 200))
        due = max(due + EVERY, time.perf_counter())


def _people() -> list[load.Person]:
    """Sign sixteen officers of different posts and provinces in; the first of them reads the nation."""
    from minhbach.domains.agencies.models import Officer

    found = [load.person("trunguong")]
    for place in range(1, CLIENTS):
        role = ROLES[place % len(ROLES)]
        names = Officer.objects.filter(username__startswith="nguoi", posts__role=role).order_by("username")
        found.append(load.person(names.values_list("username", flat=True)[place * 5]))
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=float, default=1.0)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--port", type=int, default=8493)
    asked.add_argument("--again", action="store_true", help="on the record that stands, however large")
    asked.add_argument("--result", type=Path)
    chosen = asked.parse_args()
    if not chosen.again and not record.stands(DATABASE, part=chosen.part, whole=WHOLE):
        record.make(DATABASE, part=chosen.part, whole=WHOLE)
    record.prepare(DATABASE)
    # What was made by an earlier tree is brought to this one.
    subprocess.run([sys.executable, "-m", "minhbach", "migrate"], check=True, env=os.environ)
    result = measure(chosen.port, seconds=chosen.seconds)
    for what, row in {**result["lists"], **result["pages"]}.items():
        print(f"{what:40} {row['count']:6} {row['p50_ms']:9} {row['p95_ms']:9} {row['worst_ms']:9}")
    print("wrong:", result["wrong"][:5] or "nothing", "load", os.getloadavg()[0])
    if chosen.result:
        chosen.result.write_text(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
