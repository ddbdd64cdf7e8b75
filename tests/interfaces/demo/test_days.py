"""Days and turns of the demo."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from minhbach.interfaces.demo.days import next_working_day, working_day
from minhbach.interfaces.demo.world.agenda import tell_in_order

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (20, 21, 22, 23))


def test_a_weekend_becomes_the_friday_before_it() -> None:
    assert [working_day(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [FRIDAY, FRIDAY, FRIDAY, MONDAY]


def test_a_weekend_becomes_the_monday_after_it() -> None:
    assert [next_working_day(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [FRIDAY, MONDAY, MONDAY, MONDAY]


def test_stories_take_turns_by_the_calendar() -> None:
    told: list[str] = []

    def story(name: str, *days: int) -> Iterator[datetime]:
        for day in days:
            yield datetime(2026, 11, day, tzinfo=UTC)
            told.append(f"{name}{day}")

    tell_in_order([story("a", 1, 5), story("b", 2, 3), story("c")])
    assert told == ["a1", "b2", "b3", "a5"]
