"""What is banned or bound to a licence, told from what only looks like it: titles in our own words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from minhbach.engine.screening.batch import BatchScreener

from .conftest import listings, screen

KINDS = tomllib.loads((Path(__file__).parent / "prohibited.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_offered_is_told_from_its_look_alikes(screener: BatchScreener, kind: str) -> None:
    titles = [(title, side == "offered") for side in ("offered", "innocent") for title in KINDS[kind][side]]
    rows = [{"listing_id": title, "title": title, "price_vnd": 200_000} for title, _ in titles]
    found = screen(screener, listings(*rows)).leads
    told = set(found.filter(found["signs"].list.contains("prohibited"))["listing_id"])
    missed = [title for title, is_offered in titles if is_offered and title not in told]
    wrong = [title for title, is_offered in titles if not is_offered and title in told]
    assert (missed, wrong) == ([], [])
    assert min(len(KINDS[kind]["offered"]), len(KINDS[kind]["innocent"])) >= 20
