"""Every date of a line beside every other"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from uuid import uuid4

import pytest

from minhbach.domains.cases.chronology import CHAINS, SELDOM, Mark, contradictions
from minhbach.foundation.requirements import Weight

DAY = date(2026, 11, 5)
PAIRS = [pair for chain in CHAINS for pair in combinations(chain, 2)]


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_each_pair_of_a_chain_blocks_the_wrong_way_round_or_asks_where_it_is_seldom(earlier: str, later: str) -> None:
    marks = [Mark(earlier, "việc trước", DAY), Mark(later, "việc sau", DAY - timedelta(days=1))]
    (found,) = contradictions(iter(marks))
    weight = Weight.SHOULD if (earlier, later) in SELDOM else Weight.MUST
    assert (found.code, found.weight) == (f"times.{earlier}.{later}", weight)
    in_order = [Mark(earlier, "việc trước", DAY), Mark(later, "việc sau", DAY)]
    assert list(contradictions(iter(in_order))) == []


def test_an_hour_is_compared_by_the_minute_and_a_day_without_one_by_the_day() -> None:
    def at(hour: int, minute: int, second: int = 0) -> datetime:
        return datetime(2026, 11, 5, hour - 7, minute, second, tzinfo=UTC)

    signed = Mark("ordered", "ký quyết định kiểm tra", DAY, at(8, 38, 40))
    early = Mark("begun", "bắt đầu kiểm tra", DAY, at(8, 0))
    (found,) = contradictions(iter([signed, early]))
    assert str(found.sentence) == (
        "Bắt đầu kiểm tra (08:00 05/11/2026) không thể trước ký quyết định kiểm tra (08:38 05/11/2026)."
    )
    assert list(contradictions(iter([signed, Mark("begun", "bắt đầu kiểm tra", DAY, at(8, 38))]))) == []
    # Of an order entered from paper only the day is known.
    assert list(contradictions(iter([Mark("ordered", "ký", DAY), early]))) == []


def test_an_act_ends_after_it_began_and_before_it_was_detected() -> None:
    marks = [
        Mark("detected", "ngày phát hiện", DAY),
        Mark("act_begun_0", "bắt đầu", DAY - timedelta(days=3)),
        Mark("act_ended_0", "chấm dứt", DAY - timedelta(days=9)),
        Mark("act_ended_1", "chấm dứt", DAY + timedelta(days=1)),
    ]
    assert [one.code for one in contradictions(iter(marks))] == [
        "times.act_begun_0.act_ended_0",
        "times.act_ended_1.detected",
    ]


def test_only_what_an_entry_says_is_held_against_it() -> None:
    mine, others = uuid4(), uuid4()
    marks = [
        Mark("proposed", "đề xuất", DAY, None, others),
        Mark("ordered", "quyết định", DAY - timedelta(days=1), None, others),
        Mark("decided", "xử phạt", DAY + timedelta(days=2), None, mine),
        Mark("delivered", "giao", DAY, None, mine),
    ]
    assert [one.code for one in contradictions(iter(marks), said_by=mine)] == ["times.decided.delivered"]
    assert len(list(contradictions(iter(marks)))) == 2
