"""L1: records linked as they come, into a register that is full already; with the worker, and without.

Arrivals are written by the service that officers use: of ten, three are of somebody known (the phone, the name without
marks), one gives a hotline that thousands give, six are new.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any
from uuid import UUID

from record.bars import w4_who_uses as register
from record.ground import Bar, Ground, officer

KNOWN, ALONE, TOGETHER, WITH_WORKER, IN_BULK = 200_000, 200, 3_000, 100, 2_000
# Of fewer a percentile tells nothing, however small a part is measured.
FEWEST = 20
AT_ONCE, WRITERS = 20_000, 2
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Nông", "Hoàng", "Vi", "Lương", "Đặng", "Bế")
GIVEN = ("Văn Quảng", "Thị Khuyên", "Đức Trọng", "Hữu Phước", "Ngọc Diệp", "Thu Uyên", "Minh Triết", "Bích Vượng")


def lay_keys(number: int, bounds: Sequence[tuple[str, str]]) -> None:
    """Lay subjects under their keys, as if they had been linked before; parts that lie there are passed over."""
    from minhbach.domains.linkage.selectors import records_of
    from minhbach.domains.subjects.models import Subject
    from minhbach.engine.linkage import frame_of
    from minhbach.engine.linkage.keys import keys_of
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    for first, last in bounds[number::WRITERS]:
        with acting_as(SYSTEM), administrator() as server, server.cursor() as cursor:
            cursor.execute("select exists (select from linkage_key where subject_id = %s)", [last])
            if cursor.fetchone()[0]:
                continue
            # Of two parts side by side the one that ends with a subject has it.
            ids = Subject.objects.filter(pk__gt=first, pk__lte=last).values_list("pk", flat=True)
            # What another bar had linked is laid anew with the rest of its part.
            cursor.execute("delete from linkage_key where subject_id > %s and subject_id <= %s", [first, last])
            records = records_of(list(ids))
            with cursor.copy("copy linkage_key (key, subject_id) from stdin") as sink:
                for one, keys in keys_of(frame_of(list(records.values()))).items():
                    for key in keys:
                        sink.write_row((key, one))


@contextmanager
def administrator() -> Iterator[Any]:
    """Connect past row-level security, which COPY does not know, in one transaction."""
    import psycopg

    from minhbach.foundation.database import embedded
    from minhbach.interfaces.cli import installation

    admin = embedded.start(installation.home()).admin_conninfo
    with psycopg.connect(admin, dbname=installation.DATABASE) as server:
        server.execute("set session_replication_role = replica")
        server.execute("set synchronous_commit = off")
        yield server


def fill(ground: Ground) -> int:
    """Make the register where it is not there yet, and lay it under its keys; returns how many stand in it."""
    if ground.large is None:
        register.fill(ground.size(KNOWN))
    with administrator() as server:
        places = server.execute(
            "select id::text from (select id, row_number() over (order by id) as n,"
            " count(*) over () as whole from subjects_subject) one"
            " where n %% %s = 0 or n = whole order by id",
            [AT_ONCE],
        ).fetchall()
        (count,) = server.execute("select count(*) from subjects_subject").fetchone() or (0,)
    ends = [str(UUID(int=0)), *(place for (place,) in places)]
    ground.in_processes(WRITERS, lay_keys, [(first, last) for first, last in pairwise(ends)])
    with administrator() as server:
        server.commit()
        server.autocommit = True
        server.execute("vacuum analyze linkage_key, linkage_candidate, linkage_membership")
    return int(count)


class Arrivals:
    """Merchants that come, some of them for the second time."""

    def __init__(self, ground: Ground) -> None:
        from minhbach.domains.agencies.selectors import access_of
        from minhbach.foundation.clock import now

        self._large = ground.large
        self._known = ground.large.subjects if ground.large else ground.size(KNOWN)
        self._chance, self._number = random.Random(time.time_ns()), time.time_ns() // 1_000_000 % 10_000_000
        self._officer = officer("inspector")
        self._access = access_of(self._officer, at=now())

    def facts(self) -> Any:
        from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind

        chance, large = self._chance, self._large
        self._number += 1
        name, phone = f"{chance.choice(FAMILIES)} {chance.choice(GIVEN)}", f"03{self._number:08}"
        kind = chance.random()
        if kind < 0.3:
            n = chance.randrange(self._known // 2, self._known)
            phone = large.phone(n) if large else register.phone(n)
            name = (large.name(n) if large else f"Gian hàng {n}").upper()
        elif kind < 0.4:
            n = chance.randrange(register.COMMON)
            phone = large.common_phone(n) if large else register.phone(n)
        return MerchantFacts(kind=SubjectKind.HOUSEHOLD, name=name, identifiers=[(IdentifierKind.PHONE, phone, "")])

    def write(self) -> UUID:
        """Write one through the service, in a durable transaction."""
        from minhbach.domains.subjects.services import register_merchant
        from minhbach.foundation.clock import now
        from minhbach.foundation.scope import acting_as

        with acting_as(self._access):
            return register_merchant(officer=self._officer, at=now(), facts=self.facts()).id


def one_by_one(arrivals: Arrivals, count: int) -> list[float]:
    """Link each as it has come; returns the milliseconds of each."""
    from minhbach.domains.linkage.services import link_subjects
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    took = []
    for _ in range(count):
        one = arrivals.write()
        begun = time.perf_counter()
        with acting_as(SYSTEM):
            link_subjects(subject_ids=[one], at=now())
        took.append((time.perf_counter() - begun) * 1000)
    return took


def what_waits(arrivals: Arrivals, count: int) -> tuple[float, float]:
    """Let many wait, and do what waits as the worker does; returns records a second, and processor ms a record."""
    from minhbach.domains.linkage import tasks  # noqa: F401  registers its own
    from minhbach.domains.linkage.services.linking import TASK
    from minhbach.foundation import jobs

    for _ in range(count):
        arrivals.write()
    worked, begun = time.process_time(), time.perf_counter()
    while jobs.follow_up(TASK):
        pass
    return count / (time.perf_counter() - begun), (time.process_time() - worked) / count * 1000


def from_entry(arrivals: Arrivals, count: int) -> list[float]:
    """Write one each twentieth of a second while the worker runs and bulk waits; returns seconds until it is linked."""
    from minhbach.domains.linkage.models import Key
    from minhbach.domains.linkage.services import hear_subjects
    from minhbach.domains.subjects.models import Subject
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    environment = {key: value for key, value in os.environ.items() if "DATABASE_URL" not in key}
    worker = subprocess.Popen([sys.executable, "-m", "minhbach", "worker"], env=environment, stderr=subprocess.DEVNULL)
    try:
        # The worker has begun when the first is linked.
        entered, linked = {arrivals.write(): time.perf_counter()}, dict[UUID, float]()
        is_begun, last = False, 0.0
        while len(linked) < count + 1 and time.perf_counter() - min(entered.values()) < 120:
            if is_begun and len(entered) <= count and time.perf_counter() - last >= 0.05:
                last = time.perf_counter()
                entered[arrivals.write()] = time.perf_counter()
            waiting = set(entered) - set(linked)
            with acting_as(SYSTEM):
                found = set(Key.objects.filter(subject_id__in=waiting).values_list("subject_id", flat=True))
                if found and not is_begun:
                    is_begun = True
                    hear_subjects(list(Subject.objects.order_by("id").values_list("pk", flat=True)[:IN_BULK]))
            linked |= dict.fromkeys(found, time.perf_counter())
            time.sleep(0.01)
    finally:
        worker.terminate()
        worker.wait()
    first = next(iter(entered))
    # Where the worker has not linked even the first, it never will have.
    return [linked.get(one, float("inf")) - at for one, at in entered.items() if one != first] or [float("inf")]


def measure(ground: Ground) -> Mapping[str, float]:
    count = fill(ground)
    arrivals = Arrivals(ground)
    what_waits(arrivals, 20)
    alone = one_by_one(arrivals, max(FEWEST, ground.size(ALONE)))
    what_waits(arrivals, 1)
    rate, worker = what_waits(arrivals, ground.size(TOGETHER))
    seen = from_entry(arrivals, max(FEWEST, ground.size(WITH_WORKER)))
    return {
        "hồ sơ đã có": float(count),
        "hồ sơ/s": rate,
        "tiến trình nền ms/hồ sơ": worker,
        "một hồ sơ p95 ms": p95(alone),
        "từ lúc ghi p95 s": p95(seen),
    }


def p95(took: Sequence[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


ASKED = [("hồ sơ/s", "≥", 300), ("một hồ sơ p95 ms", "≤", 50), ("từ lúc ghi p95 s", "≤", 2)]
BAR = Bar(
    "L1",
    "Đối chiếu hồ sơ ngay khi ghi",
    measure,
    asked=ASKED,
    peers="Senzing công bố 12,5 hồ sơ/s mỗi nhân; Splink 5 không còn đối chiếu hồ sơ mới",
    order=4,
    asked_large=ASKED,
)
