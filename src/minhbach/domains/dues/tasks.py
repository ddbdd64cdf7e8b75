"""Background work: accounts of what was decided before there were any."""

from __future__ import annotations

from minhbach.domains.dues.services import keep_missing
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@app.periodic(cron="41 2 * * *")
@app.task(name="dues.keep_missing", queueing_lock="dues.keep_missing")
def keep_missing_nightly(timestamp: int) -> None:
    """Make the accounts that an installation lacks that kept cases before it kept accounts."""
    with acting_as(SYSTEM):
        keep_missing(at=now())
