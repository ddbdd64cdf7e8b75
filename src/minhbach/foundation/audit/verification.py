"""The proof: walks the chain, its anchors and its receipts, and names what was touched."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.audit import anchors, stamps
from minhbach.foundation.audit.accounting import Gap, accounted_gaps
from minhbach.foundation.audit.anchors import Anchor, Anchors
from minhbach.foundation.audit.links import COLUMNS, Link, Row, digest_of
from minhbach.foundation.audit.models import AuditChain, AuditSeal
from minhbach.foundation.audit.sealing import LOCK
from minhbach.foundation.database.audit import BODIES, STARTED, TRIGGERS
from minhbach.foundation.demo_mark import is_demo

BATCH = 5_000

Told = Callable[[Mapping[str, Any]], object]
"""Hears how far the walk is."""

# Sealing runs each minute; ten of them missed is no accident of one.
OVERDUE = timedelta(minutes=10)
# An act is written in the transaction that does it; the longest of those takes minutes.
BACKDATED = timedelta(days=1)
# How many numbers PostgreSQL may skip when it starts again after a crash.
SKIPPED_BY_A_CRASH = 32
# A transaction that is just being committed has drawn its number and is not yet to be seen.
COMMIT_SECONDS = 1.0


class Fault(models.TextChoices):
    EDITED = "edited", _lazy("dòng đã bị sửa")
    MISSING = "missing", _lazy("dòng đã bị xoá")
    REORDERED = "reordered", _lazy("dòng đã bị đổi chỗ")
    FORGED = "forged", _lazy("mắt xích không thuộc chuỗi")
    CUT = "cut", _lazy("phần cuối chuỗi đã bị cắt hoặc thay")
    EMPTIED = "emptied", _lazy("chuỗi đã bị xoá hết")
    INSERTED = "inserted", _lazy("dòng được chen vào, cơ sở dữ liệu không có biên nhận")
    GAP = "gap", _lazy("số biên nhận bị khuyết: có dòng đã bị xoá trước khi niêm phong")
    BACKDATED = "backdated", _lazy("dòng ghi lùi hoặc ghi trước thời điểm thật")
    UNVOUCHED = "unvouched", _lazy("dòng không rõ ai ghi, ngoài mọi phiên làm việc")
    OVERDUE = "overdue", _lazy("quá hạn niêm phong")
    UNGUARDED = "unguarded", _lazy("chốt của cơ sở dữ liệu bị tắt hoặc bị gỡ")
    NAMELESS = "nameless", _lazy("chuỗi mất tên")
    ANCHORS_MISSING = "anchors_missing", _lazy("tệp mốc niêm phong bị mất hoặc bị cắt")
    ANCHORS_EDITED = "anchors_edited", _lazy("tệp mốc niêm phong bị sửa")
    ANCHORS_OLD = "anchors_old", _lazy("mốc niêm phong cũ hơn chuỗi")
    ANCHORS_FOREIGN = "anchors_foreign", _lazy("mốc niêm phong là của một chuỗi khác")
    KEY_MISSING = "key_missing", _lazy("mất khoá của mốc niêm phong")
    STAMP = "stamp", _lazy("dấu thời gian không khớp với mắt xích")
    SECOND_PLACE = "second_place", _lazy("mốc ở nơi lưu thứ hai khác mốc tại chỗ")


@dataclass(frozen=True)
class Finding:
    """Where the chain breaks, and how. SEQUENCE is a link's, but for receipts (their number) and lines of a file."""

    fault: Fault
    sequence: int
    entry_id: str = ""


@dataclass(frozen=True)
class Verification:
    chain: str
    sealed: int
    unsealed: int
    head: str
    last_sealed_at: datetime | None
    mends: tuple[Anchor, ...]
    # Numbers borne by no row, with what was written of why.
    accounted: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    # Those of the findings that are links, and the last link that an anchor bears out.
    links_at_fault: tuple[Finding, ...]
    borne_out: int

    @property
    def is_clean(self) -> bool:
        return not self.findings


