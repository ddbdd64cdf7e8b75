"""Whether what should run does: right after a fault, and right after it has gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection

from minhbach.foundation.clock import now
from minhbach.foundation.database import embedded
from minhbach.foundation.ids import new_id
from minhbach.foundation.jobs.worker import NAME
from minhbach.interfaces.health import running


@pytest.fixture
def connected(db: None) -> Iterator[psycopg.Connection[Any]]:
    """A worker's connection."""
    settings = connection.settings_dict
    with psycopg.connect(
        dbname=settings["NAME"], user=settings["USER"], password=settings["PASSWORD"] or None,
        host=settings["HOST"], port=settings["PORT"] or None, application_name=NAME,
    ) as held:  # fmt: skip
        yield held


def beat(*, ago: timedelta) -> None:
    run("insert into procrastinate_workers (last_heartbeat) values (clock_timestamp() - %s)", ago)


def run(query: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def test_no_worker_is_told_at_once(db: None) -> None:
    beat(ago=timedelta(0))
    (ailment,) = running.worker(now())
    assert ailment.what.startswith("Không có tiến trình xử lý việc nền nào đang chạy")
    assert "minhbach serve" in ailment.remedy


def test_one_that_is_connected_and_beats_is_well(connected: psycopg.Connection[Any]) -> None:
    beat(ago=timedelta(seconds=2))
    assert list(running.worker(now())) == []


@pytest.mark.parametrize("ago", [timedelta(seconds=20), -timedelta(days=30)])
def test_one_that_stands_still_is_not(connected: psycopg.Connection[Any], ago: timedelta) -> None:
    beat(ago=ago)
    assert [one.what for one in running.worker(now())] == ["Tiến trình xử lý việc nền không báo nhịp."]


def test_what_a_dead_worker_left_is_counted(db: None) -> None:
    assert list(running.long_jobs(now())) == []
    run(
        "insert into procrastinate_jobs (queue_name, task_name, args, status)"
        " values ('long', 'screening.run_sweep', '{}', 'doing')"
    )
    assert [one.what for one in running.long_jobs(now())] == ["1 việc nền dở dang của tiến trình đã chết."]


def test_what_follows_from_an_entry_and_is_not_done_is_counted(db: None) -> None:
    assert list(running.tasks(now())) == []
    insert = "insert into foundation_following (task, in_bulk, ids, since) values ('linkage.link', %s, %s::uuid[], %s)"
    ids = "{" + ",".join(str(new_id()) for _ in range(3)) + "}"
    for in_bulk, ago in ((False, 20), (True, 3600)):
        run(insert, in_bulk, ids, now() - timedelta(seconds=ago))
    assert list(running.tasks(now())) == []
    run(insert, False, ids, now() - timedelta(seconds=90))
    assert [one.what for one in running.tasks(now())] == ["3 việc nền chờ quá lâu."]


def test_a_server_made_by_root_is_for_a_look_only(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "is_shared", lambda home: True)
    settings.DEMO = True
    assert list(running.server_user(now())) == []
    settings.DEMO = False
    (ailment,) = running.server_user(now())
    assert "nobody" in ailment.what
