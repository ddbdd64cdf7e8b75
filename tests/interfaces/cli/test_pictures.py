"""The command line describes pictures, finds copies and exchanges hashes, and says in words what it could not read."""

from pathlib import Path

import numpy as np
import polars as pl
from PIL import Image
from typer.testing import CliRunner

from minhbach.interfaces.cli import app


def made(seed: int) -> Image.Image:
    dots = np.random.default_rng(seed).integers(0, 256, (9, 7, 3), dtype=np.uint8)
    return Image.fromarray(dots).resize((240, 300), Image.Resampling.BICUBIC)


def said(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["pictures", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


def test_copies_are_found_from_folders_to_a_table(tmp_path: Path) -> None:
    own, known = tmp_path / "tin", tmp_path / "gia"
    own.mkdir()
    known.mkdir()
    made(1).save(own / "77_1.jpg")
    made(2).save(own / "78_1.jpg")
    made(1).resize((120, 150)).save(known / "mau.png")
    (own / "79.jpg").write_bytes(b"%PDF-1.7")
    told = said("index", own, "--out", tmp_path / "own", "--pdq-only")
    assert "2 ảnh, 1 ảnh bị loại; so bằng mã PDQ." in told
    assert "79.jpg là PDF, không phải ảnh" in told
    said("index", known, "--out", tmp_path / "known", "--kind", "fake", "--sign", "counterfeit", "--label", "vụ 12")
    matched = said("match", tmp_path / "own", "--known", tmp_path / "known", "--out", tmp_path / "matches.parquet")
    assert "1 cặp ảnh trùng, thuộc 1 tin đăng." in matched
    (row,) = pl.read_parquet(tmp_path / "matches.parquet").iter_rows(named=True)
    assert (row["listing_id"], row["file"], row["other_file"], row["kind"]) == ("77", "77_1.jpg", "mau.png", "fake")
    assert "2 mã ảnh" in said("hashes", tmp_path / "own", "--out", tmp_path / "hashes.csv")
    again = said("index", tmp_path / "hashes.csv", "--out", tmp_path / "taken")
    assert "2 ảnh, 0 ảnh bị loại" in again


def test_what_cannot_be_used_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    empty = tmp_path / "rong"
    empty.mkdir()
    assert "không có ảnh nào" in said("index", empty, "--out", tmp_path / "own", code=2)
    assert "không phải kho ảnh" in said("match", empty, "--out", tmp_path / "m.csv", code=2)
    made(1).save(empty / "1.jpg")
    no_model = tmp_path / "model.onnx"
    no_model.write_bytes(b"no model")
    told = said("index", empty, "--out", tmp_path / "own", "--model", no_model, code=2)
    assert "Không dùng được mô hình nhận ảnh model.onnx" in told
    assert "không có giá trị “xấu”" in said("index", empty, "--out", tmp_path / "own", "--sign", "xấu", code=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.onnx", "rong"]
