"""Background work: agencies are told who asked about what they keep without answering."""

from __future__ import annotations

from minhbach.domains.enquiries.services import tell_keepers
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app


@app.periodic(cron="7,22,37,52 * * * *")
@app.task(name="enquiries.tell_keepers", queue=FOLLOWING, queueing_lock="enquiries.tell_keepers")
def tell(timestamp: int) -> None:
    """Go through what was asked of late; harmless to repeat."""
    with acting_as(SYSTEM):
        tell_keepers(at=now())
