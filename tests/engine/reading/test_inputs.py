from pathlib import Path

import pytest

from minhbach.engine.reading import ReadingRefused
from minhbach.engine.reading.inputs import find_inputs


def test_a_folder_gives_its_known_kinds_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.csv", "a.parquet", "sau/a.CSV", "anh.png", ".an.csv", ".parts/x.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = find_inputs([tmp_path])
    assert [one.path.relative_to(tmp_path).as_posix() for one in found.inputs] == ["a.parquet", "b.csv", "sau/a.CSV"]
    assert [one.name for one in found.inputs] == ["a.parquet", "b.csv", "a.CSV"]
    assert found.ignored == ("anh.png",)


def test_names_are_as_long_as_it_takes_to_tell_inputs_apart(tmp_path: Path) -> None:
    (tmp_path / "mot").mkdir()
    (tmp_path / "hai").mkdir()
    paths = [tmp_path / "mot" / "tin.csv", tmp_path / "hai" / "tin.csv"]
    assert [one.name for one in find_inputs(paths).inputs] == ["mot/tin.csv", "hai/tin.csv"]
    assert [one.name for one in find_inputs(paths[:1]).inputs] == ["tin.csv"]


def test_a_folder_with_nothing_readable_is_refused_saying_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "anh.png").write_bytes(b"x")
    with pytest.raises(ReadingRefused) as refused:
        find_inputs([tmp_path])
    assert (refused.value.values["problem"], refused.value.values["found"]) == ("folder_unreadable", ["anh.png"])


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tin.csv"
    with pytest.raises(ReadingRefused) as refused:
        find_inputs([path, path])
    assert refused.value.values["problem"] == "input_twice"
