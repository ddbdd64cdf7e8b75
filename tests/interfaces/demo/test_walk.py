"""No page breaks, whatever it is sent, nor tells of a record beyond reach: a walk as far as half a minute leads.

The whole walk is a part of `make bench-ground`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from benchmarks.ground.beyond import ask_beyond
from benchmarks.ground.walk import FEW, records, routes, walk
from minhbach.domains.agencies.models import Officer
from tests.demo_world import lent_demo_world

SECONDS = 20


@pytest.fixture(scope="module")
def province(
    django_db_setup: None, django_db_blocker: Any, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A copy of the demo province to walk in."""
    home = tmp_path_factory.mktemp("walk") / "home"
    with lent_demo_world(owner_url, django_db_blocker, "walk", home), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_name_in_an_address_has_an_example(province: None) -> None:
    known = records(Officer.objects.get(username="bcd389"), 1)
    assert [names for _, names in routes() if names not in known and not all((name,) in known for name in names)] == []


def test_no_page_breaks_whatever_it_is_sent(province: None) -> None:
    found = walk(("kiemsoat", "bcd389"), nasty=FEW[:4], examples=1, seconds=SECONDS)
    assert found.faults == {}
    assert found.requests > 100


def test_no_address_tells_of_a_record_beyond_reach(province: None) -> None:
    officer = Officer.objects.get(username="congan")
    found = ask_beyond(officer, routes(), records(officer, 1), examples=1)
    assert found.told == []
    assert found.records > 8
