"""The chain of hashes over the audit rows, and its proof.

The sealer runs apart from the acts: chaining inside each transaction would put every writer in one queue.
A row is sealed only when no transaction older than its own is still open, so that none can appear before it.
The head of the chain is written outside the database as well, so that cutting off its tail shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from minhbach.foundation.audit.models import AuditEntry, AuditSeal

GENESIS = "0" * 64
BATCH = 5_000
_LOCK = 38_901_389


class Fault(StrEnum):
    EDITED = "edited"
    MISSING = "missing"
    REORDERED = "reordered"
    CUT = "cut"


@dataclass(frozen=True)
class Finding:
    """Where the chain breaks, and how."""

    fault: Fault
    sequence: int
    entry_id: str


@dataclass(frozen=True)
class Verification:
    sealed: int
    unsealed: int
    last_sealed_at: datetime | None
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        return not self.findings


def digest_of(entry: AuditEntry, before: str) -> str:
    content = json.dumps(
        [
            before,
            str(entry.id),
            entry.action,
            str(entry.officer_id or ""),
            entry.at.isoformat(),
            entry.target_type,
            entry.target_id,
            entry.data,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(content.encode()).hexdigest()


def seal(*, at: datetime) -> int:
    """Chain every committed row not yet sealed; returns how many. Safe to run twice at once."""
    sealed = 0
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
                cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                horizon = cursor.fetchone()[0]
            last = AuditSeal.objects.order_by("-sequence").first()
            sequence, before = (last.sequence, last.digest) if last else (0, GENESIS)
            unsealed = AuditEntry.objects.filter(transaction_id__lt=horizon).exclude(
                id__in=AuditSeal.objects.values("entry_id")
            )
            links = []
            for entry in unsealed.order_by("transaction_id", "id")[:BATCH]:
                sequence, before = sequence + 1, digest_of(entry, before)
                links.append(AuditSeal(sequence=sequence, entry_id=entry.id, digest=before, sealed_at=at))
            AuditSeal.objects.bulk_create(links)
        if links:
            _anchor(_chain_id(), sequence, before)
        sealed += len(links)
        if len(links) < BATCH:
            return sealed


def verify() -> Verification:
    """Walk the whole chain and name every row that was edited, removed or moved."""
    findings: list[Finding] = []
    before, expected, last_sealed_at, count = GENESIS, 1, None, 0
    heads: dict[int, str] = {}
    anchored = _anchored(_chain_id())
    for link, entry in _links():
        count += 1
        if link.sequence != expected:
            findings.append(Finding(Fault.REORDERED if link.sequence < expected else Fault.MISSING, expected, ""))
        if entry is None:
            findings.append(Finding(Fault.MISSING, link.sequence, str(link.entry_id)))
        elif digest_of(entry, before) != link.digest:
            findings.append(Finding(_how_it_broke(entry, link), link.sequence, str(entry.id)))
        # The stored digest goes on, so that one broken row is named once and not all that follow it.
        before, expected, last_sealed_at = link.digest, link.sequence + 1, link.sealed_at
        if link.sequence in anchored:
            heads[link.sequence] = link.digest
    for sequence, digest in anchored.items():
        if heads.get(sequence) != digest:
            findings.append(Finding(Fault.CUT, sequence, ""))
    unsealed = AuditEntry.objects.exclude(id__in=AuditSeal.objects.values("entry_id")).count()
    return Verification(count, unsealed, last_sealed_at, tuple(findings))


def _how_it_broke(entry: AuditEntry, link: AuditSeal) -> Fault:
    """A row that fits another link was moved from there; any other was itself changed. Rare, so it may be slow."""
    before = GENESIS
    for sequence, digest in AuditSeal.objects.order_by("sequence").values_list("sequence", "digest").iterator():
        if sequence != link.sequence and digest_of(entry, before) == digest:
            return Fault.REORDERED
        before = digest
    return Fault.EDITED


def _links() -> Iterator[tuple[AuditSeal, AuditEntry | None]]:
    start = 0
    while True:
        links = list(AuditSeal.objects.filter(sequence__gt=start).order_by("sequence")[:BATCH])
        if not links:
            return
        entries = AuditEntry.objects.in_bulk([link.entry_id for link in links])
        for link in links:
            yield link, entries.get(link.entry_id)
        start = links[-1].sequence


def _anchor_file() -> Path:
    return Path(settings.FILE_STORE).parent / "audit-anchors.txt"


def _chain_id() -> str:
    """The first digest names the chain, so that anchors of another database in the same folder do not mix in."""
    first = AuditSeal.objects.filter(sequence=1).values_list("digest", flat=True).first()
    return first or GENESIS


def _anchor(chain_id: str, sequence: int, digest: str) -> None:
    path = _anchor_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{chain_id} {sequence} {digest}\n")


def _anchored(chain_id: str) -> dict[int, str]:
    """The anchors written for this chain; sequence → digest."""
    path = _anchor_file()
    if not path.exists():
        return {}
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {int(row[1]): row[2] for row in rows if len(row) == 3 and row[0] == chain_id}
