"""Missing numbers"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minhbach.domains.handovers.gaps import missing, write_spans


def test_are_named_as_people_read_them() -> None:
    assert list(missing([1, 2, 5, 9])) == [(3, 4), (6, 8)]
    assert list(missing([3, 4], first=1)) == [(1, 2)]
    assert list(missing([3, 4])) == []
    assert write_spans([(3, 4), (7, 7)]) == "3–4, 7"
    assert write_spans([(one, one) for one in range(1, 25)]).endswith("19, 20, … (+4)")


@given(st.sets(st.integers(1, 60), min_size=1))
def test_with_those_there_are_make_the_row_whole(there: set[int]) -> None:
    named = {number for low, high in missing(there, first=1) for number in range(low, high + 1)}
    assert named | there == set(range(1, max(there) + 1))
    assert named & there == set()
