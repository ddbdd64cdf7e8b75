"""A price among its peers, as a picture and in words."""

from __future__ import annotations

import pytest

from minhbach.domains.screening.price_strip import price_strip

PEERS = [100_000, 200_000, 400_000, 800_000, 1_600_000]


def test_a_price_ten_times_another_stands_as_far_from_it_wherever_they_stand() -> None:
    strip = price_strip(200_000, PEERS, goods="cosmetic")
    assert strip is not None
    assert strip.peers == ("6.0", "63.0", "120.0", "177.0", "234.0")
    assert (strip.own, strip.middle) == ("63.0", "120.0")
    assert (strip.least, strip.most) == ("100.000 ₫", "1.600.000 ₫")
    assert strip.sentence.startswith("Rẻ hơn 3 trong 5 tin cùng loại hàng trong lượt quét (")
    assert strip.sentence.endswith("); giá giữa 400.000 ₫.")


def test_a_price_below_all_others_begins_the_line() -> None:
    strip = price_strip(10_000, PEERS, goods="cosmetic")
    assert strip is not None
    assert (strip.own, strip.least) == ("6.0", "10.000 ₫")
    assert strip.sentence.startswith("Rẻ hơn 5 trong 5")


def test_a_dear_one_is_said_to_be_dear() -> None:
    strip = price_strip(2_000_000, PEERS, goods="cosmetic")
    assert strip is not None
    assert strip.sentence.startswith("Đắt hơn 5 trong 5")


def test_equal_prices_stand_in_the_middle() -> None:
    strip = price_strip(100_000, [100_000] * 5, goods="cosmetic")
    assert strip is not None
    assert strip.own == "120.0"


@pytest.mark.parametrize(("price", "peers"), [(None, PEERS), (0, PEERS), (100_000, PEERS[:4]), (100_000, [0] * 9)])
def test_too_little_says_nothing(price: int | None, peers: list[int]) -> None:
    assert price_strip(price, peers, goods="cosmetic") is None
