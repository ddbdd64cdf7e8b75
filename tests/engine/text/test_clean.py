"""Text without the letters that no paper, workbook or database can hold."""

from __future__ import annotations

import pytest

from minhbach.engine.text.clean import clean, substitute


@pytest.mark.parametrize(
    ("given", "cleaned", "in_place"),
    [
        ("Kem trị nám\t1\r\n2", "Kem trị nám\t1\r\n2", "Kem trị nám\t1\r\n2"),
        ("một\x0bhai\x0cba\u2028bốn", "một\nhai\nba\nbốn", "một\nhai\nba\nbốn"),
        ("a\x00b\x1fc", "abc", "a\ufffdb\ufffdc"),
        ("a\ud800b\ufffec\uffff", "abc", "a\ufffdb\ufffdc\ufffd"),
        ("👍🏽 𠀋", "👍🏽 𠀋", "👍🏽 𠀋"),
    ],
)
def test_what_has_no_form_goes_or_leaves_a_sign(given: str, cleaned: str, in_place: str) -> None:
    assert clean(given) == cleaned
    assert substitute(given) == in_place
    assert len(substitute(given)) == len(given)
