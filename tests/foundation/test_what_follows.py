"""What follows from what was written"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection

from minhbach.foundation import jobs
from minhbach.foundation.clock import now
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs import following, worker
from minhbach.foundation.jobs.following import FollowingTask, kept_waiting
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import Access

NAME = "tests.follow"
FLOOD, OTHER = new_id(), new_id()
Done = list[set[UUID]]


@pytest.fixture
def done(db: None, monkeypatch: pytest.MonkeyPatch) -> Done:
    done: Done = []
    give(monkeypatch, lambda ids: done.append(set(ids)))
    return done


def give(monkeypatch: pytest.MonkeyPatch, work: Callable[[Collection[UUID]], None]) -> None:
    monkeypatch.setattr(following, "_tasks", {NAME: FollowingTask(NAME, work, 500, 0.0)})
    monkeypatch.setattr(following, "_paces", {})


def follow_by(officer: UUID | None, waiting: Collection[UUID]) -> None:
    """Have it done for what an officer wrote."""
    with acting_as(Access(officer, frozenset())):
        jobs.follow(NAME, waiting)


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from foundation_following")
        return int(cursor.fetchone()[0])


def ids(count: int) -> list[UUID]:
    return [new_id() for _ in range(count)]


def test_is_done_together_for_all_that_wait_and_once(done: Done) -> None:
    one, other = ids(2), ids(3)
    for part in (one, other, one):
        jobs.follow(NAME, part)
    assert rows() == 3
    assert (jobs.follow_up(NAME), jobs.follow_up(NAME)) == (5, 0)
    assert done == [{*one, *other}]
    assert rows() == 0


def test_takes_what_others_entered_before_the_rest_of_a_flood_and_of_a_list(done: Done) -> None:
    flood, listed, entered = [ids(1) for _ in range(150)], ids(150), ids(2)
    for part in flood:
        follow_by(FLOOD, part)
    follow_by(FLOOD, listed)
    follow_by(OTHER, entered[:1])
    follow_by(None, entered[1:])
    assert [jobs.follow_up(NAME) for _ in range(3)] == [100, 202, 0]
    # Who entered one comes at once, though last; of the others each the first before anybody's hundredth.
    assert set(entered) < done[0]
    assert done[0] - set(entered) == {one for part in flood[:98] for one in part}
    assert set().union(*done) == {*(one for part in flood for one in part), *listed, *entered}


def test_takes_no_more_at_once_than_is_done_in_time(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(following.time, "monotonic", lambda: clock[0])
    sizes: list[int] = []

    def slow(waiting: Collection[UUID]) -> None:
        sizes.append(len(waiting))
        clock[0] += len(waiting) * each[0]

    give(monkeypatch, slow)
    jobs.follow(NAME, ids(3_000))
    each = [0.001]
    for _ in range(4):
        jobs.follow_up(NAME)
    # More while there is time, as many as fit where there is not, a hundred however long they take.
    each[0] = 0.0035
    for _ in range(2):
        jobs.follow_up(NAME)
    each[0] = 1.0
    for _ in range(2):
        jobs.follow_up(NAME)
    assert sizes == [100, 200, 400, 500, 500, 200, 200, 100]


def test_that_cannot_be_done_together_goes_to_the_queue_each_by_itself(
    done: Done, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Collection[UUID]) -> None:
        raise ValueError("one of them")

    queued: list[str] = []
    monkeypatch.setattr(following, "defer", lambda _name, **given: queued.append(given["subject_ids"]))
    give(monkeypatch, broken)
    parts = [ids(1), ids(2)]
    for part in parts:
        jobs.follow(NAME, part)
    with caplog.at_level(logging.ERROR):
        assert jobs.follow_up(NAME) == 3
    assert rows() == 0
    assert sorted(queued) == sorted(" ".join(sorted(map(str, part))) for part in parts)
    assert "cannot be done together" in caplog.text


def test_that_loses_the_database_waits_on(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: Collection[UUID]) -> None:
        raise OperationalError("gone")

    give(monkeypatch, lost)
    jobs.follow(NAME, ids(1))
    with pytest.raises(OperationalError):
        jobs.follow_up(NAME)
    assert rows() == 1


def test_is_done_by_the_worker_until_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    left = [300, 300, 4, 0]
    monkeypatch.setattr(worker, "_follow_up", lambda _task: left.pop(0))
    asyncio.run(worker._following(FollowingTask(NAME, lambda _: None, 300, 60.0), once=True))
    assert left == []


def test_is_taken_up_again_by_the_worker_that_was_interrupted(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def lost(_: str) -> int:
        raise OperationalError("gone")

    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "follow_up", lost)
    assert worker._follow_up(FollowingTask(NAME, lambda _: None, 300, 60.0)) == 0
    assert "taken up again" in caplog.text


def test_of_nobody_keeps_waiting_unseen(done: Done) -> None:
    jobs.follow(NAME, ids(2))
    assert kept_waiting(now()) == 0
    assert kept_waiting(now() + timedelta(minutes=2)) == 2
    jobs.follow(NAME, ids(60))
    assert kept_waiting(now() + timedelta(minutes=2)) == 2


def test_from_before_is_done_by_the_queue_as_it_was_put_there(done: Done) -> None:
    from procrastinate.contrib.django import app

    heard: list[Any] = []

    @jobs.following_task("tests.from_before", most=10)
    def hear(subject_ids: Collection[UUID]) -> None:
        heard.extend(subject_ids)

    try:
        waiting = ids(2)
        app.tasks["tests.from_before"](subject_ids=" ".join(map(str, waiting)))
        assert heard == waiting
    finally:
        del app.tasks["tests.from_before"]
