"""Several acts of one offender, added up by hand."""

from __future__ import annotations

from datetime import date

from minhbach.domains.law.frames.total import Sum, total_of
from minhbach.domains.law.types import Offender
from tests.domains.law.test_frames import MILLION, ask

DAY = date(2026, 9, 28)


def test_each_act_of_an_organisation_is_doubled_and_the_decrees_are_added_apart() -> None:
    # NĐ 98/2020 Đ9 k1b: 3–5 million; NĐ 99/2013 Đ12 k1: 4–8 million; an organisation twice.
    trade = ask("ND98-D9", on=DAY, value=4 * MILLION, offender=Offender.ORGANISATION)
    mark = ask("ND99-D12", on=DAY, point="1a", value=4 * MILLION, offender=Offender.ORGANISATION)
    total = total_of([trade, mark])
    assert total is not None
    assert (total.fine_min_vnd, total.fine_max_vnd, total.proposed_vnd) == (14 * MILLION, 26 * MILLION, 20 * MILLION)
    assert total.sums == (
        Sum("Nghị định số 98/2020/NĐ-CP", 6 * MILLION, 10 * MILLION),
        Sum("Nghị định số 99/2013/NĐ-CP", 8 * MILLION, 16 * MILLION),
    )


def test_a_title_signs_for_all_acts_or_none() -> None:
    # Half the field's cap of 100 million for trade: the head of a branch may sign 50, the head of a team 30.
    small = ask("ND98-D15", on=DAY, point="1", value=4 * MILLION)
    big = ask("ND98-D15", on=DAY, point="1", value=110 * MILLION, exhibit_value_vnd=MILLION)
    alone, both = total_of([small]), total_of([small, big])
    assert alone is not None
    assert both is not None
    assert "P-QL-DOI" in {one.office for one in alone.signers}
    assert "P-QL-DOI" not in {one.office for one in both.signers}
    assert "P-QL-CHI" in {one.office for one in both.signers}


def test_where_one_act_is_left_to_the_officer_no_sum_is_proposed() -> None:
    total = total_of([ask("ND98-D9", on=DAY, value=MILLION), ask("ND98-D9", on=DAY, value=MILLION, mitigating=1)])
    assert total is not None
    assert total.proposed_vnd is None
    assert total_of([]) is None
