"""Do tasks on an Apache Spark cluster: tasks are rows of a frame, and mapInArrow does them.

What a task does is the same as on one machine. Parts lie where all machines can write; Spark decides who
does a task, and does it again elsewhere when a machine is lost.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from threading import Thread
from typing import TYPE_CHECKING, Any

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.parts import Parts
from minhbach.engine.screening.work import Job, Record, Task, Work

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession

_TASKS_TOGETHER = 8  # consecutive slices that one machine reads one after the other
_LOOK_SECONDS = 0.5
_SCHEMA = "stage string, number long, answer string, refusal binary"


class SparkUnavailable(EngineRefusal):
    """Spark or Java is missing here, or the cluster cannot be reached."""

    code = "screening.spark_unavailable"


class SparkFailed(EngineRefusal):
    """The cluster gave a task up, after trying it on several machines."""

    code = "screening.spark_failed"


class StorageNotShared(EngineRefusal):
    """A machine of the cluster finished a part that cannot be seen from here."""

    code = "screening.storage_not_shared"


class Cluster:
    """An executor on a cluster."""

    def __init__(self, master: str) -> None:
        self._master = master
        self._session: SparkSession | None = None

    def begin(self, job: Job) -> None:
        """Take in the job, before the first task.

        Raises: SparkUnavailable.
        """
        try:
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise SparkUnavailable(master=self._master, detail=str(error)) from error
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        try:
            self._session = (
                SparkSession.builder.master(self._master)
                .appName("minhbach screen")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .getOrCreate()
            )
            self._session.sparkContext.setLogLevel("ERROR")
        except (PySparkException, RuntimeError, OSError) as error:
            raise SparkUnavailable(master=self._master, detail=str(error)[:500]) from error
        self._parts = Parts(job.folder)
        self._job = self._session.sparkContext.broadcast(job)

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Record]]:
        """Do tasks.

        Raises: SparkFailed, StorageNotShared, whatever a task refuses.
        """
        session = self._session
        assert session is not None  # noqa: S101
        groups = _together(tasks)
        rows = session.sparkContext.parallelize(groups, len(groups)).flatMap(_rows)
        frame = session.createDataFrame(rows, "stage string, number long, task binary")
        asked = _Asked(lambda: frame.mapInArrow(_doer(self._job), _SCHEMA).collect())
        left = {task.number: task for task in tasks}
        while not asked.answered(_LOOK_SECONDS):
            # Who sees the shared storage sees how far the cluster is.
            for number in self._parts.finished(tasks[0].stage) & left.keys():
                yield left.pop(number), self._found(tasks[0].stage, number)
        for row in asked.answer():
            if row["refusal"] is not None:
                raise pickle.loads(row["refusal"])  # noqa: S301
            if row["number"] in left:
                yield left.pop(row["number"]), self._found(row["stage"], row["number"])

    def _found(self, stage: str, number: int) -> Record:
        record = self._parts.record(stage, number)
        if record is None:
            raise StorageNotShared(folder=str(self._parts.folder.parent))
        return record

    def close(self) -> None:
        """End, whatever is under way."""
        if self._session is not None:
            self._session.stop()


class _Asked:
    """A call that runs in a thread, so that progress can be told meanwhile."""

    def __init__(self, call: Callable[[], list[Any]]) -> None:
        self._answer: list[Any] = []
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, args=(call,), daemon=True)
        self._thread.start()

    def _run(self, call: Callable[[], list[Any]]) -> None:
        try:
            self._answer = call()
        except Exception as error:
            self._error = error

    def answered(self, seconds: float) -> bool:
        """Wait a while for the answer, and say whether it is here."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def answer(self) -> list[Any]:
        """Return the answer.

        Raises: SparkFailed.
        """
        if self._error is not None:
            raise SparkFailed(detail=str(self._error)[-2000:]) from self._error
        return self._answer


def _together(tasks: Sequence[Task]) -> list[list[Task]]:
    """Group tasks: consecutive slices of one stretch together, everything else alone."""
    groups: list[list[Task]] = []
    for task in tasks:
        last = groups[-1] if groups else []
        is_next = bool(last and task.slice and last[-1].slice and last[-1].slice.until == task.slice.until)
        if is_next and len(last) < _TASKS_TOGETHER and last[-1].number + 1 == task.number:
            last.append(task)
        else:
            groups.append([task])
    return groups


def _rows(tasks: list[Task]) -> list[tuple[str, int, bytes]]:
    return [(task.stage, task.number, pickle.dumps(task)) for task in tasks]


_works: dict[str, Work] = {}


def _doer(job: Any) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """Return what a machine of the cluster does with its tasks; ``job`` is a broadcast Job."""

    def do(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        work = _work(job.value)
        for batch in batches:
            for packed in batch.column("task").to_pylist():
                task: Task = pickle.loads(packed)  # noqa: S301
                answer, refusal = None, None
                try:
                    answer = json.dumps(work.do(task))
                except EngineRefusal as refused:
                    refusal = pickle.dumps(refused)
                yield pyarrow.RecordBatch.from_pylist(
                    [{"stage": task.stage, "number": task.number, "answer": answer, "refusal": refusal}],
                    schema=pyarrow.schema(
                        [
                            ("stage", pyarrow.string()),
                            ("number", pyarrow.int64()),
                            ("answer", pyarrow.string()),
                            ("refusal", pyarrow.binary()),
                        ]
                    ),
                )

    return do


def _work(job: Job) -> Work:
    """Return this process's work for a job: kernels and automaton are loaded once for all its tasks."""
    key = f"{job.folder}:{job.run}"
    if key not in _works:
        _works.clear()
        _works[key] = Work(job)
    return _works[key]
