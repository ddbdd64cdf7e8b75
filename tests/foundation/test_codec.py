"""What is kept as JSON comes back as it was; what nobody knows is refused, unless somebody said it was dropped."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

import pytest

from minhbach.foundation.codec import Unreadable, read, write


class Manner(StrEnum):
    DIRECT = "direct"
    POSTED = "posted"


@dataclass(frozen=True)
class Fine:
    amount_vnd: int


@dataclass(frozen=True)
class Warned:
    note: str = ""


@dataclass(frozen=True)
class Act:
    RETIRED: ClassVar[frozenset[str]] = frozenset({"copy_count"})

    manner: Manner
    day: date
    at: datetime | None = None
    weight: Decimal = Decimal(0)
    level: Literal["low", "high"] = "low"
    names: Annotated[tuple[str, ...], "asked line by line"] = ()
    outcome: Fine | Warned | None = None
    is_late: bool = False
    goods: tuple[str, ...] = field(default=(), metadata={"kept_as_rows": True})


WHOLE = Act(
    Manner.DIRECT, date(2026, 11, 2), datetime(2026, 11, 2, 3, tzinfo=UTC), Decimal("12.50"), "high", ("Mai", "Lan"),
    Fine(6_000_000), is_late=True,
)  # fmt: skip


def test_what_is_written_is_read_back() -> None:
    assert read(json.loads(json.dumps(write(WHOLE, is_named=True))), Act) == WHOLE
    plain = Act(Manner.POSTED, date(2026, 1, 1))
    assert read(json.loads(json.dumps(write(plain))), Act) == plain


def test_a_choice_is_written_as_its_code_and_what_is_kept_apart_is_not_written() -> None:
    written = write(Act(Manner.DIRECT, date(2026, 11, 2), goods=("túi",)))
    assert written["manner"] == "direct"
    assert type(written["manner"]) is str
    assert "goods" not in written


def test_a_field_added_later_takes_its_default_and_one_that_has_none_is_missed() -> None:
    assert read({"manner": "direct", "day": "2026-11-02"}, Act) == Act(Manner.DIRECT, date(2026, 11, 2))
    with pytest.raises(Unreadable, match="day"):
        read({"manner": "direct"}, Act)


def test_a_field_that_was_dropped_is_passed_over_and_an_unknown_one_is_refused() -> None:
    data = {"manner": "direct", "day": "2026-11-02"}
    assert read(data | {"copy_count": 3}, Act) == read(data, Act)
    with pytest.raises(Unreadable, match="Act has no copies"):
        read(data | {"copies": 3}, Act)


def test_a_code_that_has_left_its_list_is_read_as_it_was_written() -> None:
    assert read({"manner": "by_pigeon", "day": "2026-11-02"}, Act).manner == "by_pigeon"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("day", "02/11/2026"),
        ("day", None),
        ("weight", "heavy"),
        ("level", "middle"),
        ("names", "Mai"),
        ("names", [1]),
        ("is_late", 1),
        ("manner", None),
        ("outcome", {"_type": "Act"}),
        ("outcome", {"amount_vnd": 1}),
        ("outcome", {"_type": "Fine", "amount_vnd": True}),
    ],
)
def test_what_does_not_fit_is_refused(name: str, value: Any) -> None:
    with pytest.raises(Unreadable):
        read(write(WHOLE, is_named=True) | {name: value}, Act)


def test_what_has_no_place_in_json_is_not_written() -> None:
    with pytest.raises(TypeError):
        write(object())
