"""Two at once at a watch list: what stands there once, stands there once."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from minhbach.domains.watching import refusals, services
from minhbach.domains.watching.models import Alert, WatchEntry, WatchFile
from minhbach.domains.watching.types import AlertState, Thing, Watched
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.watching.test_services import carrier, sees_all, watch, watching
from tests.races.race import Done, as_read, by, race
from tests.worlds import AT, World, make_world


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


def raced(world: World, *acts: Any) -> tuple[type, type]:
    first, second = (by(partial(world.acting, world.inspector), act) for act in acts)
    return race(first, second)


@pytest.mark.race("watching.add_entry", "watching.watch_subject", "watching.add_lines", "watching.close_list")
def test_one_thing_is_watched_once_and_nothing_on_a_closed_list(world: World) -> None:
    watch_list, subject = watching(world), carrier(world, world.inspector)
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    by_word = partial(services.add_entry, kind=Watched.GOODS, value="thuốc lá", **same)
    assert raced(world, *(partial(by_word, watch_list=as_read(watch_list)) for _ in range(2))) == (
        Done,
        refusals.AlreadyWatched,
    )
    by_subject = partial(services.watch_subject, subject=subject, **same)
    assert raced(world, *(partial(by_subject, watch_list=as_read(watch_list)) for _ in range(2))) == (
        Done,
        refusals.AlreadyWatched,
    )
    lines = partial(services.add_lines, kind=Watched.GOODS, lines=["rượu ngoại", "pháo nổ"], **same)
    assert raced(world, *(partial(lines, watch_list=as_read(watch_list)) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        assert WatchEntry.objects.filter(watch_list=watch_list).count() == 4
    close = partial(services.close_list, **same)
    assert raced(
        world, partial(close, watch_list=as_read(watch_list)), partial(by_word, watch_list=as_read(watch_list))
    ) == (Done, refusals.WatchListClosed)


@pytest.mark.race("watching.end_entry", "watching.settle")
def test_an_entry_ends_and_an_alert_is_settled_once(world: World) -> None:
    watch_list = watching(world)
    watch(world, watch_list, Watched.GOODS, "bật lửa")
    services.meet([Thing("screening.lead", watch_list.id, "bật lửa")], sees=sees_all, at=AT)
    with acting_as(SYSTEM):
        alert = Alert.unscoped.select_related("entry").get(entry__watch_list=watch_list)
        entry = WatchEntry.objects.select_related("watch_list__owner_agency").get(watch_list=watch_list)
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    settle = partial(services.settle, state=AlertState.DONE, **same)
    assert raced(world, *(partial(settle, alert=as_read(alert)) for _ in range(2))) == (Done, Done)
    end = partial(services.end_entry, **same)
    assert raced(world, *(partial(end, entry=as_read(entry)) for _ in range(2))) == (Done, Done)
    for action in ("watching.alert.settled", "watching.entry.ended"):
        assert AuditEntry.objects.filter(action=action).count() == 1


@pytest.mark.race("watching.receive_file", "watching.try_file", "watching.take_file", "watching.undo_file")
def test_a_file_that_two_send_take_and_take_back_counts_once(world: World) -> None:
    watch_list = watching(world)
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    send = partial(services.receive_file, content="Điện thoại\n0901000111\n".encode(), **same)
    assert raced(world, *(partial(send, watch_list=as_read(watch_list)) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        taken = WatchFile.unscoped.select_related("watch_list__owner_agency").get()
    tries = partial(services.try_file, mapping={"Điện thoại": "phone"}, **same)
    assert raced(world, *(partial(tries, taken=as_read(taken)) for _ in range(2))) == (Done, Done)
    take = partial(services.take_file, **same)
    assert raced(world, *(partial(take, taken=as_read(taken)) for _ in range(2))) == (Done, refusals.FileDone)
    with acting_as(SYSTEM):
        assert WatchEntry.objects.filter(taken_from=taken).count() == 1
    undo = partial(services.undo_file, reason="Nhầm", **same)
    assert raced(world, *(partial(undo, taken=as_read(taken)) for _ in range(2))) == (Done, refusals.FileDone)
