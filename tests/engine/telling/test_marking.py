"""Words are cut where signs begin and end, and never lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.telling.marking import Segment, segments


def test_overlapping_spans_share_their_middle() -> None:
    found = segments("kem trị nám", [{"start": 0, "end": 7}, {"start": 4, "end": 11}])
    assert found == [Segment("kem ", (0,)), Segment("trị", (0, 1)), Segment(" nám", (1,))]


def test_code_points_outside_the_basic_plane_count_as_one() -> None:
    found = segments("🔥🔥 nám 🔥", [{"start": 3, "end": 6}])
    assert found == [Segment("🔥🔥 "), Segment("nám", (0,)), Segment(" 🔥")]


def test_a_span_outside_the_text_marks_nothing() -> None:
    assert segments("kem", [{"start": 5, "end": 9}, {"start": -1, "end": -1}]) == [Segment("kem")]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(-3, 35), st.integers(-3, 35)).map(lambda span: {"start": span[0], "end": span[1]})),
)
def test_the_text_survives_any_spans(text: str, spans: list[dict[str, int]]) -> None:
    found = segments(text, spans)
    assert "".join(segment.text for segment in found) == text
    for index, span in enumerate(spans):
        marked = "".join(segment.text for segment in found if index in segment.signals)
        assert marked == text[max(0, span["start"]) : max(0, span["end"])]
