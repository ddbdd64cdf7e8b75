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
        assert {row.kind: (row.day, row.amount) for row in selectors.counted_rows()} == {
            "inspected": (on(3), 1),
            "detected": (on(3), 1),
            "violator_recorded": (on(3), 1),
            "goods_value": (on(3), 12_000_000),
            "decided": (on(8), 1),
            "violator_sanctioned": (on(8), 1),
            "fine": (on(8), 6_000_000),
            "paid": (on(11), 6_000_000),
            "executed": (on(11), 1),
        }
