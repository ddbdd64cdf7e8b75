"""What the demo's office knows is invented, readable by the engine, and never of a later day."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.knowledge import load_knowledge
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.engine.tables import LISTINGS
from minhbach.interfaces.demo.known import write_knowledge
from minhbach.interfaces.demo.listings.making import demo_listings, sellers
from minhbach.interfaces.demo.listings.tables import listing_frame

ON = date(2026, 11, 20)


def test_the_folder_is_one_the_engine_reads_and_the_same_each_time(tmp_path: Path) -> None:
    one = load_knowledge(write_knowledge(tmp_path / "one", today=ON, on=ON))
    two = load_knowledge(write_knowledge(tmp_path / "two", today=ON, on=ON))
    assert one.version == two.version
    assert set(one.tables) == {"marks", "authorised_sellers", "outcomes", "sellers"}
    assert one.table("sellers").height == len(sellers())
    assert one.table("outcomes")["decided_on"].max() < ON  # type: ignore[operator]
    assert one.table("sellers")["committed_on"].max() < ON  # type: ignore[operator]
    official = {seller.shop.handle for seller in sellers() if seller.is_official}
    assert set(one.table("authorised_sellers")["seller_id"]) == official


def test_what_an_earlier_day_did_not_know_is_not_known_then(tmp_path: Path) -> None:
    now = load_knowledge(write_knowledge(tmp_path / "now", today=ON, on=ON))
    then = load_knowledge(write_knowledge(tmp_path / "then", today=ON, on=ON - timedelta(days=400)))
    assert then.table("outcomes").height < now.table("outcomes").height
    for name, column in (("outcomes", "decided_on"), ("sellers", "first_seen"), ("sellers", "committed_on")):
        days = then.table(name)[column].drop_nulls().to_list()
        assert max(days) <= ON - timedelta(days=400)
        assert set(days) <= set(now.table(name)[column].to_list())


def test_a_sweep_of_the_demo_draws_on_it(tmp_path: Path) -> None:
    knowledge = load_knowledge(write_knowledge(tmp_path, today=ON, on=ON))
    given = listing_frame(demo_listings(ON)[:800]).with_columns(
        price_written=pl.lit(None, dtype=pl.String), collected_on=pl.lit(None, dtype=pl.Date)
    )
    frame = given.cast(LISTINGS)  # type: ignore[arg-type]
    found = BatchScreener(load_vocabulary(), ON, knowledge=knowledge).screen(frame.select(list(LISTINGS))).found
    rules = set(found.filter(pl.col("rule").str.starts_with("known."))["rule"])
    assert {"known.seller.confirmed", "known.seller.committed"} <= rules
