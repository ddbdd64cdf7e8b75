"""Looking each minute, and telling whoever is to be told.

Several come to look: the worker's clock, `minhbach watch` beside it, a person at the page. Whoever comes first in a
minute looks for all of them, so that none of them has to live for the others to be told that it is dead.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction

from minhbach.interfaces.health.checks import CHECKS, run_checks
from minhbach.interfaces.health.figures import Figures, read_figures
from minhbach.interfaces.health.kept import Finding, Look, alone, keep_look, read_look
from minhbach.interfaces.health.telling import tell

log = logging.getLogger(__name__)

# Somewhat less than a minute, since clocks that come each minute do not come to the second.
EACH = timedelta(seconds=50)


def watch(at: datetime) -> Look:
    """Look at what is quickly looked at, unless somebody just did."""
    with alone():
        before = read_look()
        if before is not None and abs(at - before.looked_at) < EACH:
            return before
        return _look(at, before)


def look_now(at: datetime, *, is_slow: bool = False) -> Look:
    """Look at what is quickly looked at, or at the rest, whoever looked before."""
    with alone():
        return _look(at, read_look(), is_slow=is_slow)


def _look(at: datetime, before: Look | None, *, is_slow: bool = False) -> Look:
    known = {one.code: one for one in before.findings} if before else {}
    for result in run_checks(at, [check for check in CHECKS if check.is_slow is is_slow]):
        code = result.check.code
        since = known[code].wrong_since if code in known else None
        known[code] = Finding(code, at, result.seconds, result.ailments, (since or at) if result.ailments else None)
    findings = tuple(known[check.code] for check in CHECKS if check.code in known)
    look = Look(at, findings, _figures(at), before.told if before else (), before.mute if before else ())
    # Kept before it is told, which may take long or fail.
    keep_look(look)
    told, mute = tell(look, at=at)
    look = replace(look, told=told, mute=mute)
    keep_look(look)
    return look


def _figures(at: datetime) -> Figures | None:
    try:
        if connection.in_atomic_block:
            with transaction.atomic():
                return read_figures(at)
        return read_figures(at)
    except (DatabaseError, OSError):
        # The checks say what is wrong.
        log.warning("No figures could be read", exc_info=True)
        return None
