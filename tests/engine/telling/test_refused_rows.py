"""A fault of many rows is told once."""

from __future__ import annotations

from minhbach.engine.telling.refused_rows import ROWS_NAMED, refused_kinds, rows_said
from minhbach.engine.telling.sentences import refused_kind_said


def refused(row: int, reason: str, value: str | None = None) -> dict[str, object]:
    return {"source": "tin.csv", "row": row, "reason": reason, "value": value}


def test_rows_are_grouped_by_what_is_wrong_with_them_the_largest_group_first() -> None:
    rows = [
        refused(9, "listing_id_missing"),
        *(refused(row, "sold_unreadable", f"khoảng {row}") for row in (7, 3, 4, 5)),
    ]
    assert refused_kinds(rows) == [
        {"reason": "sold_unreadable", "count": 4, "value": "khoảng 7", "rows": [3, 4, 5, 7]},
        {"reason": "listing_id_missing", "count": 1, "value": None, "rows": [9]},
    ]


def test_of_many_rows_the_first_are_named_and_the_rest_counted() -> None:
    [kind] = refused_kinds([refused(row, "listing_id_missing") for row in range(1, 101)])
    said = refused_kind_said(kind)
    assert (said["count"], said["rows"], said["more"]) == (100, f"1–{ROWS_NAMED}", 70)
    assert said["what"] == "Thiếu mã tin đăng"
    assert said["remedy"] == "Hãy điền mã rồi nạp lại dòng này."


def test_rows_that_follow_one_another_are_named_as_a_stretch() -> None:
    assert rows_said([12, 5, 13, 9, 14, 13]) == "5, 9, 12–14"
    assert rows_said([]) == ""
