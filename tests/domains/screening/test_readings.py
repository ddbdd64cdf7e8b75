"""Patterns of the lexicons are shown as the words they find."""

from __future__ import annotations

import re

import pytest

from minhbach.domains.screening.readings import readings
from minhbach.domains.screening.selectors.built_in import built_in_entries

TERMS = {"mark": ("hoa nắng", "hoa mây"), "goods": ("(túi|ví) {mark}",)}


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("hàng nhái", ["hàng nhái"]),
        ("(chữa|trị) (được)? (bách bệnh|bá bệnh)", ["chữa bách bệnh", "trị bá bệnh"]),
        ("rep (1:1|1\\-1|super (fake|like))", ["rep 1:1", "rep 1-1", "rep super like"]),
        ("túi {mark}", ["túi hoa nắng", "túi hoa mây"]),
        ("{goods} mới", ["túi hoa nắng mới", "ví hoa mây mới"]),
        ("kéo dài .. # giờ", ["kéo dài … (số) giờ"]),
        ("hsd\\: <date>", ["hsd: (ngày)"]),
        ("(\\()?giảm sâu", ["giảm sâu"]),
    ],
)
def test_a_pattern_is_said_by_what_it_finds(phrase: str, said: list[str]) -> None:
    assert readings(phrase, TERMS) == said


def test_no_entry_of_the_product_shows_a_bracket() -> None:
    shown = [words for entry in built_in_entries() for words in entry.words]
    assert shown
    assert not [words for words in shown if re.search(r"[|{}<>\\#~]|\.\.|\)\?", words)]
