"""A cell of a CSV is no formula to a spreadsheet, and is read back as it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.text.cells import as_written, harmless


@pytest.mark.parametrize("text", ["=1+1", "+84901000111", "-5", "@SUM(1)", "\t=1", "\r=1", "'=1", "''+2"])
def test_what_begins_as_a_formula_is_marked(text: str) -> None:
    assert harmless(text) == "'" + text
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "Áo = quần", "'90s", "1-2", "''"])
def test_other_words_stay(text: str) -> None:
    assert harmless(text) == as_written(text) == text


@given(st.text(alphabet="=+-@'\t\ra1 ", max_size=6))
def test_every_cell_is_read_back(text: str) -> None:
    assert as_written(harmless(text)) == text
    assert harmless(text)[:1] not in set("=+-@\t\r")
