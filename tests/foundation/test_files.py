"""A content is kept under its own hash, once, whole or not at all."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from minhbach.foundation import files as store


def test_a_content_is_found_again_by_its_hash(files: Path) -> None:
    stored = store.put(b"bien ban")
    assert stored == store.Stored(hashlib.sha256(b"bien ban").hexdigest(), 8)
    with store.open_stored(stored.sha256) as file:
        assert file.read() == b"bien ban"


def test_the_same_content_twice_is_kept_once(files: Path) -> None:
    store.put(b"x")
    store.put(BytesIO(b"x"))
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_a_source_that_breaks_leaves_nothing_behind(files: Path) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("cable pulled")

    with pytest.raises(OSError, match="cable"):
        store.put(Broken())
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_a_damaged_content_is_named(files: Path) -> None:
    stored = store.put(b"nguyen ven")
    path = store.path_of(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(b"da sua")
    with pytest.raises(store.FileDamaged):
        store.verify(stored.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "0" * 64])
def test_only_the_hash_of_a_kept_content_opens_anything(files: Path, name: str) -> None:
    with pytest.raises(store.FileMissing):
        store.open_stored(name)
