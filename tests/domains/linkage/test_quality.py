"""Rates of what is linked wrongly"""

from __future__ import annotations

import pytest

from minhbach.domains.linkage.quality import Rate, Read, asks_second, rate, verdict_of, wilson


def test_have_the_interval_that_wilson_gives() -> None:
    # The published example of ten in a hundred, and the ends.
    assert [round(end, 4) for end in wilson(0.1, 100)] == [0.0552, 0.1744]
    assert [round(end, 4) for end in wilson(0.0, 20)] == [0.0, 0.1611]
    assert [round(end, 4) for end in wilson(1.0, 20)] == [0.8389, 1.0]


def test_weigh_each_stratum_by_its_share_and_not_by_how_many_were_drawn() -> None:
    shares = {"strong": 0.9, "just": 0.1}
    found = rate([Read("strong", 20, 0), Read("just", 40, 10)], shares)
    assert isinstance(found, Rate)
    assert (round(found.share, 4), found.read) == (0.025, 60)
    # Twenty that stand for nine tenths tell hardly more than twenty drawn evenly.
    assert (round(found.low, 4), round(found.high, 4)) == tuple(round(end, 4) for end in wilson(0.025, 24.5399))


@pytest.mark.parametrize(
    ("found", "share"),
    [([], None), ([Read("strong", 0, 0)], None), ([Read("strong", 0, 0), Read("just", 10, 1)], 0.1)],
    ids=["nothing-drawn", "nothing-read", "one-stratum-read"],
)
def test_are_told_of_what_was_read_only(found: list[Read], share: float | None) -> None:
    told = rate(found, {"strong": 0.9, "just": 0.1})
    assert (told.share if told else None) == share


def test_ask_a_second_reader_where_the_first_does_not_find_what_stands() -> None:
    assert [
        asks_second(read, is_linked=True) for read in (["same"], ["different"], ["unsure"], ["different", "same"])
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert [asks_second([read], is_linked=False) for read in ("same", "different")] == [True, False]
    assert [verdict_of(read) for read in ([], ["same"], ["same", "same"], ["same", "unsure"])] == [
        "",
        "same",
        "same",
        "split",
    ]
