"""What follows from what was written, done by the worker in turns: whatever has come meanwhile is done together.

    jobs.follow("linkage.link", ids)                 # in the service's transaction: one row, and nobody is woken

    @following_task("linkage.link", most=500)        # in the domain's `tasks`: harmless to repeat
    def link(subject_ids: Collection[UUID]) -> None: …

A job of the queue for each thing written cost more than writing it: six indexes, an event of its own, and a notice to
the worker for which all who write wait in turn. Here a row holds the task and the ids; the worker looks several times a
second. Whoever writes has an equal share of a turn, and so has each list: what one person entered is in the next turn,
whatever others pour in. What is taken goes back where its transaction fails; what cannot be done together is put in the
queue, each by itself, so that what is wrong with one is told as any job's failure and keeps nobody waiting.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import InterfaceError, OperationalError, connection, models
from django.db.models.functions import Now
from procrastinate.contrib.django import app

from minhbach.foundation.database.together import tell_rows
from minhbach.foundation.jobs.queue import FOLLOWING, defer
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

# More records than this at once come in bulk, and wait behind what a person entered.
BULK = 50
# So many records stand in a row at most.
AT_ONCE = 100
# A turn is cut to about so long, since what a person enters meanwhile waits for its end; but to no fewer records than
# this, since much of the work is the same for one and for many.
TURN_SECONDS = 0.7
LEAST = AT_ONCE
# Long enough that what comes in a flood is done together, short enough that nobody sees it.
PAUSE_SECONDS = 0.4
# What waits so long waits for a worker that is not there.
LONG = timedelta(minutes=1)

Work = Callable[[Collection[UUID]], None]

_INTO = "foundation_following (task, in_bulk, ids)"

_log = logging.getLogger(__name__)


class ToldOfficer(models.Func):
    """The officer whom a transaction is told to act for; nobody where it is the system."""

    function = "current_setting"
    template = "nullif(%(function)s('minhbach.officer', true), '')::uuid"
    output_field = models.UUIDField(null=True)


class Following(models.Model):
    """Records for which a task is still to be done."""

    id = models.BigAutoField(primary_key=True)
    task = models.CharField(max_length=60)
    in_bulk = models.BooleanField()
    ids = ArrayField(models.UUIDField())
    since = models.DateTimeField(db_default=Now())
    # Who wrote, as the database was told: nobody proves it, since it gives a place in the line and nothing else.
    writer = models.UUIDField(null=True, db_default=ToldOfficer())

    class Meta:
        indexes = [models.Index(fields=["task", "in_bulk", "id"], name="foundation_following_next")]


@dataclass(frozen=True)
class FollowingTask:
    """A task that is done for what was written, for about MOST records at once, no oftener than each PAUSE seconds."""

    name: str
    work: Work
    most: int
    pause: float


_tasks: dict[str, FollowingTask] = {}


def following_task(name: str, *, most: int, pause: float = PAUSE_SECONDS) -> Callable[[Work], Work]:
    """Register a function of a domain's `tasks` module as one that follows from what was written."""

    def register(work: Work) -> Work:
        _tasks[name] = FollowingTask(name, work, most, pause)

        @app.task(name=name, queue=FOLLOWING)
        def alone(subject_ids: str) -> None:
            with acting_as(SYSTEM):
                work([UUID(one) for one in subject_ids.split()])

        return work

    return register


def following_tasks() -> tuple[FollowingTask, ...]:
    """Return every task that follows from what was written, in the order of their names."""
    return tuple(_tasks[name] for name in sorted(_tasks))


def follow(name: str, ids: Collection[UUID]) -> None:
    """Have a task done for records, in the transaction that writes them."""
    written = sorted(map(str, ids))
    rows = ["{" + ",".join(written[begin : begin + AT_ONCE]) + "}" for begin in range(0, len(written), AT_ONCE)]
    if rows:
        in_bulk = len(written) > BULK
        tell_rows(_INTO, [(name, in_bulk, row) for row in rows], shape="(%s, %s, %s::uuid[])")


# Each writer's entries keep their order, and so do his lists; of all of them those go first before whom least of their
# own stands. Who enters little is never behind who enters much.
# Only what is taken is held: of a list thousands of rows wait behind it.
_TAKE = """
    with waiting as (
        select id, size, sum(size) over (partition by writer, in_bulk order by id) as own
        from (
            select id, in_bulk, writer, cardinality(ids) as size from foundation_following where task = %s
        ) one
    ), wanted as (
        select id from (
            select id, sum(size) over (order by own, id) - size as before from waiting
        ) one where before < %s
    ), taken as (
        select id from foundation_following where id in (select id from wanted) for update skip locked
    )
    delete from foundation_following f using taken where f.id = taken.id returning f.ids
"""


def take_following(name: str, *, most: int) -> list[list[UUID]]:
    """Take what waits for a task, row by row, about MOST records; where this fails, it waits on."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [name, most])
        return [ids for (ids,) in cursor.fetchall()]


# How many records a turn of a task takes now, by how long the last ones took.
_paces: dict[str, int] = {}


def pace_of(task: FollowingTask) -> int:
    """Return for how many records a turn of a task is meant now."""
    return min(task.most, _paces.get(task.name, LEAST))


def keep_pace(task: FollowingTask, *, done: int, seconds: float) -> None:
    """Let the next turn take as many records as can be expected to be done in time."""
    expected = int(done * TURN_SECONDS / seconds) if seconds > TURN_SECONDS else pace_of(task) * 2
    _paces[task.name] = max(LEAST, min(task.most, expected))


def follow_up(name: str) -> int:
    """Do a task for what waits for it, in one turn; returns for how many records."""
    task, begun = _tasks[name], time.monotonic()
    try:
        with acting_as(SYSTEM):
            taken = take_following(name, most=pace_of(task))
            ids = {one for row in taken for one in row}
            if ids:
                task.work(ids)
    except (OperationalError, InterfaceError):
        # This says nothing of the records: they wait for the database, or for who was in the way.
        raise
    except Exception:
        _log.exception("%s: what waits cannot be done together; each goes on by itself", name)
        return _set_apart(task)
    if ids:
        keep_pace(task, done=len(ids), seconds=time.monotonic() - begun)
    return len(ids)


def _set_apart(task: FollowingTask) -> int:
    """Put what waits in the queue, each row as a job of its own."""
    with acting_as(SYSTEM):
        taken = take_following(task.name, most=pace_of(task))
        for row in taken:
            defer(task.name, subject_ids=" ".join(map(str, row)))
    return sum(map(len, taken))


def kept_waiting(at: datetime) -> int:
    """Count the records, of those that nobody brought in bulk, for which what follows should long have been done."""
    rows = Following.objects.filter(in_bulk=False, since__lt=at - LONG)
    return sum(len(ids) for ids in rows.values_list("ids", flat=True))
