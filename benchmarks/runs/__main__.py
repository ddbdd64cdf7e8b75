"""`make bench-runs`: whether it runs by itself, through every fault; at most 40 minutes, on loopback.

    python benchmarks/runs [--moments 200] [--minutes 10] [--seed N] [--only strikes,soak,…]

The demo province is served from a home of its own (`var/bench-runs`), officers work through its pages, and processes
are killed at random moments; then come the other faults, a backup under load, and ten minutes of only work. Results
go to ``benchmarks/results/runs.json`` and to the page ``docs/operations/runs.md`` between its marks.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))
from runs import hands, others, papers, site, soak, strikes, truth

RESULTS = site.PROJECT / "benchmarks" / "results" / "runs.json"
PAGE = site.PROJECT / "docs" / "operations" / "runs.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
BACKUP = Path(__file__).parent / "backup.py"
WORDS = {
    "three_migrates": "ba `migrate` cùng lúc trên thư mục trống",
    "two_serves": "hai `serve` trên một bản cài",
    "full_disk": "đầy ổ đĩa",
    "wrong_clock": "đồng hồ chạy trước một tháng rồi trở lại",
    "network_gone": "mất mạng tới cơ sở dữ liệu một phút",
    "record_killed": "giết PostgreSQL ở từng thời điểm của việc với hồ sơ dùng chung",
    "backup": "sao lưu dưới tải, phục hồi, nâng cấp",
    "soak": "làm việc liên tục",
}
TARGETS = {
    "site": "trang web (một tiến trình gunicorn)",
    "worker": "việc nền",
    "database": "PostgreSQL (tiến trình chính)",
    "database process": "PostgreSQL (một kết nối)",
    "sealer": "niêm phong",
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--moments", type=int, default=200)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked.add_argument("--only", default="")
    chosen = asked.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    begun = time.monotonic()
    site.prepare()
    work, cases = papers.make()
    share = len(work) // 8
    tests: dict[str, Callable[[], dict[str, Any]]] = {
        "strikes": lambda: _strikes(work[4 * share :], cases, moments=chosen.moments, seed=chosen.seed),
        "network_gone": lambda: others.network_gone(work[:share], cases),
        "full_disk": lambda: others.full_disk(work[share : 2 * share], cases),
        "wrong_clock": lambda: others.wrong_clock(work[2 * share : 3 * share], cases),
        "record_killed": others.record_killed,
        "two_serves": others.two_serves,
        "three_migrates": others.three_migrates,
        **({"backup": _backup} if BACKUP.exists() else {}),
        "soak": lambda: soak.soak(papers.make(reports=0)[0], cases, minutes=chosen.minutes, seed=chosen.seed),
    }
    # Asked for some only, it keeps what the others found last.
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if chosen.only and RESULTS.exists() else {}
    found: dict[str, Any] = kept | {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": chosen.seed,
        "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()},
    }
    for name in [one for one in chosen.only.split(",") if one] or list(tests):
        started = time.monotonic()
        try:
            found[name] = tests[name]()
        except (TimeoutError, subprocess.SubprocessError, OSError) as error:
            found[name] = {"met": False, "found": [f"{type(error).__name__}: {error}"]}
        found[name]["took"] = round(time.monotonic() - started)
        found["minutes"] = round((time.monotonic() - begun) / 60, 1)
        print(name, json.dumps({key: value for key, value in found[name].items() if key != "each"}, ensure_ascii=False))
        # Kept after each, so that one that hangs costs no more than itself.
        RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    site.run("stop-database")
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    sys.exit(0 if all(one["met"] for one in found.values() if isinstance(one, dict) and "met" in one) else 1)


def _strikes(work: list[str], cases: list[str], *, moments: int, seed: int) -> dict[str, Any]:
    with site.served() as serve:
        site.wait(strikes.all_runs, seconds=60)
        with hands.Work(site.PORT, work, cases, seed=seed) as at_work:
            done = strikes.strike_often(
                serve.pid, at_work.ledger, moments=moments, seed=seed, say=lambda line: print(line, flush=True)
            )
        found = truth.look(at_work.ledger)
    by_target = {
        target: sorted(one.seconds for one in done if one.target == target) for target in {one.target for one in done}
    }
    return {
        "met": not found and all(one.seconds <= strikes.BAR_SECONDS and not one.found for one in done),
        "moments": len(done),
        "targets": {
            target: {"strikes": len(took), "median_s": took[len(took) // 2], "worst_s": took[-1]}
            for target, took in sorted(by_target.items())
        },
        "answered": {"steps of papers": len(at_work.ledger.steps), "evidence": len(at_work.ledger.evidence),
                     "sweeps": len(at_work.ledger.sweeps)},
        "heard": dict(at_work.ledger.heard),
        "found": sorted({*found, *(line for one in done for line in one.found)}),
        "each": [dataclasses.asdict(one) for one in done],
    }  # fmt: skip


def _backup() -> dict[str, Any]:
    written = site.HOME / "backup.json"
    command = [sys.executable, str(BACKUP), "--home", str(site.HOME), "--json", str(written)]
    done = subprocess.run(
        command, cwd=site.PROJECT, env=site.bare(), capture_output=True, text=True, check=False, timeout=900
    )
    if done.returncode:
        return {"met": False, "found": [line for line in done.stderr.splitlines() if line.strip()][-1:]}
    figures = json.loads(written.read_text(encoding="utf-8"))
    return {"met": True, "figures": figures, "said": [
        f"sao lưu dưới tải {figures['under_load']['backup_seconds']} s, phục hồi"
        f" {figures['restore']['restore_seconds']} s ({figures['restore']['rows']} dòng như nhau), nâng cấp từ"
        f" {figures['upgrade']['from']} {figures['upgrade']['upgrade_seconds']} s"
    ]}  # fmt: skip


def table(found: dict[str, Any]) -> str:
    """Write the figures as the page shows them."""
    lines = []
    if struck := found.get("strikes"):
        lines += [
            f"{struck['moments']} lần giết tiến trình (hạt giống {found['seed']}), {len(struck['found'])} điều sai;"
            f" trong lúc ấy trang đã nhận {struck['answered']['steps of papers']} bước của văn bản,"
            f" {struck['answered']['evidence']} chứng cứ, {struck['answered']['sweeps']} lượt quét.",
            "",
            "| bị giết | số lần | chạy lại sau, giữa, s | lâu nhất, s |",
            "|---|---|---|---|",
            *(
                f"| {TARGETS[target]} | {row['strikes']} | {row['median_s']} | {row['worst_s']} |"
                for target, row in struck["targets"].items()
            ),
            "",
        ]
    lines += ["| phép thử | kết quả | trở lại sau, s | ghi chú |", "|---|---|---|---|"]
    for name, words in WORDS.items():
        if name in found:
            one = found[name]
            verdict = "bỏ qua" if "skipped" in one else "đạt" if one["met"] else "không đạt"
            note = one.get("skipped") or " · ".join(map(str, one.get("found") or one.get("said") or []))
            if name == "soak" and "megabytes" in one:
                note = (
                    f"{one['minutes']:g} phút: bộ nhớ {one['megabytes'][0]:.0f} → {one['megabytes'][1]:.0f} MB,"
                    f" kết nối {one['connections'][0]:.0f} → {one['connections'][1]:.0f}. {note}"
                )
            lines.append(f"| {words} | {verdict} | {one.get('seconds', '')} | {note[:300].replace('|', '/')} |")
    return "\n".join([*lines, "", f"Máy: {found['machine']}; cả lượt {found['minutes']} phút; {found['at']}."])


def with_figures(page: str, found: dict[str, Any]) -> str:
    """Put the figures between the marks of the page."""
    begin, end = MARKS
    return re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n{table(found)}\n{end}", page, flags=re.DOTALL)


if __name__ == "__main__":
    main()
