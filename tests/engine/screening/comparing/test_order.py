"""Comparing gives the same evidence however the sweep was parted and its groups were dealt out."""

import random

import polars as pl
import pytest

from minhbach.engine.screening.comparing import COMPARISONS
from minhbach.engine.screening.knowledge import NOTHING_KNOWN

from .sweeps import comparison, found_of, frame_of, observed


def sweep() -> tuple[pl.DataFrame, pl.DataFrame]:
    chance = random.Random(7)
    titles = [
        "Sữa rửa mặt CeraVe 236ml", "Sữa rửa mặt CeraVe 473ml", "Giày Nike nam", "Giày Nike cho bé", "Áo thun Adidas",
        "Nước hoa Chanel 100ml", "Kem dưỡng ẩm Hoa Mây hũ thủy tinh 8936012345674", "Trà gừng túi lọc 8936012345674",
        "Túi vải nhiều ngăn đựng vừa sách vở và bình nước cho học sinh đi học xa",
    ]  # fmt: skip
    rows = [
        {
            "title": chance.choice(titles),
            "price_vnd": chance.choice([None, 19_000, 45_000, 210_000, 320_000, 333_333, 1_250_000]),
            "brand": chance.choice([None, "OEM", "CeraVe", "Nike"]),
            "seller_id": chance.choice([None, "1", "2", "3", "4", "5", "6", "7", "8"]),
            "is_official": chance.choice([None, False, True]),
        }
        for _ in range(400)
    ]
    found = found_of(
        *(
            (number, sign, round(chance.uniform(-1, 3), 2))
            for number in range(400)
            for sign in ("counterfeit", "off_platform")
            if chance.random() < 0.3
        )
    ).with_columns(pl.lit('{"phone": "+84912345678"}').alias("values"))
    return frame_of(rows), found


@pytest.mark.parametrize("name", [one.name for one in COMPARISONS])
def test_evidence_depends_on_neither_batches_nor_groups(name: str) -> None:
    listings, found = sweep()
    whole = observed(name, listings, found).sort("key", "n", maintain_order=True)
    expected = comparison(name).compare(whole, NOTHING_KNOWN).sort("n", "sign", "rule", "values")
    assert expected.height > 0
    for seed in range(4):
        chance = random.Random(seed)
        sizes = [chance.randint(0, 90) for _ in range(6)]
        parted = observed(name, listings, found, sizes).sample(fraction=1.0, shuffle=True, seed=seed)
        parted = parted.sort("key", "n", maintain_order=True)
        buckets = [parted.filter(pl.col("key") % 3 == bucket) for bucket in chance.sample(range(3), 3)]
        evidence = pl.concat([comparison(name).compare(bucket, NOTHING_KNOWN) for bucket in buckets])
        assert evidence.sort("n", "sign", "rule", "values").equals(expected)


@pytest.mark.parametrize("name", [one.name for one in COMPARISONS])
def test_every_batch_is_observed_in_the_same_columns(name: str) -> None:
    schema = observed(name, *sweep()).schema
    assert (schema["n"], schema["key"]) == (pl.Int64(), pl.UInt64())
    for rows in ([], [{"title": None}], [{"title": "Hàng", "price_vnd": 1000}]):
        assert observed(name, frame_of(rows), found_of(), [0]).schema == schema


@pytest.mark.parametrize("name", [one.name for one in COMPARISONS])
def test_nothing_observed_is_nothing_compared(name: str) -> None:
    nothing = observed(name, frame_of([{"title": "Hàng"}]), found_of()).clear()
    assert comparison(name).compare(nothing, NOTHING_KNOWN).height == 0
