"""Fine frames, against exact amounts worked out by hand from the decrees' tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.frames import choose_frame
from minhbach.domains.law.reference import reference_rows
from minhbach.domains.law.refusals import (
    ActEndsAfterDetection,
    ActUnknown,
    ConditionUnknown,
    DecisionBeforeDetection,
    FrameForOrganisationsOnly,
    GoodsNotInFrame,
    NoFrameInForce,
    PointNotChosen,
    PointNotInForce,
    SeveralFramesPossible,
    ValueMissing,
    ValueNegative,
)
from minhbach.domains.law.types import (
    ActTime,
    Confidence,
    FineFrame,
    FineQuestion,
    LaterVerdict,
    Offender,
    RawRow,
    SignerObstacle,
    StepCode,
    Table,
)
from tests.domains.law.book import reference_book

MILLION = 1_000_000


def ask(
    series: str = "",
    *,
    on: date,
    decided_on: date | None = None,
    ended: bool = False,
    value: int | None = None,
    **more: Any,
) -> FineFrame:
    time = ActTime(ended_on=on if ended else None, detected_on=on)
    measures = {} if value is None else {"goods_value_vnd": Decimal(value)}
    question = FineQuestion(
        time=time, decided_on=decided_on or on, series=series, measures=more.pop("measures", measures), **more
    )
    return choose_frame(reference_book(), question)


def offices_that_may_sign(frame: FineFrame) -> set[str]:
    return {signer.office for signer in frame.signers if signer.may_sign}


def codes(frame: FineFrame) -> list[StepCode]:
    return [step.code for step in frame.steps]


# --- Show 4 -----------------------------------------------------------------------------------------------------


def test_expired_goods_in_2023_fall_under_article_17_clause_1a() -> None:
    frame = ask("ND98-D17-EXP", on=date(2023, 5, 10), value=12 * MILLION)
    assert (frame.citation.instrument, frame.citation.article, frame.citation.clause) == ("98/2020/NĐ-CP", "17", "1a")
    assert (frame.fine_min_vnd, frame.fine_max_vnd, frame.proposed_vnd) == (5 * MILLION, 7 * MILLION, 6 * MILLION)
    assert frame.later == ()


def test_expired_goods_in_2026_have_no_frame_and_the_gap_is_explained() -> None:
    with pytest.raises(NoFrameInForce) as refused:
        ask("ND98-D17-EXP", on=date(2026, 5, 10), value=12 * MILLION)
    assert refused.value.params["day"] == "10/05/2026"
    assert "15/10/2020 đến hết 20/02/2025" in refused.value.params["reason"]
    assert "NĐ 24/2025 bỏ hành vi quá hạn sử dụng" in refused.value.params["reason"]


@pytest.mark.parametrize("day", [date(2025, 2, 20), date(2025, 2, 21)])
def test_the_last_day_of_the_expired_goods_frame_is_20_february_2025(day: date) -> None:
    if day == date(2025, 2, 20):
        assert ask("ND98-D17-EXP", on=day, value=MILLION).fine_min_vnd == 500_000
    else:
        with pytest.raises(NoFrameInForce):
            ask("ND98-D17-EXP", on=day, value=MILLION)


def test_an_expired_goods_act_of_2023_decided_in_2026_shows_the_later_text_without_liability() -> None:
    frame = ask("ND98-D17-EXP", on=date(2023, 5, 10), decided_on=date(2026, 11, 21), value=12 * MILLION, ended=True)
    (later,) = frame.later
    assert later.verdict is LaterVerdict.NO_LIABILITY
    assert later.since == date(2025, 2, 21)
    assert later.rule is not None
    assert later.rule.row_id == "AL-09"
    assert frame.proposed_vnd == 6 * MILLION
    assert StepCode.TRANSITION in codes(frame)


def test_article_63_clause_2_point_c_is_absent_in_2021() -> None:
    with pytest.raises(PointNotInForce) as refused:
        ask("ND98-D63-K2", on=date(2021, 6, 1), point="c")
    assert "từ 31/01/2022" in refused.value.params["reason"]


def test_article_63_clause_2_point_c_is_present_in_2023() -> None:
    frame = ask("ND98-D63-K2", on=date(2023, 6, 1), point="c")
    assert frame.act is not None
    assert frame.act.violation_class == "CDK"
    assert frame.citation.row_id == "ND98-D63-K2-2022"
    assert (frame.fine_min_vnd, frame.fine_max_vnd, frame.proposed_vnd) == (5 * MILLION, 10 * MILLION, 7_500_000)


def test_selling_counterfeit_medicine_doubles_once_and_asks_for_referral() -> None:
    frame = ask(
        "ND98-D9",
        on=date(2026, 3, 2),
        value=12 * MILLION,
        conditions=frozenset({"C_FOOD_DRUG", "C_IMPORT"}),
        criminal_goods=frozenset({"COUNTERFEIT_DRUG"}),
    )
    assert (frame.tier.fine_min_vnd, frame.tier.fine_max_vnd) == (10 * MILLION, 30 * MILLION)
    assert (frame.fine_min_vnd, frame.fine_max_vnd, frame.proposed_vnd) == (20 * MILLION, 60 * MILLION, 40 * MILLION)
    assert [(one.citation.article, one.is_reached) for one in frame.criminal] == [("194", True)]
    assert codes(frame).count(StepCode.MULTIPLIED) == 1


def test_an_organisation_selling_counterfeit_medicine_is_doubled_again() -> None:
    frame = ask(
        "ND98-D9",
        on=date(2026, 3, 2),
        value=12 * MILLION,
        conditions=frozenset({"C_FOOD_DRUG"}),
        offender=Offender.ORGANISATION,
    )
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (40 * MILLION, 120 * MILLION)
    # Nobody said whether it is food or medicine: both articles are possible, neither is reached.
    assert [(one.citation.article, one.is_reached) for one in frame.criminal] == [("193", False), ("194", False)]


# --- The sum ----------------------------------------------------------------------------------------------------


def test_the_sum_reads_from_act_to_amount_and_every_legal_line_names_its_row() -> None:
    frame = ask("ND98-D9", on=date(2026, 3, 2), value=2 * MILLION)
    assert codes(frame) == [
        StepCode.ACT,
        StepCode.DATE_ONGOING,
        StepCode.LAW,
        StepCode.TIER,
        StepCode.NOT_MULTIPLIED,
        StepCode.INDIVIDUAL,
        StepCode.WITHIN_CAP,
        StepCode.FRAME,
        StepCode.MIDPOINT,
        StepCode.CIRCUMSTANCES_NONE,
        StepCode.PROPOSED,
    ]
    assert [step.citation.row_id for step in frame.steps if step.citation] == [
        "ND98-D9-2022",
        "AL-03",
        "ND98-D9-2022",
        "ND98-D9-2022",
        "ND98-D9-2022",
        "ND98-D9-2022",
        "CAP-HGHC-2022",
        "AL-18b",
        "AL-18b",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, (1, 3)),
        (2_999_999, (1, 3)),
        (3_000_000, (3, 5)),
        (29_999_999, (30, 50)),
        (30_000_000, (50, 70)),
        (10**12, (50, 70)),
    ],
)
def test_tiers_include_their_lower_bound_and_not_their_upper(value: int, expected: tuple[int, int]) -> None:
    frame = ask("ND98-D9", on=date(2026, 3, 2), value=value)
    assert (frame.fine_min_vnd // MILLION, frame.fine_max_vnd // MILLION) == expected


@pytest.mark.parametrize(
    ("value", "clause"), [(5_000_000, "1"), (5_000_001, "2"), (300_000_000, "8"), (300_000_001, "9")]
)
def test_over_and_up_to_tiers_of_decree_99_keep_their_upper_bound(value: int, clause: str) -> None:
    assert ask("ND99-D12", on=date(2026, 8, 1), point="1a", value=value).tier.clause == clause


def test_both_measures_known_takes_the_higher_tier_and_asks_to_confirm() -> None:
    measures = {"goods_value_vnd": Decimal(2 * MILLION), "illegal_profit_vnd": Decimal(12 * MILLION)}
    frame = ask("ND98-D9", on=date(2026, 3, 2), measures=measures)
    assert frame.tier.clause == "1c"
    assert [(choice.measure, choice.tier.clause, choice.is_chosen) for choice in frame.choices] == [
        ("goods_value_vnd", "1a", False),
        ("illegal_profit_vnd", "1c", True),
    ]
    assert frame.needs_choice_of_measure
    chosen = ask("ND98-D9", on=date(2026, 3, 2), measures=measures, measure="goods_value_vnd")
    assert chosen.tier.clause == "1a"
    assert not chosen.needs_choice_of_measure


def test_firecrackers_are_weighed_on_their_own_scale() -> None:
    quantity = {"quantity": Decimal("3.5")}
    frame = ask("ND98-D8", on=date(2026, 1, 5), point="1-8", goods="FIRECRACKER", measures=quantity)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (30 * MILLION, 50 * MILLION)
    assert frame.criminal == ()
    heavy = ask("ND98-D8", on=date(2026, 1, 5), point="1-8", goods="FIRECRACKER", measures={"quantity": Decimal(6)})
    # Selling them is one article, keeping or carrying them another.
    assert [one.citation.article for one in heavy.criminal] == ["190"]
    kept = ask("ND98-D8", on=date(2026, 1, 5), point="10b", goods="FIRECRACKER", measures={"quantity": Decimal(6)})
    assert [one.citation.article for one in kept.criminal] == ["191"]
    assert heavy.tier.only_if_not_criminal


def test_the_act_of_producing_banned_goods_is_doubled_by_its_own_clause() -> None:
    frame = ask("ND98-D8", on=date(2026, 1, 5), point="9", value=4 * MILLION)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (6 * MILLION, 10 * MILLION)


def test_making_fake_marks_is_multiplied_by_one_point_two_and_held_to_the_articles_own_limit() -> None:
    frame = ask("ND99-D12", on=date(2026, 8, 1), point="10", value=400 * MILLION)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (216 * MILLION, 250 * MILLION)
    assert StepCode.OWN_LIMIT in codes(frame)


def test_an_unknown_value_has_its_own_frame_where_the_decree_gives_one() -> None:
    frame = ask("ND99-D12", on=date(2026, 8, 1), point="1a", value_unknown=True)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (10 * MILLION, 30 * MILLION)
    with pytest.raises(ValueMissing):
        ask("ND98-D9", on=date(2026, 3, 2), value_unknown=True)


def test_the_cap_of_the_field_holds_a_multiplied_frame() -> None:
    frame = ask("ND98-D10", on=date(2026, 3, 2), value=40 * MILLION, conditions=frozenset({"C_FOOD_DRUG"}))
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (140 * MILLION, 200 * MILLION)
    assert StepCode.WITHIN_CAP in codes(frame)
    trade = ask("ND98-D17-ORI", on=date(2021, 3, 2), value=200 * MILLION, conditions=frozenset({"C_PRODUCER_IMPORTER"}))
    assert (trade.fine_min_vnd, trade.fine_max_vnd) == (80 * MILLION, 100 * MILLION)


def test_a_lower_cap_cuts_the_frame_and_says_so() -> None:
    def lowered(row: RawRow) -> RawRow:
        if row.row_id != "CAP-HGHC-2022":
            return row
        return RawRow(row.table, row.row_id, {**row.content, "cap_individual_vnd": 50 * MILLION}, row.is_on)

    book = LawBook(lowered(row) for row in reference_rows())
    question = FineQuestion(
        time=ActTime(detected_on=date(2026, 3, 2)),
        decided_on=date(2026, 3, 2),
        series="ND98-D9",
        measures={"goods_value_vnd": Decimal(40 * MILLION)},
    )
    frame = choose_frame(book, question)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (50 * MILLION, 50 * MILLION)
    assert StepCode.CAPPED in codes(frame)


def test_a_frame_written_for_organisations_is_not_doubled_and_not_for_individuals() -> None:
    frame = ask("ND98-D53A-K2", on=date(2026, 3, 2), point="a", offender=Offender.ORGANISATION)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (100 * MILLION, 200 * MILLION)
    with pytest.raises(FrameForOrganisationsOnly):
        ask("ND98-D53A-K2", on=date(2026, 3, 2), point="a")


def test_a_big_platforms_factor_of_four_replaces_the_organisations_two() -> None:
    frame = ask(
        "ND98-D46-K1",
        on=date(2026, 3, 2),
        point="a",
        offender=Offender.ORGANISATION,
        conditions=frozenset({"C_BIG_PLATFORM", "C_SENSITIVE_DATA"}),
    )
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (80 * MILLION, 120 * MILLION)


def test_a_household_business_is_fined_as_an_individual() -> None:
    frame = ask("ND98-D9", on=date(2026, 3, 2), value=4 * MILLION, offender=Offender.HOUSEHOLD_BUSINESS)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (3 * MILLION, 5 * MILLION)


@pytest.mark.parametrize(
    ("mitigating", "aggravating", "proposed"),
    [(0, 0, 4_000_000), (2, 0, 3_000_000), (0, 2, 5_000_000), (2, 2, 4_000_000), (1, 0, None), (3, 1, 3_000_000)],
)
def test_circumstances_move_the_fine_by_the_rule_of_two(
    mitigating: int, aggravating: int, proposed: int | None
) -> None:
    frame = ask("ND98-D9", on=date(2026, 3, 2), value=4 * MILLION, mitigating=mitigating, aggravating=aggravating)
    assert frame.proposed_vnd == proposed


@pytest.mark.parametrize(
    ("mitigating", "aggravating", "between"),
    [(1, 0, (3_000_000, 4_000_000)), (2, 3, (4_000_000, 5_000_000)), (0, 0, None), (2, 0, None)],
)
def test_one_circumstance_left_gives_a_range_since_the_rule_has_one(
    mitigating: int, aggravating: int, between: tuple[int, int] | None
) -> None:
    since = ask("ND98-D9", on=date(2025, 5, 2), value=4 * MILLION, mitigating=mitigating, aggravating=aggravating)
    assert since.between_vnd == between
    assert next(step for step in since.steps if step.code is StepCode.MIDPOINT).citation.row_id == "AL-18b"
    before = ask("ND98-D9", on=date(2025, 5, 1), value=4 * MILLION, mitigating=mitigating, aggravating=aggravating)
    assert before.between_vnd is None
    assert next(step for step in before.steps if step.code is StepCode.MIDPOINT).citation.row_id == "AL-18"
    assert (StepCode.CIRCUMSTANCES_OFFICER in codes(before)) == (between is not None)


@pytest.mark.parametrize(("point", "factor"), [("1a", 1), ("13a", Decimal("1.2")), ("13d", Decimal("1.2"))])
def test_a_point_of_the_multiplying_clause_is_multiplied_by_being_that_act(point: str, factor: Decimal) -> None:
    frame = ask("ND99-D10", on=date(2026, 8, 3), point=point, value=4 * MILLION)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (2 * MILLION * factor, 4 * MILLION * factor)
    assert [one.applies for one in frame.additional_sanctions] == [point != "1a"]


def test_an_act_read_less_surely_than_its_row_says_so() -> None:
    frame = ask("ND99-D10", on=date(2026, 8, 3), point="13a", value=4 * MILLION)
    assert [step.citation.confidence for step in frame.steps if step.code is StepCode.ACT and step.citation] == [
        Confidence.SEEN_2ND
    ]
    assert frame.citation.confidence is Confidence.SEEN


def test_expired_animal_feed_has_a_frame_again() -> None:
    frame = ask("ND211-D20-K1", on=date(2026, 8, 5), value=25 * MILLION)
    assert (frame.fine_min_vnd, frame.fine_max_vnd) == (5 * MILLION, 7 * MILLION)
    # Three tenths of the field's cap of 100 million, by the general decree on powers.
    team = next(one for one in frame.signers if one.office == "P-QL-DOI")
    assert (team.limit_vnd, team.competence.row_id) == (30 * MILLION, "CP-211-QL")
    vet = ask("ND204-D17-K1", on=date(2026, 8, 5), value=25 * MILLION)
    by_force = {one.power.force: one.competence and one.competence.row_id for one in vet.signers if one.may_sign}
    assert by_force == {
        "HAI_QUAN": "CP-204-HQ",
        "QLTT": "CP-204-QL",
        # The rows read so far name these forces under the other decree alone: they may, without a basis to cite.
        "UBND": None,
        "CHUYEN_NGANH": None,
    }


def test_several_times_does_not_aggravate_where_goods_are_valued_but_does_elsewhere() -> None:
    valued = ask("ND98-D9", on=date(2026, 3, 2), value=4 * MILLION, many_times=True, aggravating=1)
    assert valued.proposed_vnd is None
    assert StepCode.MANY_TIMES_SEPARATE in codes(valued)
    fixed = ask("ND98-D63-K2", on=date(2026, 3, 2), point="c", many_times=True, aggravating=1)
    assert fixed.proposed_vnd == 10 * MILLION
    assert StepCode.MANY_TIMES_COUNTS in codes(fixed)


@given(
    st.integers(min_value=0, max_value=10**11), st.sampled_from(sorted({row.series for row in reference_book().frames}))
)
def test_every_series_gives_an_ordered_frame_within_its_cap_for_any_value(value: int, series: str) -> None:
    row = reference_book().frame_periods(series)[-1]
    last = row.citation.valid_until
    day = date(2025, 1, 1) if last else date(2026, 11, 1)
    frame = ask(
        series,
        on=day,
        point=row.acts[0].point,
        offender=Offender.ORGANISATION,
        measures={scale.measure: Decimal(value) for scale in row.scales},
    )
    assert 0 < frame.fine_min_vnd <= frame.midpoint_vnd <= frame.fine_max_vnd
    cap = reference_book().find_cap(row.field, row.citation.instrument, day)
    assert cap is not None
    assert cap.organisation_vnd is not None
    assert frame.fine_max_vnd <= cap.organisation_vnd


# --- Later law --------------------------------------------------------------------------------------------------


def test_a_later_row_with_the_same_fine_and_fewer_reasons_to_confiscate_is_milder() -> None:
    frame = ask(
        "ND98-D8", on=date(2021, 6, 1), decided_on=date(2022, 6, 1), point="10a", value=4 * MILLION, many_times=True
    )
    (later,) = frame.later
    assert later.verdict is LaterVerdict.MILDER
    assert later.differences == ("additional_sanctions",)
    assert later.rule is not None
    assert later.rule.row_id == "AL-07"


def with_content(row_id: str, **changes: Any) -> LawBook:
    return LawBook(
        RawRow(row.table, row.row_id, {**row.content, **changes}, row.is_on) if row.row_id == row_id else row
        for row in reference_rows()
    )


@pytest.mark.parametrize(
    ("fines", "verdict"),
    [
        ((4_000_000, 9_000_000), LaterVerdict.MILDER),
        ((5_000_000, 10_000_000), LaterVerdict.SAME),
        ((5_000_000, 11_000_000), LaterVerdict.HARSHER),
        ((4_000_000, 11_000_000), LaterVerdict.MIXED),
    ],
)
def test_a_later_row_is_compared_by_both_ends_of_its_frame(fines: tuple[int, int], verdict: LaterVerdict) -> None:
    tier = {"from": None, "to_exclusive": None, "fine_min": fines[0], "fine_max": fines[1], "clause": "2"}
    book = with_content("ND98-D63-K2-2022", tiers=[tier])
    question = FineQuestion(
        time=ActTime(detected_on=date(2021, 6, 1)), decided_on=date(2022, 6, 1), series="ND98-D63-K2", point="b"
    )
    (later,) = choose_frame(book, question).later
    assert (later.verdict, later.since) == (verdict, date(2022, 1, 31))


def test_an_act_whose_point_was_renumbered_is_found_again() -> None:
    """Goods of unknown origin were point c of Đ17 k1 and are point a since 21/2/2025: still punished."""
    frame = ask("ND98-D17-ORI", on=date(2023, 6, 1), decided_on=date(2026, 6, 1), point="c", value=12 * MILLION)
    (later,) = frame.later
    assert later.verdict is not LaterVerdict.NO_LIABILITY
    assert later.frame is not None
    assert later.frame.act is not None
    assert (later.frame.citation.row_id, later.frame.act.point) == ("ND98-D17-ORI-2025", "a")


def test_a_clause_written_anew_is_left_to_the_officer() -> None:
    frame = ask("ND98-D46-K1", on=date(2025, 1, 15), decided_on=date(2025, 4, 1), point="a")
    assert [(one.verdict, one.to_read) for one in frame.later] == [(LaterVerdict.REWRITTEN, ("ND98-D46-K1-2025",))]


def test_a_provision_that_ended_names_where_its_acts_may_have_gone() -> None:
    frame = ask(
        "ND98-D61-GT",
        on=date(2024, 6, 1),
        decided_on=date(2025, 6, 1),
        point="a",
        measures={"transaction_value_vnd": Decimal(MILLION)},
    )
    (later,) = frame.later
    assert later.verdict is LaterVerdict.NO_LIABILITY
    assert "ND98-D61A-2025" in later.to_read
    expired = ask("ND98-D17-EXP", on=date(2023, 5, 10), decided_on=date(2026, 1, 1), value=MILLION)
    assert expired.later[0].to_read == ()


def test_no_later_law_is_shown_when_none_came() -> None:
    assert ask("ND98-D63-K2", on=date(2023, 6, 1), decided_on=date(2026, 6, 1), point="c").later == ()


# --- Who may sign -----------------------------------------------------------------------------------------------


def test_a_team_leader_signs_up_to_thirty_percent_of_the_cap() -> None:
    small = ask("ND98-D9", on=date(2026, 3, 2), value=25 * MILLION)
    assert small.fine_max_vnd == 50 * MILLION
    assert {"P-QL-DOI", "P-QL-CHI", "P-QL-CUCTN"} <= offices_that_may_sign(small)
    large = ask("ND98-D9", on=date(2026, 3, 2), value=40 * MILLION)
    assert large.fine_max_vnd == 70 * MILLION
    leader = next(signer for signer in large.signers if signer.office == "P-QL-DOI")
    assert leader.limit_vnd == 60 * MILLION
    assert SignerObstacle.FINE_OVER_LIMIT in leader.obstacles


def test_limits_double_for_an_organisation_but_confiscation_does_not() -> None:
    frame = ask("ND98-D9", on=date(2026, 3, 2), value=25 * MILLION, offender=Offender.ORGANISATION)
    leader = next(signer for signer in frame.signers if signer.office == "P-QL-DOI")
    assert (leader.limit_vnd, leader.confiscation_limit_vnd) == (120 * MILLION, 120 * MILLION)
    rich = ask("ND98-D9", on=date(2026, 3, 2), value=25 * MILLION, exhibit_value_vnd=121 * MILLION)
    leader = next(signer for signer in rich.signers if signer.office == "P-QL-DOI")
    assert leader.obstacles == (SignerObstacle.CONFISCATION_OVER_LIMIT,)


def test_powers_are_those_of_the_day_of_the_decision() -> None:
    frame = ask("ND98-D9", on=date(2025, 6, 30), value=25 * MILLION)
    assert {signer.office for signer in frame.signers} >= {"P-UB-HUYEN", "P-QL-CUC"}
    leader = next(signer for signer in frame.signers if signer.office == "P-QL-DOI")
    assert leader.limit_vnd == 25 * MILLION
    after = ask("ND98-D9", on=date(2025, 6, 30), decided_on=date(2025, 7, 1), value=25 * MILLION)
    assert not {signer.office for signer in after.signers} & {"P-UB-HUYEN", "P-QL-CUC"}
    assert next(signer for signer in after.signers if signer.office == "P-QL-DOI").limit_vnd == 60 * MILLION


def test_industrial_property_uses_its_own_powers_once_it_has_them() -> None:
    before = ask("ND99-D12", on=date(2026, 7, 14), point="1a", value=4 * MILLION)
    assert next(one for one in before.signers if one.office == "P-QL-DOI").power.citation.row_id == "P-QL-DOI-2025"
    after = ask("ND99-D12", on=date(2026, 7, 15), point="1a", value=4 * MILLION)
    assert next(one for one in after.signers if one.office == "P-QL-DOI").power.citation.row_id == "P-QL-DOI-SHCN-2026"
    # Powers in this field before 1/7/2025 were not read: nobody is proposed, rather than somebody by another decree.
    assert ask("ND99-D12", on=date(2024, 7, 14), point="1a", value=4 * MILLION).signers == ()


def test_an_officer_without_remedies_may_sign_only_where_none_are_ordered() -> None:
    frame = ask("ND98-D15", on=date(2026, 3, 2), point="1", value=MILLION)
    assert "P-QL-KSV" not in offices_that_may_sign(frame)
    bare = ask("ND98-D15", on=date(2026, 3, 2), point="1", value=MILLION, remedies=frozenset())
    assert "P-QL-KSV" in offices_that_may_sign(bare)


# --- Explanation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offender", "value", "eligible"),
    [
        (Offender.INDIVIDUAL, 9 * MILLION, False),
        (Offender.INDIVIDUAL, 10 * MILLION, True),
        (Offender.ORGANISATION, 9 * MILLION, False),
        (Offender.ORGANISATION, 10 * MILLION, True),
    ],
)
def test_the_offender_may_explain_from_a_highest_fine_on(offender: Offender, value: int, eligible: bool) -> None:
    assert ask("ND98-D9", on=date(2026, 3, 2), value=value, offender=offender).explanation_eligible is eligible


# --- Refusals ---------------------------------------------------------------------------------------------------


def test_several_acts_in_a_clause_ask_for_the_point() -> None:
    with pytest.raises(PointNotChosen):
        ask("ND98-D63-K2", on=date(2023, 6, 1))


def test_a_class_with_one_frame_chooses_it_and_with_several_lists_them() -> None:
    assert ask(violation_class="QH", on=date(2023, 6, 1), value=MILLION).citation.row_id == "ND98-D17-EXP-2020"
    with pytest.raises(SeveralFramesPossible) as refused:
        ask(violation_class="HG-CD", on=date(2026, 6, 1), value=MILLION)
    assert refused.value.params["series"] == "Điều 10 Nghị định số 98/2020/NĐ-CP; Điều 9 Nghị định số 98/2020/NĐ-CP"
    with pytest.raises(NoFrameInForce):
        ask(violation_class="QH", on=date(2026, 6, 1), value=MILLION)


@pytest.mark.parametrize(
    ("refusal", "more"),
    [
        (ActUnknown, {"series": "ND98-D999"}),
        (ActUnknown, {"violation_class": "NOPE"}),
        (ValueMissing, {"series": "ND98-D9"}),
        (ValueNegative, {"series": "ND98-D9", "value": -1}),
        (GoodsNotInFrame, {"series": "ND98-D8", "point": "1-8", "goods": "BREAD", "value": 1}),
        (ConditionUnknown, {"series": "ND98-D9", "value": 1, "conditions": frozenset({"C_NOPE"})}),
        (DecisionBeforeDetection, {"series": "ND98-D9", "value": 1, "decided_on": date(2026, 3, 1)}),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(refusal: type[Exception], more: dict[str, Any]) -> None:
    with pytest.raises(refusal):
        ask(on=date(2026, 3, 2), **more)


def test_an_act_cannot_end_after_it_was_detected() -> None:
    question = FineQuestion(
        time=ActTime(ended_on=date(2026, 3, 3), detected_on=date(2026, 3, 2)),
        decided_on=date(2026, 3, 4),
        series="ND98-D9",
        measures={"goods_value_vnd": Decimal(1)},
    )
    with pytest.raises(ActEndsAfterDetection):
        choose_frame(reference_book(), question)


# --- Confidence -------------------------------------------------------------------------------------------------


def test_a_row_read_second_hand_works_and_says_it_was_not_checked() -> None:
    frame = ask("ND99-D12", on=date(2023, 8, 1), point="1a", value=4 * MILLION)
    assert frame.citation.confidence is Confidence.SEEN_2ND
    assert not frame.is_checked
    assert ask("ND98-D9", on=date(2025, 5, 1), value=MILLION).is_checked
    # The rule on the midpoint of 2/5/2025 was read second hand.
    assert not ask("ND98-D9", on=date(2025, 5, 2), value=MILLION).is_checked


def test_counterfeit_farm_supplies_are_weighed_by_an_article_of_their_own() -> None:
    def warnings(value: int, **more: Any) -> list[tuple[str, bool]]:
        found = ask("ND98-D9", on=date(2026, 3, 2), value=value, **more).criminal
        return [(one.citation.article, one.is_reached) for one in found]

    named = {"criminal_goods": frozenset({"COUNTERFEIT_AGRI"})}
    assert warnings(29 * MILLION, **named) == []
    assert warnings(30 * MILLION, **named) == [("195", True)]
    # Nobody said so, but the circumstance that doubles the fine does.
    assert warnings(30 * MILLION, conditions=frozenset({"C_AGRI"})) == [("192", False), ("195", False)]
    # Fined before, below the threshold: only what the goods may fall under.
    assert warnings(MILLION, recidivism=True) == [("192", False)]
    assert warnings(MILLION, recidivism=True, **named) == [("195", False)]


def test_an_unverified_row_stays_out_of_the_book_until_switched_on() -> None:
    def families(book: LawBook) -> set[str]:
        return {row.family for row in book.deadlines}

    name = "XPHC.TAMGIU.XACMINH"
    assert name not in families(reference_book())
    switched = LawBook(
        RawRow(row.table, row.row_id, row.content, row.is_on or row.row_id == name) for row in reference_rows()
    )
    assert families(switched) - families(reference_book()) == {name}


def test_no_unverified_row_is_on_as_shipped() -> None:
    off = {row.table for row in reference_rows() if not row.is_on}
    assert off == {Table.DEADLINES, Table.COUNTING_RULES}
    assert all(row.content["confidence"] != "MEMORY" for row in reference_rows() if row.is_on)
