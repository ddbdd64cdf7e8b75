from pathlib import Path

import polars as pl

from minhbach.engine.screening.outcomes.visits import VISITS, plan_visits


def test_most_visits_go_by_rank_and_a_few_by_lot(run: Path) -> None:
    leads = pl.read_parquet(run / "leads.parquet")
    visits = plan_visits(leads, 40, seed="2026-W47")
    assert dict(visits.schema) == VISITS
    ranked, drawn = (visits.filter(pl.col("chosen_how") == how) for how in ("ranked", "random"))
    assert ranked["listing_id"].to_list() == leads.sort("score", descending=True)["listing_id"].head(38).to_list()
    assert drawn.height == 2
    assert drawn["chance"].to_list() == [2 / 122] * 2
    assert not set(ranked["listing_id"]) & set(drawn["listing_id"])


def test_the_same_seed_draws_the_same_visits_and_another_draws_others(run: Path) -> None:
    leads = pl.read_parquet(run / "leads.parquet")
    plan = plan_visits(leads, 60, seed="2026-W47", random_share=0.5)
    assert plan_visits(leads.sample(fraction=1, shuffle=True, seed=1), 60, seed="2026-W47", random_share=0.5).equals(
        plan
    )
    assert not plan_visits(leads, 60, seed="2026-W48", random_share=0.5).equals(plan)


def test_no_lot_is_drawn_where_all_are_visited_or_none_is_asked_for(run: Path) -> None:
    leads = pl.read_parquet(run / "leads.parquet")
    for number, share in ((1000, 0.05), (10, 0.0)):
        visits = plan_visits(leads, number, seed="x", random_share=share)
        assert visits["chosen_how"].unique().to_list() == ["ranked"]
        assert visits.height == min(number, leads.height)
    assert plan_visits(leads.clear(), 10, seed="x").height == 0
