"""What a worker does while it works: tells now and then, hears that it should stop, keeps why it failed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError

from minhbach.foundation.clock import now
from minhbach.foundation.files import DiskFull, is_disk_full
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

TELL_EVERY_SECONDS = 1.0
# The failure of a job that ended in no way that anybody foresaw; each kind of job has a sentence for it.
BROKEN = "job.broken"

Told = Callable[[Mapping[str, Any]], bool]
"""Hears how far a job is, and says whether to go on."""

log = logging.getLogger(__name__)


class JobStopped(Exception):
    """Somebody stopped the job."""


class JobInterrupted(Exception):
    """What did the work was killed, which says nothing of the work: it is begun again."""


class JobFailed(Exception):
    """The job cannot go on; code and values say why, to be made a sentence when it is read."""

    def __init__(self, code: str, values: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code, self.values = code, dict(values)


def now_and_then(write: Told, *, every: str) -> Told:
    """Return one that writes progress down, but in the stage EVERY no oftener than people can read it."""
    last = 0.0

    def told(progress: Mapping[str, Any]) -> bool:
        nonlocal last
        moment = time.monotonic()
        if moment - last < TELL_EVERY_SECONDS and progress["stage"] == every:
            return True
        last = moment
        with acting_as(SYSTEM):
            return write(progress)

    return told


BEGUN_AGAIN = (JobInterrupted, OperationalError, InterfaceError)
"""What says nothing of a job: its worker's helper was killed, the database was not to be reached."""


@contextmanager
def failures_kept(what: str, own_id: UUID, fail: Callable[..., None]) -> Iterator[None]:
    """Keep with a job, by its service FAIL, why it came to nothing; one that was stopped needs no reason.

    What says nothing of the job goes on to the queue, which begins it again.
    """
    try:
        yield
        return
    except JobStopped:
        log.info("%s %s was stopped", what, own_id)
        return
    except JobFailed as failed:
        log.warning("%s %s failed: %s", what, own_id, failed.code)
        failure: dict[str, Any] = {"code": failed.code, **failed.values}
    except Refusal as refusal:
        failure = {"code": refusal.code, "detail": str(refusal)}
    except Exception as error:
        if is_disk_full(error):
            failure = {"code": DiskFull.code, "detail": str(DiskFull())}
        elif isinstance(error, BEGUN_AGAIN):
            raise
        else:
            failure = {"code": BROKEN}
        log.exception("%s %s broke off", what, own_id)
    with acting_as(SYSTEM):
        fail(own_id, failure, at=now())
