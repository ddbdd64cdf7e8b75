"""Look-ups through the public's process, as `minhbach portal` runs it, at a hundred thousand publications.

Half of what is asked is there, each asked seldom; a hundredth are the same few pages that everybody reads. Each client
is a thread that keeps its connection, as a proxy in front does; their own time on the processor is told, for it is
taken from the same machine. The rows are laid down by COPY, without the triggers that follow one act of an officer.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
from record.ground import Bar, Ground, officer
from voices.bars.w5_reports import portal_at_work
from voices.processor import cost_of

CLIENTS = (1, 8, 32)
PUBLICATIONS, IDENTIFIERS_EACH, QUESTIONS = 100_000, 10, 6_000
MARK = "do-tra-cuu-"
# Ids by which what was laid down is known.
_ID = "md5('{what}' || n)::uuid"


def measure(ground: Ground) -> Mapping[str, float]:
    count = ground.size(PUBLICATIONS)
    laid = _lay_down(count)
    figures: dict[str, float] = {
        "công bố": float(count),
        "định danh": float(count * IDENTIFIERS_EACH),
        "đổ vào, giây": laid,
    }
    with portal_at_work() as port:
        _client(port, 200, count, 0)
        for clients in CLIENTS:
            share = ground.size(QUESTIONS) // clients
            begun = time.perf_counter()
            with cost_of(figures, f"{clients} người hỏi", share * clients), ThreadPoolExecutor(clients) as pool:
                done = list(pool.map(partial(_client, port, share, count), range(1, clients + 1)))
            took = time.perf_counter() - begun
            times = [each for one, _faults in done for each in one]
            figures[f"{clients} người hỏi/s"] = len(times) / took
            figures[f"{clients} người hỏi, p95 ms"] = 1000 * statistics.quantiles(times, n=20)[-1]
            figures["lỗi"] = figures.get("lỗi", 0.0) + sum(faults for _one, faults in done)
    figures["tải máy"] = os.getloadavg()[0]
    return figures


def _client(port: int, share: int, count: int, seed: int) -> tuple[list[float], int]:
    chance, seconds, faults = random.Random(seed), [], 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(share):
        path, is_there = _question(chance, count)
        begun = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        seconds.append(time.perf_counter() - begun)
        told = "nhắc tới điều này" not in text
        faults += answer.status != 200 or (is_there is not None and told != is_there)
    connection.close()
    return seconds, faults


def _question(chance: random.Random, count: int) -> tuple[str, bool | None]:
    if chance.random() < 0.01:
        return chance.choice(["/tra-cuu/", "/cong-bo/", "/cong-bo/canh-bao/"]), None
    number, is_there = chance.randrange(count), chance.random() < 0.5
    said = f"Hàng đo tải {number}-{chance.randrange(IDENTIFIERS_EACH)}" if is_there else f"Không có {number}"
    return f"/tra-cuu/?q={quote(said)}", is_there


def _lay_down(count: int) -> float:
    """Lay publications and what they are found by down, where they are not there yet; returns the seconds it took."""
    from django.db import connection

    from minhbach.domains.outreach.kinds import name_key

    who, head = officer("committee_officer"), officer("committee_head")
    agency = who.posts.first().agency_id
    begun = time.perf_counter()
    with psycopg.connect(_administrator(), dbname=str(connection.settings_dict["NAME"]), autocommit=True) as server:
        there = server.execute("select count(*) from outreach_publication where slug like %s", [f"{MARK}%"]).fetchone()
        if there == (count,):
            return 0.0
        server.execute("set session_replication_role = replica")
        server.execute("delete from outreach_publicidentifier")
        server.execute("delete from outreach_publication where slug like %s", [f"{MARK}%"])
        content = '{"goods": "Hàng", "signs": ["Dấu hiệu"], "harm": "", "advice": "Đừng mua", "source": "Đo tải"}'
        server.execute(
            f"""insert into outreach_publication (id, owner_agency_id, sharing, created_at, kind, slug, title, summary,
                summary_en, content, ground, state, drafted_by_id, edited_by_id, approved_by_id, publish_at, reason,
                owned_by, seen_by)
            select {_ID.format(what="publication")}, %s, 'agency', now(), 'warning', %s || n, 'Hàng đo tải ' || n,
                'Một câu tóm tắt.', '', %s::jsonb, 'Đo tải', 'published', %s, %s, %s, now() - n * interval '1 second',
                '', '{{}}', '{{}}' from generate_series(0, %s) n""",
            [agency, MARK, content, who.pk, who.pk, head.pk, count - 1],
        )
        ids = [
            row[0]
            for row in server.execute(f"select {_ID.format(what='publication')} from generate_series(0, {count - 1}) n")
        ]
        with server.cursor().copy(
            "copy outreach_publicidentifier (id, publication_id, kind, value, key) from stdin"
        ) as rows:
            for number, publication in enumerate(ids):
                for each in range(IDENTIFIERS_EACH):
                    said = f"Hàng đo tải {number}-{each}"
                    rows.write_row((uuid4(), publication, "name", said, name_key(said)))
        server.execute("set session_replication_role = origin")
        server.execute("update outreach_edition set number = number + 1")
        server.execute("vacuum analyze outreach_publication, outreach_publicidentifier")
    return time.perf_counter() - begun


def _administrator() -> str:
    from minhbach.foundation.database import embedded
    from minhbach.interfaces.cli import installation

    return str(embedded.start(Path(installation.home())).admin_conninfo)


BAR = Bar(
    "LOOK",
    "Tra cứu ở trang công khai: một trăm nghìn nội dung, một triệu định danh",
    measure,
    asked=[("32 người hỏi/s", "≥", 500), ("8 người hỏi, p95 ms", "≤", 50), ("lỗi", "≤", 0)],
)
