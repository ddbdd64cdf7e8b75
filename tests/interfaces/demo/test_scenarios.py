"""The demo's cases: one at every step and every way out, and figures that make sense."""

from datetime import date

from minhbach.interfaces.demo.scenarios import STEP_DAYS, TEAMS_SINCE, Reach, open_scenarios, past_scenarios

DAY = date(2026, 11, 21)


def test_a_case_stands_at_every_step_and_every_way_out() -> None:
    assert {scenario.reach for scenario in open_scenarios(DAY)} == set(Reach)


def test_one_merchant_offends_again_within_a_year() -> None:
    again = open_scenarios(DAY)[-2:]
    assert again[0].merchant == again[1].merchant
    assert again[0].reach is Reach.CLOSED
    assert (again[1].opened_on - again[0].opened_on).days < 365


def test_past_cases_begin_with_the_teams_and_are_over() -> None:
    scenarios = past_scenarios(DAY)
    assert 100 <= len(scenarios) <= 140
    assert min(scenario.opened_on for scenario in scenarios) >= TEAMS_SINCE
    assert all((DAY - scenario.opened_on).days > STEP_DAYS["closed"] for scenario in scenarios)


def test_goods_are_worth_what_their_lines_say() -> None:
    for scenario in [*past_scenarios(DAY), *open_scenarios(DAY)]:
        assert scenario.goods_value_vnd == sum(line.quantity * line.unit_price_vnd for line in scenario.goods)
        assert bool(scenario.goods) == scenario.act.has_value
        if scenario.reach is not Reach.REFERRED:
            assert scenario.goods_value_vnd < 60_000_000


def test_a_referred_case_is_large() -> None:
    referred = [scenario for scenario in open_scenarios(DAY) if scenario.reach is Reach.REFERRED]
    assert all(scenario.goods_value_vnd > 200_000_000 for scenario in referred)
