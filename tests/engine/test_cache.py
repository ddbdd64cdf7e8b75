import os
from pathlib import Path

import pytest

from minhbach.engine import cache


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "kept.bin"
    cache.write(path, b"\x00worked out")
    assert cache.read(path) == b"\x00worked out"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["kept.bin"]


@pytest.mark.parametrize("damage", [b"", b"minhbach cache 1\n", None])
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "kept.bin"
    cache.write(path, b"worked out")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"?" if damage is None else damage)
    assert cache.read(path) is None
    cache.write(path, b"again")
    assert cache.read(path) == b"again"


def test_a_file_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "kept.bin"
    cache.write(path, b"worked out")
    path.chmod(0o622)
    assert cache.read(path) is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache.write(tmp_path / "file" / "kept.bin", b"worked out")
    assert cache.read(tmp_path / "file" / "kept.bin") is None


def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache.default_folder() == Path("/somewhere/minhbach")
    monkeypatch.delenv("XDG_CACHE_HOME")

    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    assert cache.default_folder() is None
    assert os.environ.get("XDG_CACHE_HOME") is None
