"""N1: how two hang together, over six hops at most; and the first picture of two thousand nodes.

Everybody sees everything here, which is what costs most: each subject shares a number with about one other, twice, an
address with about seven, all by chance, and one hotline-like number with thousands. On the
large ground the ground's own subjects are asked.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from uuid import UUID
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from record.ground import KEEP_REACH, Bar, Ground, officer

SUBJECTS, ASKED = 200_000, 100
# 1,000 subjects and 999 values, four steps deep at most.
DRAWN, BESIDE = 1_000, 9
SHOWN = 5


def measure(ground: Ground) -> Mapping[str, float]:
    large: Any = getattr(ground, "large", None)
    count = large.subjects if large else ground.size(SUBJECTS)
    fill(0 if large else count)
    chance = random.Random(6)
    if large:
        pairs = pairs_of_reader(large, chance)
    else:
        pairs = [(subject(chance.randrange(count)), subject(chance.randrange(count))) for _ in range(ASKED)]
    return {"hồ sơ": float(count), **ways(pairs), **picture()}


def pairs_of_reader(large: Any, chance: random.Random) -> list[tuple[UUID, UUID]]:
    """Return pairs whom the reader sees, half of them near each other: what he does not see ends at once."""
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.subjects.models import Subject
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    def seen_from(n: int) -> list[UUID]:
        return list(Subject.objects.filter(pk__gte=large.subject(n)).order_by("pk").values_list("pk", flat=True)[:8])

    pairs: list[tuple[UUID, UUID]] = []
    with acting_as(access_of(officer("head"), at=now())):
        for _ in range(ASKED // 2):
            one, other = (seen_from(chance.randrange(large.subjects - 10_000)) for _ in "ab")
            pairs += [(one[0], one[chance.randrange(1, 8)]), (one[0], other[0])]
    return pairs


def ways(pairs: list[tuple[UUID, UUID]]) -> dict[str, float]:
    """Look for the way between each two, as the page does."""
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.networks.selectors import Start, path_between
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    access = access_of(officer("head"), at=now())
    took: list[float] = []
    hops: list[int] = []
    spent = time.process_time()
    for one, other in pairs:
        begun = time.perf_counter()
        with acting_as(access):
            found = path_between(Start(subject_id=one), Start(subject_id=other))
        took.append((time.perf_counter() - begun) * 1000)
        hops.append(found.hops if found.links else 0)
    return {
        "đường nối p95 ms": sorted(took)[int(len(took) * 0.95)],
        "đường nối trung vị ms": sorted(took)[len(took) // 2],
        "bộ xử lý của ứng dụng, ms mỗi đường": (time.process_time() - spent) * 1000 / len(pairs),
        "có đường nối": float(sum(1 for one in hops if one)),
        "dài nhất": float(max(hops)),
    }


def picture() -> dict[str, float]:
    """Open the page of a network of two thousand nodes in a browser, until the picture stands."""
    from django.conf import settings
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from tests import machine
    from tests.journeys.conftest import QUIET

    # Who signs nothing signs in with a password alone.
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(officer("analyst"), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    took: list[float] = []
    server: list[float] = []
    shown: list[float] = []
    ready: list[float] = []
    drawn = size = 0
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=QUIET)
        context = browser.new_context(viewport={"width": 1366, "height": 860})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        context.add_init_script(_PAINTED)
        page = context.new_page()
        for _ in range(SHOWN):
            started, begun, worked, painted = time.time(), time.perf_counter(), time.process_time(), spent_below()
            answer = page.goto(f"{address}/mang-luoi/doi-tuong/{drawn_subject(0)}/?buoc=4", wait_until="commit")
            page.wait_for_function("() => window.painted", timeout=60_000)
            # By the page's own clock, which stands beside ours: asking from outside waits for what comes after.
            took.append(page.evaluate("() => window.painted") / 1000 - started)
            page.wait_for_selector("#network[data-ready]", timeout=60_000)
            ready.append(time.perf_counter() - begun)
            server.append(time.process_time() - worked)
            shown.append(spent_below() - painted)
            size = len(answer.body()) if answer else 0
            drawn = int(page.get_attribute("#network", "data-drawn") or 0)
        browser.close()
    return {
        "nút vẽ": float(drawn),
        "hình đầu tiên s": sorted(took)[len(took) // 2],
        "hình lâu nhất s": max(took),
        "thao tác được s": sorted(ready)[len(ready) // 2],
        "bộ xử lý máy chủ s mỗi hình": sorted(server)[len(server) // 2],
        "bộ xử lý trình duyệt s mỗi hình": sorted(shown)[len(shown) // 2],
        "trang kB": size / 1024,
    }


def spent_below() -> float:
    """Return the processor time of all processes that this one began: the browser's. Units: seconds."""
    rows = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "stat").read_text().rpartition(")")[2].split()
            rows[int(folder.name)] = int(words[1]), int(words[11]) + int(words[12])
    below, spent = {os.getpid()}, 0
    while found := {one for one, (parent, _ticks) in rows.items() if parent in below and one not in below}:
        below |= found
        spent += sum(rows[one][1] for one in found)
    return spent / os.sysconf("SC_CLK_TCK")


