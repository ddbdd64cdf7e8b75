"""What a case's papers say, as the head of a unit would sign it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from minhbach.domains.cases.acts.decide import _additional, _remedy
from minhbach.domains.cases.acts.order import _proposed_in
from minhbach.domains.cases.types.values import OtherMeasure
from minhbach.domains.documents.papers.sanction_decision import AdditionalSanction, Remedy
from minhbach.domains.documents.types import CitedDocument, GoodsRow, Kind

INVENTORY = (GoodsRow(name="Túi xách tay", unit="chiếc"),)
TAKEN = "Tịch thu tang vật, phương tiện vi phạm, trừ trường hợp áp dụng biện pháp tại điểm b khoản 9"


def test_a_confiscation_is_signed_without_the_table_s_conditions_and_with_the_inventory() -> None:
    assert _additional(OtherMeasure(kind="CONFISCATE_GOODS", text=TAKEN), INVENTORY) == AdditionalSanction(
        kind="Tịch thu tang vật, phương tiện vi phạm", goods=INVENTORY, term_unit="tháng"
    )


def test_what_the_officer_wrote_of_the_goods_stands_instead_of_the_inventory() -> None:
    written = _additional(OtherMeasure(kind="CONFISCATE_GOODS", text=TAKEN, details="30 chiếc túi xách"), INVENTORY)
    assert (written.details, written.goods) == ("30 chiếc túi xách", ())


def test_no_goods_are_listed_under_a_licence_withdrawn() -> None:
    text = "Tước quyền sử dụng giấy phép kinh doanh từ 02 tháng đến 04 tháng"
    withdrawn = _additional(OtherMeasure(kind="LICENCE_WITHDRAWAL", text=text, term=3), INVENTORY)
    assert withdrawn == AdditionalSanction(
        kind="Tước quyền sử dụng giấy phép kinh doanh", term_count=3, term_unit="tháng"
    )


def test_a_remedy_is_signed_without_the_table_s_conditions() -> None:
    text = "Buộc nộp lại số lợi bất hợp pháp có được đối với điểm b khoản 2"
    assert _remedy(OtherMeasure(kind="RETURN_ILLEGAL_PROFIT", text=text, term=10)) == Remedy(
        kind="Buộc nộp lại số lợi bất hợp pháp có được", term_days=10
    )


def test_an_order_to_inspect_cites_its_proposal_by_number_where_it_has_one() -> None:
    state: Any = SimpleNamespace(proposed=SimpleNamespace(happened_on=date(2026, 11, 8)))
    bare: Any = SimpleNamespace(papers=None)
    assert _proposed_in(state, bare) == "Đề xuất kiểm tra ngày 08/11/2026"
    cited = CitedDocument(number="12/ĐX", dated=date(2026, 11, 9))
    known: Any = SimpleNamespace(papers={Kind.INSPECTION_PROPOSAL: cited})
    assert _proposed_in(state, known) == "Đề xuất kiểm tra số 12/ĐX ngày 09/11/2026"
