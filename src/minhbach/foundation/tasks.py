"""Background work: kept in PostgreSQL, deferred inside the transaction that needs it, so that neither is lost alone.

A domain's tasks stand in its `tasks` module, which procrastinate finds by name:

    @app.task(name="rights.forget_old")
    def forget_old(timestamp: int) -> None: …

What runs long, is told and can be stopped is a job: see `foundation.jobs`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from minhbach.foundation.audit import proving
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import LONG, long_task
from minhbach.foundation.jobs.working import failures_kept, now_and_then
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

__all__ = ["app"]

_log = logging.getLogger(__name__)

PRESSES_KEPT = timedelta(days=30)
UNNAMED_FILES_KEPT = timedelta(days=2)  # a sweep or a form under way names its file within hours


@app.periodic(cron="* * * * *")
@app.task(name="foundation.seal_audit", queueing_lock="foundation.seal_audit")
def seal_audit(timestamp: int) -> None:
    """Chain the audit rows of the last minute."""
    from minhbach.foundation.audit.sealing import SealerMissing, seal
    from minhbach.foundation.trusted_clock import find_doubt

    at = now()
    if doubt := find_doubt(at):
        # A seal says when: rather none than a false one. The doctor says the same, and that seals are overdue.
        _log.error("No sealing: the clock shows %s, %s says %s", doubt.shown, doubt.witness, doubt.expected)
        return
    try:
        seal(at=at)
    except SealerMissing:
        # The doctor and the proof tell of it; a failed job each minute would tell nobody more.
        _log.exception("No sealing: no address of the sealer is known")


@app.periodic(cron="10 0 * * *")
@app.task(name="foundation.stamp_audit", queueing_lock="foundation.stamp_audit")
def stamp_audit(timestamp: int) -> None:
    """Have the day's head of the audit chain stamped, where the installation names an authority."""
    from django.conf import settings

    from minhbach.foundation.audit import stamps
    from minhbach.foundation.audit.models import AuditChain

    if settings.TSA_URL and settings.TSA_CERTIFICATE:
        stamps.stamp(chain=str(AuditChain.objects.get().id))


@app.periodic(cron="20 3 * * *")
@app.task(name="foundation.forget_presses", queueing_lock="foundation.forget_presses")
def forget_presses(timestamp: int) -> None:
    """Remove the presses of forms that nobody holds any more."""
    from minhbach.foundation import press

    press.forget_presses(before=now() - PRESSES_KEPT)


@app.periodic(cron="50 2 * * *")
@app.task(name="foundation.collect_files", queueing_lock="foundation.collect_files")
def collect_files(timestamp: int) -> None:
    """Remove what killed uploads left: contents of the store without a row, files half written."""
    from minhbach.foundation import kept_files

    kept_files.collect(before=now() - UNNAMED_FILES_KEPT, at=now())


@app.periodic(cron="15 1 * * *")
@app.task(name="foundation.back_up", queue=LONG, queueing_lock="foundation.back_up")
def back_up(timestamp: int) -> None:
    """Take the night's backup, where the installation names a place for it."""
    from django.conf import settings

    from minhbach.foundation.backups.keeping import back_up as take_one
    from minhbach.foundation.refusals import Refusal

    if not settings.BACKUP_TO:
        return
    try:
        take_one(settings.BACKUP_TO, is_plain=False, keep=settings.BACKUP_KEEP, at=now())
    except Refusal:
        # Told in the audit log; the checks tell of it as soon as the last good one is old.
        _log.exception("No backup tonight")


@long_task(proving.TASK, record=proving.LogProof, fail=proving.fail_proof)
def prove_audit(proof_id: str) -> None:
    """Prove the whole audit log for who asked on its page. Harmless to repeat."""
    from minhbach.foundation.audit.verification import verify

    own_id = UUID(proof_id)

    def told(progress: Mapping[str, Any]) -> bool:
        return proving.tell_proof(own_id, progress, at=now())

    with acting_as(SYSTEM):
        proof = proving.begin_proof(own_id, at=now())
    if proof is None:
        return
    with failures_kept("proof", own_id, proving.fail_proof):
        found = verify(at=now(), told=now_and_then(told, every="links"))
        with acting_as(SYSTEM):
            proving.finish_proof(own_id, found, at=now())
