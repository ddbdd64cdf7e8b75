"""Telling of what is wrong: once when it breaks, once a day while it stays so, once when it is right again.

Nothing is told that one look alone found: a server that is restarted is back at the next. What cannot be told is told
at the next look, by each way for itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from minhbach.interfaces.health.alerts import Alert, alert_of
from minhbach.interfaces.health.kept import Look, Told
from minhbach.interfaces.health.ways import ways

log = logging.getLogger(__name__)


def tell(look: Look, *, at: datetime) -> tuple[tuple[Told, ...], tuple[str, ...]]:
    """Tell by every way what has not been told by it; return what was told, and the ways that failed."""
    told: list[Told] = []
    mute: list[str] = []
    for way, send in ways():
        own = tuple(one for one in look.told if one.way == way)
        alert = alert_of(look, own, at=at)
        if alert and not _is_sent(way, send, alert):
            told += own
            mute.append(way)
        else:
            told += _told_now(way, own, alert)
    return tuple(told), tuple(mute)


def _is_sent(way: str, send: Callable[[Alert], None], alert: Alert) -> bool:
    try:
        send(alert)
    except Exception:
        log.exception("Nobody could be told by %s", way)
        return False
    return True


def _told_now(way: str, before: Sequence[Told], alert: Alert) -> list[Told]:
    anew = {one.code for one in (*alert.broken, *alert.still)}
    kept = [one for one in before if one.code not in anew and one.code not in alert.mended]
    return [*kept, *(Told(way, code, alert.at) for code in sorted(anew))]
