"""W4: who uses this value: among a million, for one who sees an area; values that one carries, and that many do.

The million are laid down beside the services, by COPY, as the services write them; the questions are the services' own.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from threading import Event, Thread
from typing import Any

from record.ground import KEEP_REACH, Bar, Ground, officer

IDENTIFIERS, ASKED, HUB = 1_000_000, 300, 5_000
COMMON = 40
NAMES = ("một người dùng", "nhiều người dùng", "một người dùng, đang ghi", "nhiều người dùng, đang ghi")


def ask(kinds: Mapping[str, list[str]], who: Any) -> dict[str, list[float]]:
    """Ask who uses values, as the page of an identifier does: how widely, from whom it is known, the first page."""
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.subjects import selectors
    from minhbach.domains.subjects.models import Identifier
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    access = access_of(who, at=now())
    took: dict[str, list[float]] = {}
    for kind, phones in kinds.items():
        for phone in phones:
            begun = time.perf_counter()
            with acting_as(access):
                node = Identifier.objects.filter(kind="phone", canonical=phone).first()
                if node is not None:
                    carriers = selectors.carriers_of(node)
                    _ = carriers.subjects, carriers.presences, carriers.first_seen_at, carriers.sources()
                    list(carriers.rows()[:25])
            took.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
    return took


def measure(ground: Ground) -> Mapping[str, float]:
    chance = random.Random(4)
    if ground.large:
        count = ground.large.identifiers
        rare = [ground.large.phone(chance.randrange(ground.large.subjects)) for _ in range(ASKED)]
        common = [ground.large.common_phone(chance.randrange(ground.large.common)) for _ in range(ASKED)]
    else:
        count = ground.size(IDENTIFIERS)
        fill(count)
        rare = [phone(chance.randrange(HUB * 2, count)) for _ in range(ASKED)]
        common = [phone(chance.randrange(COMMON)) for _ in range(ASKED)]
    kinds = {"một người dùng": rare, "nhiều người dùng": common}
    who = officer("head")
    ask({"": kinds["một người dùng"][:20] + kinds["nhiều người dùng"][:5]}, who)
    found = {f"{name} p95 ms": p95(took) for name, took in ask(kinds, who).items()}
    stop = Event()
    writer = Thread(target=keep_writing, args=(stop, common))
    writer.start()
    try:
        found |= {f"{name}, đang ghi p95 ms": p95(took) for name, took in ask(kinds, who).items()}
    finally:
        stop.set()
        writer.join()
    return {"thông tin định danh": float(count), **found}


def p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


def phone(n: int) -> str:
    return f"+8486{n:07}"


def keep_writing(stop: Event, phones: list[str]) -> None:
    """Register shops on the numbers that are asked for, one after the other."""
    from django.db import connection

    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.subjects.services import register_merchant
    from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as

    who = officer("inspector")
    access = access_of(who, at=now())
    while not stop.is_set():
        shared = random.choice(phones)
        facts = MerchantFacts(
            kind=SubjectKind.UNKNOWN, name=f"Gian hàng {shared}", identifiers=[(IdentifierKind.PHONE, shared, "")]
        )
        with acting_as(access):
            register_merchant(officer=who, at=now(), facts=facts)
        stop.wait(0.005)
    connection.close()


def fill(count: int) -> None:
    """Lay subjects down with one phone each; COMMON phones are carried by HUB subjects altogether and more."""
    import psycopg

    from minhbach.foundation.database import embedded
    from minhbach.interfaces.cli import installation

    admin = embedded.start(installation.home()).admin_conninfo
    with psycopg.connect(admin, dbname=installation.DATABASE, autocommit=True) as server:
        have = server.execute("select count(*) from subjects_identifier where canonical like '+8486%'").fetchone()
        if have and have[0] >= count:
            return
        for one in ("synchronous_commit = off", "session_replication_role = replica", "work_mem = '256MB'"):
            server.execute(f"set {one}")
        for statement in _FILL.split(";"):
            server.execute(statement.format(count=count, common=COMMON, hub=HUB))
        server.execute(KEEP_REACH)
        server.execute("vacuum analyze")
        # What was laid down at once is on the disk before anything is measured.
        server.execute("checkpoint")


_FILL = """
create temp table lies as
    select (row_number() over (order by c.id)) - 1 as k, b.id as owner, c.id as place, 'area' as sharing,
        foundation_owned_by(b.id) as owned, foundation_seen_by(b.id, c.id, 'area', '{{}}') as seen
    from agencies_place p join agencies_agency b on b.key = 'qltt.' || substr(p.key, 6)
    join lateral (select id from agencies_place c where c.parent_id = p.id order by id limit 60) c on true
    where p.level = 'province' and p.key like '2025:%';
create temp table filled as
    select n, gen_random_uuid() as id, gen_random_uuid() as said, l.*,
        subjects_node_name('phone', '+8486' || lpad(n::text, 7, '0'), (select salt from subjects_identifiersalt))
            as node
    from generate_series(0, {count} - 1) n join lies l on l.k = n % (select count(*) from lies);
insert into subjects_subject (id, owner_agency_id, place_id, sharing, created_at, kind, name, sort_key, owned_by,
        seen_by)
    select id, owner, place, sharing, now() - n * interval '1 second', 'unknown', 'Gian hàng ' || n, 'gian ' || n,
        owned, seen from filled;
insert into subjects_identifier (id, kind, canonical)
    select node, 'phone', '+8486' || lpad(n::text, 7, '0') from filled on conflict do nothing;
insert into subjects_statement (id, owner_agency_id, place_id, sharing, created_at, subject_id, property, value,
        identifier_id, holder, source_kind, source_note, recorded_at, retraction_reason, owned_by, seen_by)
    select f.said, f.owner, f.place, f.sharing, now(), f.id, 'identifier', '', f.node, '', 'officer', '',
        now() - f.n * interval '1 second', '', f.owned, f.seen from filled f
    union all
    select gen_random_uuid(), f.owner, f.place, f.sharing, now(), f.id, 'identifier', '', c.node, '', 'officer', '',
        now() - f.n * interval '1 second', '', f.owned, f.seen
    from filled f join filled c on c.n = f.n % {common} where f.n between {common} and {hub} * {common}
"""

BAR = Bar(
    "W4",
    "Ai dùng giá trị này, với người phụ trách một địa bàn",
    measure,
    asked=[(f"{name} p95 ms", "≤", 10) for name in NAMES],
    asked_large=[(f"{name} p95 ms", "≤", 20) for name in NAMES],
    peers="MISP 56–63 ms với 11.400 thông tin; trước đây ở đây 18,9 và 141 ms",
    order=2,
)
