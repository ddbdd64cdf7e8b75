"""Background work: the nightly proof that counted rows are what the events say."""

from __future__ import annotations

import logging

from minhbach.domains.cases.services.counting import check_counts
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app

log = logging.getLogger(__name__)


@app.periodic(cron="17 2 * * *")
@app.task(name="cases.check_counts", queueing_lock="cases.check_counts")
def check_counts_nightly(timestamp: int) -> None:
    """Count a sample of cases anew; `minhbach doctor` shows what came of it."""
    with acting_as(SYSTEM):
        check = check_counts(at=now())
    if check.differing:
        log.error("counted rows differ from the events in %d of %d cases", len(check.differing), check.checked)
