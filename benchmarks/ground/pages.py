"""How long each page takes on a record of national size, for one client and for eight at once.

    python benchmarks/ground/pages.py [--clients 1,8] [--seconds 4] [--only WORD] [--port 8492]

The site as it is shipped, on the same machine; the officers of the demo's province, one who reads the nation, and
nobody else. A time is the whole answer at the loopback address.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))
from ground import load, record

RUN = re.compile(rb'href="/thong-tin/luot-quet/([0-9a-f-]{36})/"')
AT_WORK, READS_FOR, AT_WORK_SECONDS = 16, 4.0, 12.0
PAGES = (
    ("Việc hôm nay: kiểm soát viên", "kiemsoat", "/"),
    ("Việc hôm nay: thủ trưởng Chi cục", "chicuctruong", "/"),
    ("Việc hôm nay: văn phòng Ban Chỉ đạo", "bcd389", "/"),
    ("Thông tin: kiểm soát viên", "kiemsoat", "/thong-tin/?all=1"),
    ("Thông tin: phân tích", "phantich", "/thong-tin/?all=1"),
    ("Thông tin: một dấu hiệu", "phantich", "/thong-tin/?sign=counterfeit"),
    ("Thông tin: dấu hiệu hiếm", "phantich", "/thong-tin/?sign=expired"),
    ("Thông tin: một sàn", "phantich", "/thong-tin/?platform=Shopee"),
    ("Thông tin: theo giá", "phantich", "/thong-tin/?sort=price"),
    ("Thông tin: một lượt quét", "phantich", "run"),
    ("Thông tin: đã bỏ qua", "phantich", "/thong-tin/?state=dismissed"),
    ("Thông tin: của tôi", "kiemsoat", "/thong-tin/?hands=mine"),
    ("Thông tin: giao cho đơn vị", "chicuctruong", "/thong-tin/?hands=unit"),
    ("Thông tin: quá hạn thẩm tra", "chicuctruong", "/thong-tin/?hands=late"),
    ("Thông tin theo người bán", "phantich", "/thong-tin/nguoi-ban/"),
    ("Một thông tin", "phantich", "lead"),
    ("Vụ việc: kiểm soát viên", "kiemsoat", "/vu-viec/?all=1"),
    ("Vụ việc: quá hạn", "kiemsoat", "/vu-viec/?clock=late"),
    ("Vụ việc: trang 300", "bcd389", "/vu-viec/?page=300"),
    ("Một vụ việc", "kiemsoat", "case"),
    ("Tổ chức, cá nhân", "bcd389", "/doi-tuong/?all=1"),
    ("Tổ chức, cá nhân: tìm một tên", "bcd389", "/doi-tuong/?q=hoang kien"),
    ("Văn bản: văn thư", "vanthu", "/van-ban/?all=1"),
    ("Báo cáo", "bcd389", "/bao-cao/?all=1"),
    ("Nhật ký", "kiemtoan", "/nhat-ky/?all=1"),
    ("Nhật ký: một thao tác", "kiemtoan", "/nhat-ky/?action=cases.case.opened"),
    ("Nhật ký: từ một ngày", "kiemtoan", "/nhat-ky/?from=2026-11-01"),
    ("CẢ NƯỚC: việc hôm nay", "trunguong", "/"),
    ("CẢ NƯỚC: thông tin", "trunguong", "/thong-tin/?all=1"),
    ("CẢ NƯỚC: vụ việc", "trunguong", "/vu-viec/?all=1"),
    ("CẢ NƯỚC: tổ chức, cá nhân", "trunguong", "/doi-tuong/?all=1"),
    ("CẢ NƯỚC: văn bản", "trunguong", "/van-ban/?all=1"),
)


def measure(port: int, *, clients: list[int], seconds: float, only: str) -> dict[str, Any]:
    signed_in = {username: load.person(username) for username in {username for _, username, _ in PAGES}}
    found = {}
    with load.site(port):
        for name, username, address in PAGES:
            if only not in name:
                continue
            path = first_link(port, signed_in[username], address) if not address.startswith("/") else address
            found[name] = {str(count): together(port, signed_in[username], path, count, seconds) for count in clients}
            told = "   ".join(f"{count}: {row['p50_ms']:8} {row['p95_ms']:8}" for count, row in found[name].items())
            print(f"{name:42} {told}", flush=True)
    return found


def first_link(port: int, person: load.Person, kind: str) -> str:
    if kind == "run":
        _, content, _ = load.Browser(port).ask(person, "/thong-tin/luot-quet/?all=1")
        runs = RUN.findall(content)
        return f"/thong-tin/?run={runs[0].decode()}&state=any"
    _, content, _ = load.Browser(port).ask(person, load.LISTS[kind])
    links = load.LINKS[kind].findall(content)
    return links[0].decode() if links else load.LISTS[kind]


def at_work(port: int) -> dict[str, dict[str, Any]]:
    """Let sixteen officers read one page of leads each, look at it for some seconds, and ask again."""
    found = {}
    with load.site(port):
        for name, username, address in PAGES:
            if "hông tin" not in name:
                continue
            person = load.person(username)
            path = first_link(port, person, address) if not address.startswith("/") else address
            found[name] = together(port, person, path, AT_WORK, AT_WORK_SECONDS, reads_for=READS_FOR)
            print(f"{name:42} {AT_WORK} at work {found[name]['p50_ms']:8} {found[name]['p95_ms']:8}", flush=True)
    return found


def together(
    port: int, person: load.Person, path: str, clients: int, seconds: float, *, reads_for: float = 0
) -> dict[str, Any]:
    """Ask for one page again and again, so many at once, for so long; no answer in a minute ends it.

    READS_FOR: so many seconds each looks at a page before the next; they begin one after another.
    """
    took: list[float] = []
    wrong: list[str] = []
    lock = threading.Lock()

    def work(place: int) -> None:
        browser = load.Browser(port)
        time.sleep(reads_for * place / clients)
        address = quote(path, safe="/?=&")
        try:
            status, _, back = browser.ask(person, address)
            until = time.perf_counter() + seconds
            address = back if status == 302 else address
            while time.perf_counter() < until:
                begun = time.perf_counter()
                status, _, back = browser.ask(person, address)
                with lock:
                    took.append((time.perf_counter() - begun) * 1000)
                    wrong.extend([f"{status} {back}"] * (status != 200))
                time.sleep(reads_for)
        except (OSError, http.client.HTTPException) as error:
            with lock:
                took.append(60_000.0)
                wrong.append(type(error).__name__)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {**load.figures(took), "wrong": sorted(set(wrong))}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--clients", default="1,8")
    asked.add_argument("--seconds", type=float, default=4)
    asked.add_argument("--only", default="")
    asked.add_argument("--port", type=int, default=8492)
    asked.add_argument("--result", type=Path)
    asked.add_argument("--at-work", action="store_true", help="sixteen officers who read, the pages of leads alone")
    chosen = asked.parse_args()
    record.prepare()
    if chosen.at_work:
        at_work(chosen.port)
        return
    found = measure(
        chosen.port, clients=[int(one) for one in chosen.clients.split(",")], seconds=chosen.seconds, only=chosen.only
    )
    if chosen.result:
        chosen.result.write_text(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
