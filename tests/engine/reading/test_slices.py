from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.reading import open_listings
from minhbach.engine.reading.row_groups import FooterUnreadable, RowGroup, row_groups, row_groups_of
from minhbach.engine.reading.slices import InputChanged, Piece, SliceReader, cut


def export(path: Path, rows: int, group: int) -> Path:
    pl.DataFrame(
        {"id": [f"A{number}" for number in range(rows)], "title": [f"Áo số {number}" for number in range(rows)]}
    ).write_parquet(path, row_group_size=group)
    return path


@pytest.mark.parametrize(("rows", "group"), [(1, 10), (1000, 1000), (1000, 300), (70_000, 20_000), (0, 10)])
def test_the_footer_tells_the_rows_of_each_group(tmp_path: Path, rows: int, group: int) -> None:
    groups = row_groups_of(export(tmp_path / "export.parquet", rows, group))
    assert sum(one.rows for one in groups) == rows
    assert all(one.rows <= group and one.bytes > 0 for one in groups if rows)


def test_a_footer_that_is_none_is_refused() -> None:
    content = b"PAR1" + b"\x15\x04" * 20 + (30).to_bytes(4, "little") + b"PAR1"
    with pytest.raises(FooterUnreadable):
        row_groups(len(content), lambda start, length: b"\xff" * length)
    with pytest.raises(FooterUnreadable):
        row_groups(3, lambda start, length: b"")


@pytest.mark.parametrize(("rows", "group"), [(1000, 1000), (1000, 90), (999, 400), (140_000, 70_000)])
def test_slices_cover_every_row_once_in_order(tmp_path: Path, rows: int, group: int) -> None:
    path = export(tmp_path / "export.parquet", rows, group)
    slices = cut([Piece(str(path), 0, row_groups_of(path)), Piece(str(path), 0, row_groups_of(path))], 4096)
    assert [slice_.number for slice_ in slices] == list(range(len(slices)))
    places = [place for slice_ in slices for place in range(slice_.n, slice_.n + slice_.rows)]
    assert places == list(range(2 * rows))
    assert all(slice_.first + slice_.rows <= slice_.until for slice_ in slices)
    assert all(0 < slice_.rows <= 4096 for slice_ in slices)


def test_slices_read_in_any_order_are_the_rows_of_the_file(tmp_path: Path) -> None:
    path = export(tmp_path / "export.parquet", 1000, 400)
    slices = cut([Piece(str(path), 0, row_groups_of(path))], 90)
    reader = SliceReader([open_listings(path)])
    read = {slice_.number: reader.read(slice_)[0] for slice_ in [*slices[5:], *slices[2:5], *reversed(slices[:2])]}
    whole = pl.concat([read[number] for number in sorted(read)])
    assert whole["listing_id"].to_list() == [f"A{number}" for number in range(1000)]
    assert whole["__row"].to_list() == list(range(1, 1001))


def test_a_file_that_lost_rows_is_refused(tmp_path: Path) -> None:
    path = export(tmp_path / "export.parquet", 1000, 400)
    slices = cut([Piece(str(path), 0, row_groups_of(path))], 500)
    reading = open_listings(path)
    export(path, 600, 400)
    reader = SliceReader([reading])
    reader.read(slices[0])
    with pytest.raises(InputChanged):
        reader.read(slices[-1])


def test_a_large_row_group_is_read_in_several_stretches() -> None:
    groups = (RowGroup(1000, 10 << 20), RowGroup(200_000, 1 << 30), RowGroup(1000, 10 << 20))
    slices = cut([Piece("a", 0, groups)], 4096)
    stretches = sorted({slice_.until for slice_ in slices})
    assert stretches == [1000, 26_000, 51_000, 76_000, 101_000, 126_000, 151_000, 176_000, 202_000]
    assert sum(slice_.rows for slice_ in slices) == 202_000
