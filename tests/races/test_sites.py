"""One list of notifications, sent by two at once."""

from __future__ import annotations

from functools import partial

import pytest

from minhbach.domains.sites import services
from minhbach.domains.sites.models import Site
from tests.races.race import Done, by, race
from tests.worlds import AT, World


@pytest.mark.race("sites.take_notices")
def test_a_list_that_two_send_is_taken_once(world: World) -> None:
    content = "Tên miền,Số xác nhận\nsuongmai.vn,TB-01\n".encode()
    takes = [
        by(
            lambda who=who: world.acting(who),
            partial(services.take_notices, officer=who, at=AT, content=content, name="a.csv"),
        )
        for who in (world.inspector, world.team_head)
    ]
    assert race(*takes) == (Done, Done)
    with world.acting(world.inspector):
        assert Site.objects.count() == 1
