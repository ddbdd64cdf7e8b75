"""How much a hand does for the typical tasks of a day: clicks, boxes typed in, seconds of waiting.

    python benchmarks/desk [--only WORDS] [--as NAME] [--at ADDRESS]

A browser does them in the demo province, made anew in a home of its own (`var/bench-desk`; asked for some tasks only,
the one that stands there is used), served as it is shipped; or at ADDRESS, where a demo province is served already.
Signing in and reading are not counted. Results go to ``benchmarks/results/desk.json`` under NAME.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))
from desk.tasks import Day, do_all
from playwright.sync_api import sync_playwright
from runs import site

from tests import machine

RESULTS = site.PROJECT / "benchmarks" / "results" / "desk.json"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="")
    asked.add_argument("--at", default="")
    asked.add_argument("--as", dest="name", default="now")
    chosen = asked.parse_args()
    if not chosen.at:
        site.HOME = site.PROJECT / "var" / "bench-desk"
        site.LOG = site.HOME / "serve.log"
        if not chosen.only:
            shutil.rmtree(site.HOME, ignore_errors=True)
        site.prepare()
    serving = nullcontext() if chosen.at else site.served()
    address = chosen.at or f"http://127.0.0.1:{site.PORT}"
    found = {}
    with serving, tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=["--no-sandbox"])
        for name, count in do_all(Day(browser, address, Path(folder)), chosen.only):
            found[name] = count.told()
            print(f"{name:45} {count.clicks:3} {count.typed:3} {count.seconds:6.2f} s  {count.remark}", flush=True)
        browser.close()
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept[chosen.name] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()},
        "versions": {one: version(one) for one in ("django", "playwright")},
        "tasks": kept.get(chosen.name, {}).get("tasks", {}) | found if chosen.only else found,
    }
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
