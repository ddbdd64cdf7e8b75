"""Whose recordings give way"""

from __future__ import annotations

from uuid import UUID

from minhbach.interfaces.portal.senders import Place
from minhbach.interfaces.portal.waiting import MOST, Waiting

ONE, OTHER, THIRD = (b"k", 4, 1), (b"k", 4, 2), (b"k", 6, 1)


def waiting(*told: tuple[Place, int]) -> Waiting:
    made = Waiting()
    for number, (place, size) in enumerate(told):
        made.add(place, UUID(int=number), size)
    return made


def numbers(given: list[UUID]) -> list[int]:
    return [key.int for key in given]


def test_who_has_most_gives_way_with_his_oldest_and_only_as_far_as_is_needed() -> None:
    held = waiting((ONE, 40), (OTHER, 30), (ONE, 40), (ONE, 40), (ONE, 40))
    assert numbers(held.giving_way(THIRD, 50)) == [0, 2]
    # What gave way is not known any more.
    assert numbers(held.giving_way(THIRD, 40)) == [3]


def test_nobody_gives_way_to_one_who_would_have_more() -> None:
    held = waiting((ONE, 40), (OTHER, 30))
    assert held.giving_way(OTHER, 20) == []
    assert held.giving_way(ONE, 1) == []
    assert held.giving_way(THIRD, 40) == []
    # And where it would not suffice, nothing is taken away for nothing.
    assert waiting((ONE, 30), (ONE, 30)).giving_way(THIRD, 45) == []


def test_who_is_not_told_apart_is_not_one_who_has_much() -> None:
    held = waiting((None, 90), (None, 90), (ONE, 60))
    assert numbers(held.giving_way(None, 10)) == []
    assert numbers(held.giving_way(THIRD, 50)) == [2]


def test_what_belongs_to_a_report_does_not_count() -> None:
    held = waiting((ONE, 50), (ONE, 50))
    assert held.forget(UUID(int=0)) == ONE
    assert held.forget(UUID(int=0)) is None
    assert held.giving_way(OTHER, 50) == []
    assert numbers(held.giving_way(OTHER, 40)) == [1]


def test_no_more_is_remembered_than_was_said() -> None:
    held = waiting(*[(ONE, 1)] * (MOST + 1))
    assert held.forget(UUID(int=0)) is None
    assert held.forget(UUID(int=1)) == ONE
