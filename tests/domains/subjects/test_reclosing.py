"""Personal numbers are closed anew after the secret key was changed, and are found all the while"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.domains.subjects.services import reclosing
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation import sealed_values
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.subjects.conftest import AT, World

NUMBERS = [f"02009000114{n}" for n in range(5)]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`keys("new", "old")`: close by the first, read by all."""
    return lambda *secrets: monkeypatch.setattr(
        sealed_values, "_keys", lambda: tuple(sealed_values._key(one) for one in secrets)
    )


def record(world: World, reach: Any, number: str, name: str) -> Subject:
    shared = Provenance(sharing=Sharing.NETWORK)
    with reach(world.inspector):
        made = services.register_subject(
            officer=world.inspector, at=AT, kind="individual", name=name, provenance=shared
        )
        services.add_identifier(
            officer=world.inspector, at=AT, subject=made, kind="personal_id", value=number, provenance=shared
        )
    return made


def found(reach: Callable[[Officer], Any], officer: Officer, number: str) -> list[str]:
    with reach(officer):
        return sorted(one.name for one in selectors.find_by_identifier("personal_id", number))


def test_all_are_found_before_amid_and_after_it_and_none_stands_as_it_did(
    world: World, reach: Any, keys: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys("old")
    for number in NUMBERS:
        record(world, reach, number, f"Bà {number}")
    with acting_as(SYSTEM):
        before = {one.canonical for one in Identifier.objects.filter(kind="personal_id")}
    keys("new", "old")
    # Written anew before its turn has come: one number, for a moment at two nodes.
    record(world, reach, NUMBERS[0], "Ông mới ghi")
    monkeypatch.setattr(reclosing, "AT_ONCE", 2)
    parts = reclosing.close_values_anew()
    next(parts)
    for number in NUMBERS:
        assert f"Bà {number}" in found(reach, world.inspector, number) or number == NUMBERS[0]
    # Broken off here and begun again.
    parts.close()
    assert sum(done for done, _unread in reclosing.close_values_anew()) in range(3, 6)
    assert next(reclosing.close_values_anew())[0] == 0
    keys("new")
    with acting_as(SYSTEM):
        after = {one.canonical for one in Identifier.objects.filter(kind="personal_id")}
        assert Statement.unscoped.filter(identifier__kind="personal_id").count() == len(NUMBERS) + 1
    assert (len(after), after & before) == (len(NUMBERS), set())
    assert found(reach, world.inspector, NUMBERS[0]) == [f"Bà {NUMBERS[0]}", "Ông mới ghi"]


def test_what_no_key_opens_is_left_and_told(world: World, reach: Any, keys: Callable[..., None]) -> None:
    keys("lost")
    record(world, reach, NUMBERS[0], "Bà An")
    keys("new", "old")
    assert list(reclosing.close_values_anew()) == [(0, 1)]


def test_nobody_but_the_system_moves_what_is_said_to_another_node(
    world: World, reach: Any, keys: Callable[..., None]
) -> None:
    keys("old")
    record(world, reach, NUMBERS[0], "Bà An")
    with reach(world.inspector), connection.cursor() as cursor:
        node = Identifier.objects.get(kind="personal_id")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute("select subjects_reclose(%s, 'x')", [node.pk])
