"""The whole line, from opening to closing."""

from __future__ import annotations

from minhbach.domains.cases import selectors
from minhbach.domains.cases.types import Step
from tests.domains.cases.world import World, as_officer, at, case_at, on


def test_a_case_goes_from_opening_to_closing(world: World) -> None:
    case = case_at(world, "closed")
    assert (case.code, case.step, case.outcome) == ("VV-2026-00001", Step.CLOSED, "executed")
    assert (case.violation_class, case.report_category) == ("KRNG", "GIAN_LAN_TM_THUE")
    assert (case.fine_vnd, case.goods_value_vnd, case.decided_on) == (6_000_000, 12_000_000, on(8))
    with as_officer(world.inspector, at(13)):
        (row,) = selectors.case_facts(on(0), on(13))
    assert (row.inspected_on, row.detected_on, row.decided_on, row.executed_on) == (on(3), on(3), on(8), on(11))
    assert row.paid_vnd(on(0), on(13)) == 6_000_000
    assert row.violator_count == row.individual_count == 1
