"""The proof of the whole log, asked for from its page: a job that tells how far it is and keeps what it found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.urls import reverse

from minhbach.foundation.audit.record import record
from minhbach.foundation.audit.verification import Fault, Verification
from minhbach.foundation.database.locks import lock, wait_turn
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs.models import Job
from minhbach.foundation.jobs.moves import begin, fail, finish, tell
from minhbach.foundation.jobs.queue import defer
from minhbach.foundation.jobs.states import UNDER_WAY, JobState

TASK = "foundation.prove_audit"
# More are counted, and named by the command of the keeper of the installation.
MOST_NAMED = 200


class LogProof(Job):
    """One proof: who asked for it, and what it found. FINDINGS are pairs of a fault's code and its link."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    sealed = models.BigIntegerField(default=0)
    unsealed = models.BigIntegerField(default=0)
    fault_count = models.BigIntegerField(default=0)
    findings = models.JSONField(default=list)

    def get_absolute_url(self) -> str:
        return reverse("office:log_proof", args=[self.id])

    @property
    def is_clean(self) -> bool:
        return self.state == JobState.DONE and not self.fault_count

    @property
    def faults(self) -> list[tuple[str, int]]:
        """What is wrong in words, and at which link."""
        return [(str(Fault(code).label), sequence) for code, sequence in self.findings]


@transaction.atomic
def ask_proof(*, officer_id: UUID, at: datetime) -> LogProof:
    """Ask for a proof; while one is under way it is that one."""
    wait_turn("the proof of the log")
    running = LogProof.objects.filter(state__in=UNDER_WAY).order_by("-asked_at").first()
    if running is not None:
        return running
    proof = LogProof.objects.create(asked_by=officer_id, asked_at=at)
    defer(TASK, proof_id=str(proof.id))
    record(
        "office.log.proof_asked",
        officer_id=officer_id,
        at=at,
        target_type="foundation.logproof",
        target_id=proof.id,
    )
    return proof


def last_proof() -> LogProof | None:
    return LogProof.objects.order_by("-asked_at").first()


@transaction.atomic
def begin_proof(proof_id: UUID, *, at: datetime) -> LogProof | None:
    """Hand the proof to the worker that asks; None when there is nothing to do."""
    proof = lock(LogProof.objects, id=proof_id)
    return proof if begin(proof, at=at, stage="links") else None


def tell_proof(proof_id: UUID, progress: Mapping[str, Any], *, at: datetime) -> bool:
    return tell(
        LogProof.objects.filter(id=proof_id), at=at, rows_done=progress["rows_done"], rows_total=progress["rows_total"]
    )


@transaction.atomic
def finish_proof(proof_id: UUID, found: Verification, *, at: datetime) -> None:
    """Keep what was found."""
    proof = lock(LogProof.objects, id=proof_id)
    if not proof.is_under_way:
        return
    proof.sealed, proof.unsealed, proof.fault_count = found.sealed, found.unsealed, len(found.findings)
    proof.findings = [[one.fault.value, one.sequence] for one in found.findings[:MOST_NAMED]]
    finish(proof, at=at, rows=found.sealed)
    proof.save()


@transaction.atomic
def fail_proof(proof_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close a proof that cannot go on, with the code and values of why."""
    fail(lock(LogProof.objects, id=proof_id), failure, at=at)
