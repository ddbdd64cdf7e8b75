"""The shipped tables say what the reference material says; run where it stands beside the project."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from minhbach.domains.agencies.reference import places

PROJECT = Path(__file__).parents[3]


@pytest.mark.shared
def test_rebuilding_the_tables_changes_nothing(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("build_places", PROJECT / "tools" / "build_places.py")
    assert spec is not None
    assert spec.loader is not None
    build_places = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build_places)
    monkeypatch.setattr(build_places, "TARGET", tmp_path)
    build_places.main(shared)
    for name in ("map_2025.csv", "map_2024.csv", "successions.csv"):
        assert (tmp_path / name).read_bytes() == (places.DATA / name).read_bytes()
