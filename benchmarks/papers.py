"""How fast papers are drawn: a thousand decisions, and one list of 16,702 lines of goods, as PDF and as DOCX.

    python benchmarks/papers.py [--decisions 1000] [--lines 16702]

Bars (`make bench-cases`): a thousand decisions as PDF in two minutes, the list as PDF in ten seconds. What is written
is made up. Results are written to `benchmarks/results/papers.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

from minhbach.domains.documents.layout import Envelope, Letterhead, Signature, render_docx, render_pdf
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices
from minhbach.domains.documents.layout.paper import Closing, Heading, Paper, Rule, Signing, bold, centered, line, spans

RESULTS = Path(__file__).parent / "results" / "papers.json"
ENVELOPE = Envelope(letterhead=Letterhead(superior=None, agency="Chi cục Mẫu", place="Lạng Sơn"), signature=Signature())


def decision(number: int) -> Paper:
    """Compose two pages and a half, as a decision has them."""
    articles = [
        line(bold(f"Điều {article}. "), f"Người thứ {number} phải nộp {number * 1000 + article}.000 đồng. " * 4)
        for article in range(1, 30)
    ]
    return Paper(
        title=f"Quyết định {number}",
        author="Chi cục Mẫu",
        heading=Heading("SỞ MẪU", bold("CHI CỤC MẪU"), spans(f"Số: {number}/QĐ"), spans("Lạng Sơn, ngày 01")),
        blocks=(
            centered(bold("QUYẾT ĐỊNH")),
            Rule("QUYẾT ĐỊNH", 0.5),
            *articles,
            Closing(("- Như trên;", "- Lưu."), Signing(("CHI CỤC TRƯỞNG",), name=bold("Người Mẫu"))),
        ),
    )


def inventory(lines: int) -> Paper:
    """Compose a decision with a list of goods."""
    rows = tuple(
        GoodsRow(
            name=f"Giày thể thao mẫu {number}, cỡ 38–43", unit="đôi", quantity=Decimal(number % 90 + 1),
            unit_price_vnd=150_000, value_vnd=150_000 * (number % 90 + 1), origin="không rõ", note="mới",
        )
        for number in range(1, lines + 1)
    )  # fmt: skip
    paper = decision(1)
    appendices = goods_appendices("Quyết định", "BẢNG KÊ", rows, ENVELOPE)
    return Paper(paper.title, paper.author, paper.heading, paper.blocks, appendices)


def timed(draw: Callable[[Paper], bytes], papers: list[Paper]) -> dict[str, float]:
    begun = time.perf_counter()
    size = sum(len(draw(paper)) for paper in papers)
    return {"seconds": round(time.perf_counter() - begun, 2), "megabytes": round(size / 1e6, 1)}


def main() -> None:
    """Draw, tell and write down."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--decisions", type=int, default=1000)
    asked.add_argument("--lines", type=int, default=16_702)
    given = asked.parse_args()
    decisions = [decision(number) for number in range(1, given.decisions + 1)]
    listed = [inventory(given.lines)]
    render_pdf(decisions[0])  # what is looked up once a process
    found = {
        f"{given.decisions} decisions": {"pdf": timed(render_pdf, decisions), "docx": timed(render_docx, decisions)},
        f"list of {given.lines}": {"pdf": timed(render_pdf, listed), "docx": timed(render_docx, listed)},
        "megabytes of memory": {
            "here": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
            "of the list's process": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000,
        },
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "load": round(os.getloadavg()[0], 1),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "versions": {name: version(name) for name in ("typst", "python-docx")} | {"python": platform.python_version()},
    }
    print(json.dumps(found, ensure_ascii=False, indent=2))
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
