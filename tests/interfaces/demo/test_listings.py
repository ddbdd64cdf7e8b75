"""The demo's listings: as many as promised, as varied as life, and nobody else's words."""

from collections import Counter
from datetime import date
from pathlib import Path

import polars
import pytest

from minhbach.engine.tables import SIGNS
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.listings.grammar import expand
from minhbach.interfaces.demo.listings.lexicon import kinds, look_alikes, signs
from minhbach.interfaces.demo.listings.making import demo_listings
from minhbach.interfaces.demo.listings.tables import listing_frame

DAY = date(2026, 11, 21)
# The sentence that labels of food supplements carry, word for word, whoever sells them.
LABEL_WARNING = "Sản phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh"


def test_there_are_five_thousand_with_ids_of_their_own() -> None:
    listings = demo_listings(DAY)
    assert len(listings) == 5_000
    assert len({listing.listing_id for listing in listings}) == 5_000


def test_every_sign_and_every_look_alike_is_there_often_enough_to_learn_from() -> None:
    listings = demo_listings(DAY)
    counted = Counter(sign for listing in listings for sign in listing.signs)
    assert set(counted) == set(SIGNS)
    assert min(counted.values()) >= 50
    resembled = Counter(listing.resembles for listing in listings if listing.resembles)
    assert set(resembled) == set(SIGNS)
    assert min(resembled.values()) >= 40


def test_most_listings_are_plain_goods() -> None:
    plain = [listing for listing in demo_listings(DAY) if not listing.signs and listing.resembles is None]
    assert 3_000 <= len(plain) <= 3_800


def test_descriptions_do_not_read_as_clones() -> None:
    listings = demo_listings(DAY)
    assert len({listing.description for listing in listings}) >= 4_990
    assert len({listing.title for listing in listings}) >= 3_900


def test_the_same_day_makes_the_same_listings_on_every_machine() -> None:
    demo_listings.cache_clear()
    first = demo_listings(DAY)
    demo_listings.cache_clear()
    assert demo_listings(DAY) == first


def test_another_day_changes_dates_and_nothing_else() -> None:
    today, later = demo_listings(DAY), demo_listings(date(2027, 3, 2))
    assert [listing.listing_id for listing in today] == [listing.listing_id for listing in later]
    assert [listing.signs for listing in today] == [listing.signs for listing in later]


def test_expired_goods_name_a_day_near_the_day_they_are_made_for() -> None:
    expired = [listing for listing in demo_listings(DAY) if "expired" in listing.signs]
    dated = [listing for listing in expired if "2026" in f"{listing.title} {listing.description}"]
    assert len(dated) >= len(expired) // 2


def test_no_template_is_left_unfilled() -> None:
    for listing in demo_listings(DAY):
        text = f"{listing.title} {listing.description}"
        assert "{" not in text
        assert "|" not in text


def test_no_famous_mark_of_the_real_world_is_named() -> None:
    famous = ("nike", "adidas", "gucci", "chanel", "dior", "hermes", "iphone", "samsung", "rolex", "viagra", "lego")
    for listing in demo_listings(DAY):
        words = f"{listing.title} {listing.description} {listing.brand}".lower().split()
        assert not set(famous) & set(words)


def test_the_table_has_the_columns_of_an_export_and_not_the_truth() -> None:
    frame = listing_frame(demo_listings(DAY))
    assert frame.height == 5_000
    assert frame.columns == [
        "platform", "listing_id", "title", "description", "price_vnd", "brand", "seller_name", "seller_id",
        "seller_location", "category", "url", "image_urls", "is_official", "sold",
    ]  # fmt: skip


@pytest.mark.shared
def test_columns_and_types_are_those_of_the_real_listings(shared: Path) -> None:
    real = polars.read_parquet_schema(shared / "data" / "listings_vn.parquet")
    assert listing_frame(demo_listings(DAY)[:10]).schema == real


@pytest.mark.shared
def test_no_line_is_taken_from_the_real_listings(shared: Path) -> None:
    real = polars.read_parquet(shared / "data" / "listings_vn.parquet", columns=["description"])["description"]
    real_lines = {line.strip(" -•*+") for text in real.drop_nulls() for line in text.split("\n") if len(line) > 40}
    lines = [line for turn in (*signs(), *look_alikes()) for line in turn.lines]
    points = [point for kind in kinds() for point in kind.points]
    written = {expand(line, chance_for("copying"), {}) for line in (*lines, *points) if "{" not in line}
    assert written & real_lines <= {LABEL_WARNING}
