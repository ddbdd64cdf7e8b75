"""Background work of what is published."""

from __future__ import annotations

import logging

from minhbach.domains.outreach import services
from minhbach.domains.outreach.services.posting import ServerAway
from minhbach.foundation.clock import now
from minhbach.foundation.jobs.queue import FOLLOWING
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import app

_log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="outreach.follow_clock", queueing_lock="outreach.follow_clock")
def follow(timestamp: int) -> None:
    """Write down what the clock put up and took down; harmless to repeat."""
    with acting_as(SYSTEM):
        services.follow_clock(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="outreach.tell_by_mail", queue=FOLLOWING, queueing_lock="outreach.tell_by_mail")
def tell_by_mail(timestamp: int) -> None:
    """Ask back who wants to be told, and tell who said so; while the server is away nothing is begun."""
    services.announce(at=now())
    try:
        services.ask_back_all(at=now())
        services.send_mailings(at=now())
    except ServerAway as away:
        _log.warning("The server that sends mails is away: %s", away)


@app.periodic(cron="20 2 * * *")
@app.task(name="outreach.forget_asks", queueing_lock="outreach.forget_asks")
def forget_asks(timestamp: int) -> None:
    """Drop the asks that nobody answered in time."""
    services.forget_asks(at=now())
