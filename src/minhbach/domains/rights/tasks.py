"""Background work: the links of long notices, and the screen's knowledge folder."""

from __future__ import annotations

import logging
from collections.abc import Collection
from uuid import UUID

from django.conf import settings

from minhbach.domains.rights.models import Notice
from minhbach.domains.rights.refusals import KnowledgeByHand
from minhbach.domains.rights.services import knowledge, notices
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.jobs import failures_kept, following_task, long_task
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app

_log = logging.getLogger(__name__)


@long_task(notices.TASK, record=Notice, fail=notices.fail_notice)
def read_notice(notice_id: str) -> None:
    """Reads the links of a notice part by part, each in its own transaction. Harmless to repeat."""
    own_id = UUID(notice_id)
    with acting_as(SYSTEM):
        has_more = notices.begin_reading(own_id, at=now())
    with failures_kept("notice", own_id, notices.fail_notice):
        while has_more:
            with acting_as(SYSTEM):
                has_more = notices.read_part(own_id, at=now())


@following_task(knowledge.TASK, most=500, pause=2.0)
def write_after_change(right_ids: Collection[UUID]) -> None:
    """Write the screen's folder after rights have changed: once for all of them. Harmless to repeat."""
    _write()


@app.periodic(cron="50 0 * * *")
@app.task(name="rights.knowledge_of_the_day", queue=FOLLOWING, queueing_lock="rights.knowledge_of_the_day")
def write_each_day(timestamp: int) -> None:
    """Write it for the new day: terms, permissions and floors begin and end by their dates."""
    with acting_as(SYSTEM):
        _write()


def _write() -> None:
    try:
        written = knowledge.write_knowledge(settings.KNOWLEDGE, on=local_date(now()))
    except KnowledgeByHand as refusal:
        # The folder stays somebody's own; `minhbach rights knowledge` says the same to whoever keeps the server.
        _log.warning("the knowledge folder was not written: %s", refusal.code)
        return
    if written.has_changed:
        _log.info("the knowledge folder is %s: marks and sellers from rights", written.version)
