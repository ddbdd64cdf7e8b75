"""The worker: three lanes for jobs and one for what follows from writing, so that none keeps a seal waiting.

Cut off from the database, it ends itself at once.
Whatever a job does is harmless to repeat, so ending is the simplest way to be right again: who keeps the worker running
(`minhbach serve`, systemd) starts it anew, and what it left is taken up by whoever runs then.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
from typing import Any

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, close_old_connections
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from minhbach.foundation.clock import now
from minhbach.foundation.jobs import reconciling
from minhbach.foundation.jobs.following import AT_ONCE, FollowingTask, follow_up, following_tasks
from minhbach.foundation.jobs.queue import FOLLOWING, LONG
from minhbach.foundation.jobs.reconciling import STALLED_SECONDS

HEARTBEAT_SECONDS = 2.0
POLL_SECONDS = 2.0
POOL_SECONDS = 5.0
GRACE_SECONDS = 5.0
# By this the database tells which of its connections are a worker's.
NAME = "minhbach-worker"
LANES = {"short": ["default"], "following": [FOLLOWING], "long": [LONG]}

_log = logging.getLogger(__name__)


def run_worker(*, once: bool) -> None:
    """Do what waits in the queue: until asked to stop, or with ONCE until nothing waits."""
    try:
        reconciling.reconcile(at=now())
        asyncio.run(_run(once=once))
    except Exception:
        _end_cut_off()


async def _run(*, once: bool) -> None:
    connector = PsycopgConnector(
        kwargs={**connector_params(), "application_name": NAME}, min_size=1, max_size=8, timeout=POOL_SECONDS
    )
    with app.replace_connector(connector) as worker_app:
        async with worker_app.open_async():
            watch = asyncio.create_task(_watch())
            lanes = [asyncio.create_task(_lane(worker_app, name, once=once)) for name in LANES]
            lanes += [asyncio.create_task(_following(task, once=once)) for task in following_tasks()]
            stop = _asked_to_stop()
            # Working for good, no lane ends by itself; doing what waits, all do.
            ends: list[asyncio.Future[Any]] = [asyncio.gather(*lanes)] if once else [*lanes]
            done, _ = await asyncio.wait([*ends, stop], return_when=asyncio.FIRST_COMPLETED)
            if stop in done:
                await _stop(lanes)
            else:
                done.pop().result()
                if not once:
                    raise RuntimeError("a lane has ended")
            watch.cancel()


def _asked_to_stop() -> asyncio.Task[bool]:
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    return asyncio.create_task(asked.wait())


async def _stop(lanes: list[asyncio.Task[None]]) -> None:
    """Let what runs come to its end for as long as others take this worker for alive; the rest is begun again."""
    for lane in lanes:
        lane.cancel()
    _, running = await asyncio.wait(lanes, timeout=GRACE_SECONDS)
    if running:
        _log.warning("Stopped while a job was under way; it is taken up again at the next start")
        _end(0)


async def _lane(worker_app: App, name: str, *, once: bool) -> None:
    options: Any = {
        "name": name,
        "queues": LANES[name],
        "wait": not once,
        "delete_jobs": "successful",
        "install_signal_handlers": False,
        "update_heartbeat_interval": HEARTBEAT_SECONDS,
        "stalled_worker_timeout": STALLED_SECONDS,
        "fetch_job_polling_interval": POLL_SECONDS,
    }
    await worker_app.run_worker_async(**options)


async def _following(task: FollowingTask, *, once: bool) -> None:
    """Do one task for what follows from writing: at once where much waits, else in turns."""
    follow = sync_to_async(_follow_up, thread_sensitive=False)
    while (done := await follow(task)) or not once:
        if done < AT_ONCE:
            await asyncio.sleep(0 if once else task.pause)


def _follow_up(task: FollowingTask) -> int:
    close_old_connections()
    try:
        return follow_up(task.name)
    except (OperationalError, InterfaceError):
        # Where the database is gone, the watch ends this process.
        _log.warning("%s: interrupted; what waits is taken up again", task.name, exc_info=True)
        return 0


async def _watch() -> None:
    """Take up what dead workers left; end the process where nothing was heard of the database for too long.

    By then others take this worker for dead and do its jobs.
    """
    reconcile = sync_to_async(_reconcile, thread_sensitive=False)
    heard = time.monotonic()
    try:
        while True:
            await asyncio.wait_for(reconcile(), timeout=STALLED_SECONDS)
            if time.monotonic() - heard > STALLED_SECONDS:
                raise TimeoutError("this process stood still")
            heard = time.monotonic()
            await asyncio.sleep(HEARTBEAT_SECONDS)
    except Exception:
        _end_cut_off()


def _reconcile() -> None:
    close_old_connections()
    reconciling.reconcile(at=now())


def _end_cut_off() -> None:
    _log.exception("Cut off from the database; the worker ends, to be started again")
    _end(os.EX_TEMPFAIL)


def _end(code: int) -> None:
    logging.shutdown()
    # Threads at work, or waiting for the database, would keep the process for as long as they do.
    os._exit(code)
