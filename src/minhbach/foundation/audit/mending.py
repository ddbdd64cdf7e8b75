"""A chain that somebody spoiled goes on again: with a reason, an audit row, and nothing of what was true removed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from minhbach.foundation.audit import anchors
from minhbach.foundation.audit.models import AuditReceipt, AuditSeal
from minhbach.foundation.audit.record import record
from minhbach.foundation.audit.sealing import LOCK
from minhbach.foundation.audit.verification import Fault, Verification, verify
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM


@dataclass(frozen=True)
class Mend:
    """What was done: links after KEPT were removed, so that the sealer makes them anew."""

    kept: int
    removed: int


def mend(*, reason: str, at: datetime) -> Mend:
    """Remove the links that no anchor bears out and begin the anchors anew after the last sound one.

    Rows are never touched: what was edited or taken away stays a finding. Only the owner's role may do this.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [LOCK])
        try:
            # The lock is shared by whoever holds it already, so the proof may take it as well.
            found = verify(at=at)
            with acting_as(SYSTEM):
                done = _mend(found, reason, at)
            kept = AuditSeal.objects.filter(sequence=done.kept).first()
            anchors.append(
                anchors.Kind.MEND,
                chain=found.chain,
                sequence=done.kept,
                digest=kept.digest if kept else found.chain,
                at=at,
            )
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])
    return done


def _mend(found: Verification, reason: str, at: datetime) -> Mend:
    first_unsound = min(
        (
            finding.sequence
            for finding in found.links_at_fault
            if finding.fault is Fault.FORGED or finding.sequence > found.borne_out
        ),
        default=None,
    )
    sound = AuditSeal.objects.order_by("-sequence")
    if first_unsound is not None:
        sound = sound.filter(sequence__lt=first_unsound)
    last = sound.first()
    kept = last.sequence if last else 0
    removed = AuditSeal.objects.filter(sequence__gt=kept).order_by("sequence")
    digests = list(removed.values_list("sequence", "entry_id", "digest"))
    removed.delete()
    _close_the_gap_at_the_end()
    record(
        "foundation.audit.mended",
        officer_id=None,
        at=at,
        target_type="foundation.auditchain",
        target_id=found.chain,
        data={
            "reason": reason,
            "kept": kept,
            "removed": len(digests),
            "removed_sha256": hashlib.sha256(repr(digests).encode()).hexdigest(),
            "findings": sorted({finding.fault.value for finding in found.findings}),
        },
    )
    return Mend(kept, len(digests))


def _close_the_gap_at_the_end() -> None:
    """A copy brought back from a backup draws its numbers from where its rows end."""
    last = AuditReceipt.objects.order_by("-number").first()
    if last is not None:
        with connection.cursor() as cursor:
            cursor.execute("select setval('foundation_audit_number', %s)", [last.number])