def verify(*, at: datetime, told: Told | None = None) -> Verification:
    """Walk everything and name every row, receipt, link and anchor that was touched; TOLD hears how far it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Between a link and its anchor nobody looks.
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [LOCK])
        names = list(AuditChain.objects.all()[:2])
        chain = str(names[0].id) if len(names) == 1 else ""
        kept = anchors.read_anchors()
        last = AuditSeal.objects.order_by("-sequence").first()
    findings = [] if chain else [Finding(Fault.NAMELESS, 0)]
    walk = _Walk(chain, kept)
    walk.go(up_to=last.sequence if last else 0, told=told)
    findings += walk.findings
    findings += _anchors_at_fault(kept, chain, walk)
    findings += _receipts_at_fault(at)
    accounted = tuple(accounted_gaps(chain))
    findings += (Finding(Fault.GAP, gap.first) for gap in gaps() if not _is_accounted(gap, accounted))
    findings += _guards_at_fault()
    return Verification(
        chain=chain,
        sealed=walk.count,
        unsealed=_count(f"select count(*) from foundation_auditreceipt receipt where {_IS_UNSEALED}"),
        head=walk.before,
        last_sealed_at=last.sealed_at if last else None,
        mends=tuple(line for line in kept.lines if line.kind is anchors.Kind.MEND and line.is_bound),
        accounted=accounted,
        findings=tuple(findings),
        links_at_fault=tuple(walk.findings),
        borne_out=max(set(walk.awaited) - walk.unmet, default=0),
    )


class _Walk:
    """One pass over the links, first to last."""

    def __init__(self, chain: str, kept: Anchors) -> None:
        self.findings: list[Finding] = []
        self.before, self.expected, self.count = chain, 1, 0
        # Anchors by sequence; each is struck out when its link is met.
        self.awaited: dict[int, list[Anchor]] = {}
        for line in anchors.bound_since_mend(kept):
            if line.chain == chain and line.sequence:
                self.awaited.setdefault(line.sequence, []).append(line)
        self.unmet = set(self.awaited)
        self.marks: dict[str, int] = {}

    def go(self, *, up_to: int, told: Told | None) -> None:
        for link, entry_id, digest, has_receipt, row in _links(up_to):
            self.count += 1
            self._step(link, entry_id, digest, has_receipt, row)
            if told is not None and self.count % BATCH == 0:
                told({"stage": "links", "rows_done": self.count, "rows_total": up_to})

    def _step(self, link: Link, entry_id: Any, digest: str, has_receipt: bool, row: Row | None) -> None:
        if link.sequence != self.expected and has_receipt:
            self.findings.append(Finding(Fault.MISSING, self.expected))
        if not has_receipt:
            self.findings.append(Finding(Fault.FORGED, link.sequence, str(entry_id)))
        elif row is None:
            self.findings.append(Finding(Fault.MISSING, link.sequence, str(entry_id)))
        elif digest_of(row, link, self.before) != digest:
            self.findings.append(Finding(_how_it_broke(row, link), link.sequence, str(row.id)))
        # The stored digest goes on, so that one broken row is named once and not all that follow it.
        self.before, self.expected = digest, link.sequence + 1
        if has_receipt:
            self.marks.setdefault(link.anchor, link.sequence)
        if all(line.digest == digest for line in self.awaited.get(link.sequence, ())):
            self.unmet.discard(link.sequence)


def _how_it_broke(row: Row, link: Link) -> Fault:
    """A row whose receipt bears another number was moved here; any other was itself changed."""
    with connection.cursor() as cursor:
        cursor.execute("select number from foundation_auditreceipt where entry_id = %s", [row.id])
        found = cursor.fetchone()
    return Fault.REORDERED if found and found[0] != link.number else Fault.EDITED


def _links(up_to: int) -> Iterator[tuple[Link, Any, str, bool, Row | None]]:
    start = 0
    while start < up_to:
        with connection.cursor() as cursor:
            cursor.execute(
                "select seal.sequence, seal.number, seal.anchor, seal.sealed_at, seal.entry_id, seal.digest,"
                f" receipt.number is not null, {COLUMNS} from foundation_auditseal seal"
                " left join foundation_auditentry entry on entry.id = seal.entry_id"
                " left join foundation_auditreceipt receipt on receipt.number = seal.number"
                " where seal.sequence > %s and seal.sequence <= %s order by seal.sequence limit %s",
                [start, up_to, BATCH],
            )
            found = cursor.fetchall()
        if not found:
            return
        for sequence, number, mark, sealed_at, entry_id, digest, has_receipt, *columns in found:
            row = Row(*columns) if columns[0] is not None else None
            yield Link(sequence, number, mark, sealed_at), entry_id, digest, has_receipt, row
        start = found[-1][0]


def _anchors_at_fault(kept: Anchors, chain: str, walk: _Walk) -> Iterator[Finding]:
    mend = next((line for line in reversed(kept.lines) if line.kind is anchors.Kind.MEND and line.is_bound), None)
    place = kept.lines.index(mend) if mend else 0
    judged = kept.lines[place:]
    if walk.count and not kept.lines:
        yield Finding(Fault.ANCHORS_MISSING, 0)
    if kept.lines and not kept.has_key:
        yield Finding(Fault.KEY_MISSING, 0)
    elif unbound := [number for number, line in enumerate(judged, start=place + 1) if not line.is_bound]:
        yield Finding(Fault.ANCHORS_EDITED, unbound[0])
    for number in kept.unreadable:
        if mend is None:
            yield Finding(Fault.ANCHORS_EDITED, number)
    if any(line.chain != chain for line in judged):
        yield Finding(Fault.ANCHORS_FOREIGN, 0)
    if judged and mend is None and (judged[0].kind is not anchors.Kind.BEGIN or judged[0].sequence):
        yield Finding(Fault.ANCHORS_MISSING, judged[0].sequence)
    known = {line.mark for line in kept.lines}
    missed = [sequence for mark, sequence in walk.marks.items() if mark not in known]
    if kept.lines and (lost := [one for one in missed if mend is None or one > mend.sequence]):
        yield Finding(Fault.ANCHORS_MISSING, lost[0])
    own = [line.sequence for line in kept.lines if line.chain == chain]
    if own and walk.count and own[-1] < walk.expected - 1:
        yield Finding(Fault.ANCHORS_OLD, own[-1])
    if walk.unmet and not walk.count:
        yield Finding(Fault.EMPTIED, max(walk.unmet))
    elif walk.unmet:
        yield from (Finding(Fault.CUT, sequence) for sequence in sorted(walk.unmet))
    yield from (Finding(Fault.STAMP, sequence) for sequence in stamps.broken_stamps(chain, mended=mend))
    if (line := anchors.differing_in_second_place(chain)) is not None:
        yield Finding(Fault.SECOND_PLACE, line)


_IS_UNSEALED = "not exists (select from foundation_auditseal seal where seal.number = receipt.number)"


def _receipts_at_fault(at: datetime) -> Iterator[Finding]:
    yield from _found(
        Fault.INSERTED,
        "select 0, entry.id from foundation_auditentry entry"
        " where not exists (select from foundation_auditreceipt receipt where receipt.entry_id = entry.id)"
        " order by entry.id",
    )
    # Sealed rows are proved by the chain; these by the digest that the database took of them.
    yield from _found(
        Fault.MISSING,
        "select receipt.number, receipt.entry_id from foundation_auditreceipt receipt"
        f" where {_IS_UNSEALED} and not exists"
        " (select from foundation_auditentry entry where entry.id = receipt.entry_id) order by 1",
    )
    yield from _found(
        Fault.EDITED,
        "select receipt.number, receipt.entry_id from foundation_auditreceipt receipt"
        " join foundation_auditentry entry on entry.id = receipt.entry_id"
        f" where {_IS_UNSEALED} and foundation_audit_digest(entry) <> receipt.digest order by 1",
    )
    yield from _found(
        Fault.OVERDUE,
        "select min(receipt.number), null from foundation_auditreceipt receipt"
        f" where {_IS_UNSEALED} and receipt.recorded_at < %s having count(*) > 0",
        [at - OVERDUE],
    )
    yield from _found(
        Fault.UNVOUCHED,
        "select 0, entry.id from foundation_auditentry entry"
        " where entry.vouched_by not in ('scope', 'system', 'door', 'public') order by entry.id",
    )
    if not is_demo():
        yield from _found(
            Fault.BACKDATED,
            "select 0, entry.id from foundation_auditentry entry"
            " where entry.at not between entry.recorded_at - %s and entry.recorded_at + %s order by entry.id",
            [BACKDATED, BACKDATED],
        )


def gaps() -> list[Gap]:
    """List the numbers that no receipt bears, seen twice: what is just being committed is there the second time."""
    first = set(_missing_numbers())
    if not first:
        return []
    time.sleep(COMMIT_SECONDS)
    return sorted(first & set(_missing_numbers()), key=lambda gap: gap.first)


def _is_accounted(gap: Gap, accounted: Sequence[Gap]) -> bool:
    return any(one.first <= gap.first and gap.last <= one.last for one in accounted)


def _missing_numbers() -> Iterator[Gap]:
    """Each gap that no crash explains."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select before + 1, number - 1 from (select number, server_started_at,"
            "   coalesce(lag(number) over each, 0) as before,"
            "   coalesce(lag(server_started_at) over each, server_started_at) as started_before"
            "   from (select number, server_started_at from foundation_auditreceipt union all"
            f"     select last_value + 1, {STARTED} from foundation_audit_number where is_called)"
            "   numbered window each as (order by number)) gaps"
            " where number > before + 1 and not (started_before <> server_started_at and number - before <= %s)",
            [SKIPPED_BY_A_CRASH + 1],
        )
        yield from (Gap(*row) for row in cursor.fetchall())


def _guards_at_fault() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_trigger where tgrelid = 'foundation_auditentry'::regclass and tgenabled = 'A'"
            " and tgname = any(%s)",
            [list(TRIGGERS)],
        )
        stand = cursor.fetchone()[0] == len(TRIGGERS)
        cursor.execute(
            "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace and proname = any(%s)",
            [list(BODIES)],
        )
        if not stand or dict(cursor.fetchall()) != BODIES:
            yield Finding(Fault.UNGUARDED, 0)


def _found(fault: Fault, query: str, parameters: list[Any] | None = None) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or [])
        for number, entry_id in cursor.fetchall():
            yield Finding(fault, number, str(entry_id or ""))


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
