"""Background work: records are linked right after they were written."""

from __future__ import annotations

from uuid import UUID

from minhbach.domains.linkage.services import link_subjects
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@app.task(name="linkage.link", queue=FOLLOWING)
def link(subject_ids: str) -> None:
    """Link subjects; harmless to repeat."""
    with acting_as(SYSTEM):
        link_subjects(subject_ids=[UUID(one) for one in subject_ids.split()], at=now())
