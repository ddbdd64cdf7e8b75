"""No page breaks, whatever it is sent: a walk over every address, as far as half a minute leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction

from benchmarks.walk import FEW, records, routes, walk
from minhbach.domains.agencies.models import Officer
from tests.conftest import use_database
from tests.demo_world import DemoWorld, copied_demo_world

SECONDS = 30


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoWorld]:
    """A copy of the world to walk in."""
    original = connection.settings_dict["NAME"]
    home = tmp_path_factory.mktemp("walk") / "home"
    with django_db_blocker.unblock(), copied_demo_world(owner_url, f"{original}_walk", home) as world:
        connections.close_all()
        use_database(world.database)
        try:
            with transaction.atomic():
                yield world
                transaction.set_rollback(True)
        finally:
            connections.close_all()
            use_database(original)


def test_every_name_in_an_address_has_an_example(world: DemoWorld) -> None:
    known = records(Officer.objects.get(username="bcd389"), 1)
    single = {names[0] for names in known if len(names) == 1}
    assert [names for _, names in routes() if names not in known and not single.issuperset(names)] == []


@pytest.mark.filterwarnings("ignore")
def test_no_page_breaks_whatever_it_is_sent(world: DemoWorld) -> None:
    found = walk(("kiemsoat", "bcd389"), nasty=FEW[:4], examples=1, seconds=SECONDS)
    assert found.faults == {}
    assert found.requests > 100
