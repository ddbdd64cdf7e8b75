"""A sweep over the whole register"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from minhbach.domains.linkage import services, tasks
from minhbach.domains.linkage.models import Candidate, Key, Membership, Sweeping
from minhbach.domains.linkage.services import sweeping
from minhbach.domains.linkage.types import Verdict
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.linkage.shops import PHONE, link, shop
from tests.worlds import AT, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def standing() -> Any:
    with acting_as(SYSTEM):
        return [
            sorted(rows.values_list(*names))
            for rows, *names in (
                (Candidate.objects.all(), "one_id", "other_id", "score"),
                (Membership.objects.all(), "subject_id", "cluster_id"),
                (Key.objects.all(), "key", "subject_id"),
            )
        ]


def swept() -> Sweeping:
    with acting_as(SYSTEM):
        asked = services.ask_for_sweep(at=AT)
    assert asked is not None
    tasks.sweep(sweeping_id=str(asked.pk))
    with acting_as(SYSTEM):
        return Sweeping.objects.get(pk=asked.pk)


def test_changes_nothing_where_all_was_linked_as_it_came_and_mends_whatever_is_not_so(world: World) -> None:
    names = ("Tạp hóa Sương Mai", "TAP HOA SUONG MAI", "Kho hàng Kỳ Lừa", "Điện máy Hoàng Gia", "Nông Thị Thoa")
    shops = [shop(world, world.inspector, name, phone=PHONE if n < 3 else "") for n, name in enumerate(names)]
    with world.acting(world.inspector):
        services.judge(officer=world.inspector, at=AT, one=shops[0], other=shops[2], verdict=Verdict.DIFFERENT)
    link(*shops)
    first = standing()
    assert len(first[0]) > 1
    done = swept()
    assert (done.state, done.rows_done, done.differing, standing()) == ("done", 5, 0, first)
    assert not sweeping.work_folder(done.pk).exists()
    # A link and a key lost, a cluster and a score made up, records that were never linked.
    with connection.cursor() as cursor, acting_as(SYSTEM):
        cursor.execute("delete from linkage_key where subject_id = %s", [shops[1].pk])
        cursor.execute("update linkage_candidate set score = 4711 where one_id = %s", [first[0][0][0]])
        cursor.execute("insert into linkage_membership values (%s, %s)", [shops[4].pk, shops[3].pk])
    again = swept()
    assert again.differing > 0
    assert standing() == first


def test_is_not_asked_for_twice_and_ends_where_somebody_stops_it(world: World) -> None:
    with acting_as(SYSTEM):
        asked = services.ask_for_sweep(at=AT)
        assert asked is not None
        assert services.ask_for_sweep(at=AT) is None
        Sweeping.objects.update(state="canceled")
    tasks.sweep(sweeping_id=str(asked.pk))
    with acting_as(SYSTEM):
        assert Sweeping.objects.get().state == "canceled"
        assert services.ask_for_sweep(at=AT) is not None
