"""The way between two is the shortest there is, of six at most, whichever end it is looked for from."""

from __future__ import annotations

from uuid import UUID

import pytest

from minhbach.domains.networks.links import Links, begin_at_value, carriers_of
from minhbach.domains.networks.selectors import Path, Start, path_between
from minhbach.domains.networks.selectors.paths import as_words
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Identifier, Subject
from tests.domains.networks.shops import shop
from tests.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(world: World) -> list[Subject]:
    """Eight shops, each of which shares a number with the next."""
    phones = [f"091234500{n}" for n in range(9)]
    return [shop(world, world.inspector, f"Kho {n}", phones[n], phones[n + 1]) for n in range(8)]


def read(path: Path) -> list[str]:
    return [node.name if kind == "subject" else node.identifier.canonical for kind, node in as_words(path.links)]


def test_a_way_is_found_of_up_to_six_hops_and_none_beyond(world: World, row: list[Subject]) -> None:
    with world.acting(world.inspector):
        for hops in range(1, 7):
            expected = ["Kho 0"]
            for n in range(1, hops + 1):
                expected += [f"+8491234500{n}", f"Kho {n}"]
            there = path_between(Start(subject_id=row[0].pk), Start(subject_id=row[hops].pk))
            back = path_between(Start(subject_id=row[hops].pk), Start(subject_id=row[0].pk))
            assert (read(there), there.hops) == (expected, hops)
            assert read(back) == expected[::-1]
            assert all(link.statements for link in (*there.links, *back.links))
        assert path_between(Start(subject_id=row[0].pk), Start(subject_id=row[7].pk)).links == ()


def test_a_way_may_begin_at_a_value(world: World, row: list[Subject]) -> None:
    with world.acting(world.inspector):
        first = Identifier.objects.get(canonical="+84912345000")
        path = path_between(Start(identifier_id=first.pk), Start(subject_id=row[2].pk))
    assert read(path) == ["+84912345000", "Kho 0", "+84912345001", "Kho 1", "+84912345002", "Kho 2"]


def test_what_more_carry_than_are_asked_for_is_crowded_whoever_was_stated_first(world: World) -> None:
    phone = "0912345999"
    row = [shop(world, world.inspector, f"Kho {n}", phone) for n in range(4)]
    with world.acting(world.inspector):
        value = Identifier.objects.get(canonical="+84912345999").pk
        assert len(read_of(value, most=4).since) == 4
        # The first rows tell; and of who turned out to be one, or was withdrawn, those behind them.
        assert read_of(value, most=3).crowded == {value}
        subjects.merge(officer=world.inspector, at=world.at, subject=row[0], into=row[3], reason="Cùng chủ")
        assert read_of(value, most=2).crowded == {value}
        assert {one for one, _value in read_of(value, most=3).since} == {row[1].pk, row[2].pk, row[3].pk}
        subjects.withdraw(officer=world.inspector, at=world.at, subject=row[1], reason="Nhầm")
        assert {one for one, _value in read_of(value, most=2).since} == {row[2].pk, row[3].pk}
        assert read_of(value, most=1).crowded == {value}


def read_of(value: UUID, *, most: int) -> Links:
    links = Links()
    begin_at_value(links, value)
    carriers_of(links, [value], most=most)
    return links