# The frame after the one in which the picture was drawn: by then it was seen.
_PAINTED = """
    new MutationObserver((_changes, observer) => {
        if (!document.querySelector("#network[data-drawn]")) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = Date.now(); }));
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-drawn"] });
"""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_said: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """Serve the site in threads of this process, with the static files of this release."""
    from django.core.wsgi import get_wsgi_application

    from minhbach.interfaces.office import front_end

    front_end.gather()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def subject(n: int) -> UUID:
    return UUID(f"01910000-0000-7000-8000-{n:012x}")


def drawn_subject(n: int) -> UUID:
    return UUID(f"01920000-0000-7000-8000-{n:012x}")


def fill(count: int) -> None:
    """Lay down what is not there: COUNT subjects that hang together every which way, and the network that is drawn."""
    import psycopg

    from minhbach.foundation.database import embedded
    from minhbach.interfaces.cli import installation

    admin = embedded.start(installation.home()).admin_conninfo
    with psycopg.connect(admin, dbname=installation.DATABASE, autocommit=True) as server:
        for setting in ("synchronous_commit = off", "session_replication_role = replica", "work_mem = '256MB'"):
            server.execute(f"set {setting}")
        for ids, subjects, shares in (("0191", count, _EVERY_WAY), ("0192", DRAWN, _TREE)):
            if not subjects:
                continue
            last = f"{ids}0000-0000-7000-8000-{subjects - 1:012x}"
            if server.execute("select 1 from subjects_subject where id = %s", [last]).fetchone():
                continue
            for statement in (_FILL + shares + _LAY).split(";"):
                server.execute(statement.format(ids=ids, count=subjects, beside=BESIDE))  # type: ignore[arg-type]
            for statement in ("drop table lies", "drop table held", KEEP_REACH, "vacuum analyze"):
                server.execute(statement)


_FILL = """
create temp table lies as select b.id as owner, c.id as place, foundation_owned_by(b.id) as owned,
        foundation_seen_by(b.id, c.id, 'network', '{{}}') as seen
    from agencies_agency b, agencies_place c where b.key = 'qltt.20' and c.key = '2025:06187';
create temp table held (n int, kind text, canonical text);
"""
_EVERY_WAY = """
insert into held
    select n, 'phone', '+8481' || lpad((n / 2)::text, 7, '0') from generate_series(0, {count} - 1) n
    union all select n, 'phone', '+8482' || lpad((abs(hashint8(n)::bigint) % greatest(1, {count} / 2))::text, 7, '0')
    from generate_series(0, {count} - 1) n
    union all select n, 'email',
        'n' || abs(hashint8(n + 2654435761)::bigint) % greatest(1, {count} / 8) || '@example.vn'
    from generate_series(0, {count} - 1) n
    union all select n, 'phone', '+8483' || lpad((n % greatest(1, {count} / 5000))::text, 7, '0')
    from generate_series(0, {count} - 1) n;
"""
_TREE = """
insert into held
    select n, 'phone', '+8480' || lpad(n::text, 7, '0') from generate_series(1, {count} - 1) n
    union all select n / {beside}, 'phone', '+8480' || lpad(n::text, 7, '0') from generate_series(1, {count} - 1) n;
"""
_LAY = """
insert into subjects_subject (id, owner_agency_id, place_id, sharing, created_at, kind, name, sort_key, owned_by,
        seen_by)
    select ('{ids}0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, owner, place, 'network', now(), 'unknown',
        'Gian hàng ' || n, 'gian ' || n, owned, seen
    from generate_series(0, {count} - 1) n, lies on conflict do nothing;
create temp table named as select distinct kind, canonical, subjects_node_name(kind, canonical,
        (select salt from subjects_identifiersalt)) as node from held;
insert into subjects_identifier (id, kind, canonical) select node, kind, canonical from named on conflict do nothing;
insert into subjects_statement (id, owner_agency_id, place_id, sharing, created_at, subject_id, property, value,
        identifier_id, holder, source_kind, source_note, recorded_at, retraction_reason, owned_by, seen_by)
    select gen_random_uuid(), owner, place, 'network', now(),
        ('{ids}0000-0000-7000-8000-' || lpad(to_hex(h.n), 12, '0'))::uuid, 'identifier', '', m.node, '', 'officer', '',
        now() - h.n * interval '1 minute', '', owned, seen
    from held h join named m using (kind, canonical), lies;
drop table named
"""

BAR = Bar(
    "N1",
    "Đường nối giữa hai bên, tối đa 6 bước; hình 2.000 nút",
    measure,
    asked=[("đường nối p95 ms", "≤", 500), ("hình đầu tiên s", "≤", 2)],
    asked_large=[("đường nối p95 ms", "≤", 500)],
    peers="không có số đo công bố để so",
    order=6,
)
