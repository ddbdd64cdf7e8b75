from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from minhbach.domains.cases.goods_fields import read_numbers, write_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1-3, 7", {1, 2, 3, 7}), ("1 – 3;7", {1, 2, 3, 7}), ("5", {5}), (" 2\n4 ", {2, 4})],
)
def test_numbers_are_read_as_people_write_them(text: str, numbers: set[int]) -> None:
    assert read_numbers(text) == numbers


def test_what_is_no_number_is_said() -> None:
    with pytest.raises(ValidationError, match="Không đọc được “một”"):
        read_numbers("1, một")


def test_numbers_are_written_shortly() -> None:
    assert write_numbers([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"
