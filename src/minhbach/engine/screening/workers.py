"""Do tasks in processes of this machine; a process that dies is named with what it was doing."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any, Protocol

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.forking import context, prepare
from minhbach.engine.screening.work import Job, Record, Task, Work
from minhbach.engine.starting import main_hidden


class WorkerLost(EngineRefusal):
    """A worker process ended without an answer: killed, most likely for want of memory."""

    code = "screening.worker_lost"


class WorkerBroken(Exception):
    """A worker met an error nobody anticipated; the message is its traceback."""


class Executor(Protocol):
    """Whoever does tasks. Records come as they are finished, in any order."""

    def begin(self, job: Job) -> None:
        """Take in the job, before the first task."""

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Record]]:
        """Do tasks."""

    def close(self) -> None:
        """End, whatever is under way."""


class ThisProcess:
    """Do tasks one after the other, here."""

    def begin(self, job: Job) -> None:
        """Take in the job, before the first task."""
        self._work = Work(job)

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Record]]:
        """Do tasks."""
        for task in tasks:
            yield task, self._work.do(task)

    def close(self) -> None:
        """There is nothing to end."""


class Pool:
    """Processes that each do one task at a time."""

    def __init__(self, workers: int) -> None:
        self._count = workers
        self._workers: dict[Connection, ForkServerProcess] = {}
        prepare()

    def begin(self, job: Job) -> None:
        """Take in the job, before the first task."""
        self._job = job
        starting = context()
        for _ in range(self._count):
            here, there = starting.Pipe()
            process = starting.Process(target=_serve, args=(there,), daemon=True)
            with main_hidden():
                process.start()
            there.close()
            self._workers[here] = process
            here.send(job)

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Record]]:
        """Do tasks.

        Raises: WorkerLost, WorkerBroken, whatever a task refuses.
        """
        plan = _Plan(tasks)
        doing: dict[Connection, Task] = {}
        for worker in self._workers:
            self._give(worker, plan, doing)
        while doing:
            ready = wait(list(doing))
            for worker in [one for one in list(doing) if one in ready]:
                task = doing.pop(worker)
                outcome, answer = self._answer(worker, task)
                if outcome == "refused":
                    raise answer
                if outcome == "broken":
                    raise WorkerBroken(answer)
                self._give(worker, plan, doing)
                yield task, answer

    def _give(self, worker: Connection, plan: _Plan, doing: dict[Connection, Task]) -> None:
        task = plan.next(worker)
        if task is None:
            return
        doing[worker] = task
        try:
            worker.send(task)
        except OSError as error:
            raise self._lost(worker, task) from error

    def _answer(self, worker: Connection, task: Task) -> tuple[str, Any]:
        try:
            answer: tuple[str, Any] = worker.recv()
        except (EOFError, OSError) as error:
            raise self._lost(worker, task) from error
        return answer

    def _lost(self, worker: Connection, task: Task) -> WorkerLost:
        process = self._workers[worker]
        process.join(5)
        file, rows = "", ""
        if task.slice is not None:
            file = self._job.readings[task.slice.piece.source].name
            rows = f"{task.slice.first + 1}–{task.slice.first + task.slice.rows}"
        return WorkerLost(stage=task.stage, part=task.number, file=file, rows=rows, exit=process.exitcode)

    def close(self) -> None:
        """End, whatever is under way."""
        for worker, process in self._workers.items():
            worker.close()
            process.kill()
        for process in self._workers.values():
            process.join()


class _Plan:
    """Who does what next: each worker reads on in its stretch; who has none takes over half of another's rest."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        stretches: dict[object, deque[Task]] = {}
        for task in tasks:
            key = (task.slice.piece, task.slice.until) if task.slice else task.number
            stretches.setdefault(key, deque()).append(task)
        self._free = deque(stretches.values())
        self._own: dict[Connection, deque[Task]] = {}

    def next(self, worker: Connection) -> Task | None:
        """Return the next task of a worker, None where nothing is left."""
        own = self._own.get(worker)
        if not own:
            own = self._free.popleft() if self._free else self._half_of_longest()
            self._own[worker] = own
        return own.popleft() if own else None

    def _half_of_longest(self) -> deque[Task]:
        longest = max(self._own.values(), key=len, default=deque[Task]())
        kept = len(longest) // 2
        taken = deque(list(longest)[kept:])
        for _ in taken:
            longest.pop()
        return taken


def _serve(main: Connection) -> None:
    """Do tasks until the main process closes its end, or dies."""
    try:
        work = Work(main.recv())
        while True:
            task = main.recv()
            try:
                main.send(("done", work.do(task)))
            except EngineRefusal as refusal:
                main.send(("refused", refusal))
            except MemoryError:
                raise SystemExit(1) from None
            except Exception:
                main.send(("broken", traceback.format_exc()))
    except (EOFError, OSError, KeyboardInterrupt):
        return
