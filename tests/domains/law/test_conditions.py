"""A remedy, a sanction, an article of the Penal Code is named only where its own condition holds. Worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from minhbach.domains.law.types import LaterVerdict, Offender, SignerObstacle
from tests.domains.law.test_frames import MILLION, ask

TODAY = date(2026, 9, 28)


def remedies(series: str, **more: Any) -> dict[str, bool | None]:
    found = ask(series, on=TODAY, **more).remedies
    return {one.remedy.kind: one.applies for one in found if one.applies is not False}


def test_goods_sold_at_home_are_not_to_be_sent_out_of_the_country() -> None:
    # NĐ 98/2020 Đ9 k4: b) re-export for the act of importing.
    assert "REEXPORT" not in remedies("ND98-D9", value=4 * MILLION)
    assert remedies("ND98-D9", value=4 * MILLION, conditions=frozenset({"C_IMPORT"}))["REEXPORT"] is True


def test_a_remedy_of_one_point_is_not_named_for_another() -> None:
    # NĐ 98/2020 Đ47 k6 (NĐ 24/2025): put right what was said, for point a of clause 1.
    assert remedies("ND98-D47-K1", point="a")["CORRECT_INFORMATION"] is True
    assert "CORRECT_INFORMATION" not in remedies("ND98-D47-K1", point="b")


def test_a_shop_changes_its_name_only_where_the_name_itself_infringes() -> None:
    # NĐ 99/2013 Đ14 k18c: point a of clause 13 and clause 15, not the acts of clause 1.
    assert "CHANGE_BUSINESS_NAME" not in remedies("ND99-D14", point="1a", value=4 * MILLION)
    assert remedies("ND99-D14", point="13", value=4 * MILLION)["CHANGE_BUSINESS_NAME"] is None
    named = {"conditions": frozenset({"NAME_INFRINGES"})}
    assert remedies("ND99-D14", point="13", value=4 * MILLION, **named)["CHANGE_BUSINESS_NAME"] is True


def test_what_must_be_so_is_said_in_words() -> None:
    frame = ask("ND98-D15", on=TODAY, point="1", value=4 * MILLION)
    said = {one.remedy.kind: one.if_vi for one in frame.remedies}
    assert said["DESTROY"].startswith("hàng hóa, vật phẩm gây hại")
    assert said["RETURN_ILLEGAL_PROFIT"] == "có số lợi bất hợp pháp"


@pytest.mark.parametrize(("profit", "applies"), [(None, None), (0, False), (1, True)])
def test_profit_is_to_be_returned_where_there_was_one(profit: int | None, applies: bool | None) -> None:
    measures = {"goods_value_vnd": Decimal(4 * MILLION)}
    if profit is not None:
        measures["illegal_profit_vnd"] = Decimal(profit)
    frame = ask("ND98-D15", on=TODAY, point="1", measures=measures)
    assert {one.remedy.kind: one.applies for one in frame.remedies}["RETURN_ILLEGAL_PROFIT"] is applies


def test_a_sanction_of_one_point_is_not_named_for_another() -> None:
    # NĐ 98/2020 Đ6 k6: a) confiscation at point a; b) the licence at point b when repeated.
    def kinds(point: str) -> list[str]:
        frame = ask("ND98-D6-K1", on=date(2021, 3, 2), point=point, recidivism=True)
        return [one.sanction.kind for one in frame.additional_sanctions if one.applies is not False]

    assert kinds("a") == ["CONFISCATE_GOODS"]
    assert kinds("b") == ["LICENCE_WITHDRAWAL"]
    assert kinds("c") == []


def test_a_vehicle_is_confiscated_only_where_there_was_one() -> None:
    # NĐ 98/2020 Đ15 k4b: goods of 200 million and more.
    def vehicle(value: int) -> tuple[bool | None, str]:
        frame = ask("ND98-D15", on=TODAY, point="1", value=value)
        return next((one.applies, one.if_vi) for one in frame.additional_sanctions
                    if one.sanction.kind == "CONFISCATE_VEHICLE")  # fmt: skip

    assert vehicle(199 * MILLION) == (False, "")
    assert vehicle(200 * MILLION) == (None, "có phương tiện vận tải được dùng để vi phạm")


# --- Who may order it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "obstacles"),
    [
        ({"DESTROY"}, ()),
        ({"REEXPORT"}, (SignerObstacle.REMEDIES_NOT_GIVEN,)),
        ({"DESTROY", "REEXPORT"}, (SignerObstacle.REMEDIES_NOT_GIVEN,)),
    ],
)
def test_a_title_signs_only_where_these_remedies_are_his(
    kinds: set[str], obstacles: tuple[SignerObstacle, ...]
) -> None:
    # NĐ 98/2020 Đ82 k2 as of 2020: the head of a team orders all remedies but point a of Đ4 k3 (out of the country).
    frame = ask("ND98-D9", on=date(2021, 3, 2), value=MILLION, conditions=frozenset({"C_IMPORT"}),
                remedies=frozenset(kinds))  # fmt: skip
    assert next(one.obstacles for one in frame.signers if one.office == "P-QL-DOI") == obstacles


def test_where_nobody_read_whose_a_remedy_is_the_title_signs_with_a_warning() -> None:
    frame = ask("ND99-D11", on=TODAY, point="1a", value=4 * MILLION, remedies=frozenset({"DESTROY"}))
    leader = next(one for one in frame.signers if one.office == "P-QL-DOI")
    assert leader.may_sign
    assert [one.kind for one in leader.to_check] == ["DESTROY"]


# --- Unread is not none -----------------------------------------------------------------------------------------


def test_nothing_is_called_milder_whose_sanctions_nobody_read() -> None:
    # NĐ 99/2013 Đ12 before 15/7/2026: only the fine was inferred.
    frame = ask("ND99-D12", on=date(2026, 3, 2), decided_on=TODAY, point="1a", value=4 * MILLION)
    assert not frame.row.are_measures_read
    assert [one.verdict for one in frame.later] == [LaterVerdict.UNREAD]
    assert ask("ND99-D12", on=TODAY, point="1a", value=4 * MILLION).row.are_measures_read
    # Read, and none: an answer.
    assert ask("ND98-D62-K1", on=TODAY, point="a").row.are_measures_read


# --- The Penal Code ---------------------------------------------------------------------------------------------


def criminal(series: str, **more: Any) -> list[tuple[str, bool, str]]:
    return [(one.citation.article, one.is_reached, one.only_if_vi) for one in ask(series, on=TODAY, **more).criminal]


def test_smuggled_goods_sold_at_home_are_no_smuggling_unless_they_crossed_the_border_with_him() -> None:
    at_home = criminal("ND98-D15", point="1", value=120 * MILLION)
    assert [(article, reached) for article, reached, _words in at_home] == [("188", False), ("189", False)]
    assert all(words for _article, _reached, words in at_home)
    himself = criminal("ND98-D15", point="1", value=120 * MILLION, conditions=frozenset({"C_DIRECT_SMUGGLER"}))
    assert himself == [("188", True, ""), ("189", True, "")]
    assert criminal("ND98-D15", point="1", value=99 * MILLION) == []


def test_counterfeit_food_and_medicine_have_articles_of_their_own_from_any_value() -> None:
    food = criminal("ND98-D9", value=40 * MILLION, criminal_goods=frozenset({"COUNTERFEIT_FOOD"}))
    assert food == [("193", True, "")]
    drug = criminal("ND98-D9", value=MILLION, criminal_goods=frozenset({"COUNTERFEIT_DRUG"}))
    assert drug == [("194", True, "")]


def test_goods_not_yet_permitted_are_weighed_from_200_million_not_100() -> None:
    # BLHS Đ190 k1: d) other banned goods from 100 million; đ) not yet permitted from 200 million.
    goods = {"criminal_goods": frozenset({"NOT_YET_PERMITTED"})}
    assert criminal("ND98-D8", point="1-8", value=150 * MILLION) == [("190", True, "")]
    assert criminal("ND98-D8", point="1-8", value=150 * MILLION, **goods) == []
    assert criminal("ND98-D8", point="1-8", value=200 * MILLION, **goods) == [("190", True, "")]


def test_an_earlier_sanction_reaches_below_the_value_and_no_other_limb() -> None:
    # BLHS Đ192 k1a alone has “đã bị xử phạt”; profit, damage and injury have not.
    assert criminal("ND98-D9", value=MILLION, recidivism=True) == [("192", False, "")]
    profit = {"measures": {"illegal_profit_vnd": Decimal(MILLION)}}
    assert criminal("ND98-D9", recidivism=True, **profit) == []


def test_each_limb_reaches_by_itself_and_names_its_point() -> None:
    def limb(**measures: int) -> list[tuple[str, bool]]:
        found = ask("ND98-D9", on=TODAY, measures={code: Decimal(value) for code, value in measures.items()}).criminal
        return [(one.clause, one.is_beyond) for one in found]

    assert limb(goods_value_vnd=30 * MILLION) == [("1a", False)]
    assert limb(goods_value_vnd=MILLION, injury_percent=31) == [("1b", False)]
    assert limb(illegal_profit_vnd=50 * MILLION) == [("1c", False)]
    assert limb(goods_value_vnd=MILLION, damage_vnd=100 * MILLION) == [("1d", False)]
    assert limb(goods_value_vnd=29 * MILLION, damage_vnd=99 * MILLION, injury_percent=30) == []
    # From the upper bound on a heavier clause: 150 million, 61 percent.
    assert limb(goods_value_vnd=149 * MILLION) == [("1a", False)]
    assert limb(goods_value_vnd=150 * MILLION) == [("1a", True)]
    assert limb(goods_value_vnd=30 * MILLION, injury_percent=61) == [("1b", True)]


def test_a_legal_person_answers_from_a_value_of_its_own() -> None:
    # BLHS Đ226 k1: 200 million of goods; k4 for legal persons 300.
    def reached(value: int, offender: Offender) -> list[str]:
        found = criminal("ND99-D12", point="1a", value=value, offender=offender)
        return [article for article, _reached, _words in found]

    assert reached(200 * MILLION, Offender.INDIVIDUAL) == ["226"]
    assert reached(299 * MILLION, Offender.ORGANISATION) == []
    assert reached(300 * MILLION, Offender.ORGANISATION) == ["226"]


def test_the_head_of_the_competition_commission_stands_among_other_titles_and_still_signs() -> None:
    # NĐ 189/2025 Đ6 k3 names him with other heads; NĐ 98/2020 Đ88 k6a gives his commission the acts on consumers.
    frame = ask("ND98-D47-K2", on=TODAY, point="a", remedies=frozenset())
    commission = next(one for one in frame.signers if one.office == "P-CN-CUC")
    assert commission.obstacles == ()
    assert commission.competence is not None
    assert commission.competence.row_id == "CP-UBCT-2025"
    trade = ask("ND98-D15", on=TODAY, point="1", value=MILLION, remedies=frozenset())
    assert SignerObstacle.OUTSIDE_COMPETENCE in next(one.obstacles for one in trade.signers if one.office == "P-CN-CUC")
