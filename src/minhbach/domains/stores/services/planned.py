"""What the file says of goods that are about to leave: the plan they are in, and the seals they lie under."""

from __future__ import annotations

from collections.abc import Sequence

from minhbach.domains.cases.matters.disposal import DisposalWay
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import plans_of_lines, seals_of
from minhbach.domains.stores.models import EntryLine
from minhbach.domains.stores.refusals import PlanNotApproved, PlanOfAnotherWay
from minhbach.domains.stores.types import Way

# By which way goods leave that a plan of disposal is about, by the way of the plan.
WAY_OF_PLAN = {
    DisposalWay.AUCTION: "sold",
    DisposalWay.GIVEN: "handed_over",
    DisposalWay.TRANSFERRED: "handed_over",
    DisposalWay.BUDGET: "handed_over",
    DisposalWay.DESTROYED: "destroyed",
}
# As much as a slip has room for.
LONGEST = 200


def approvals_of(way: Way, case: Case, lines: Sequence[EntryLine]) -> str:
    """Name the approvals under which goods leave for good.

    Raises: PlanNotApproved, PlanOfAnotherWay where a plan says otherwise; what no plan is about leaves by its decision.
    """
    plans = plans_of_lines(case)
    approvals: dict[str, None] = {}
    for line in lines:
        plan = plans.get(str(line.line_id))
        if plan is None:
            continue
        if not plan.is_approved:
            raise PlanNotApproved(name=line.name)
        if WAY_OF_PLAN[plan.way] != way.code:
            raise PlanOfAnotherWay(name=line.name, way=plan.way.label)
        approvals[plan.approval] = None
    return "; ".join(approvals)[:LONGEST]


def seal_numbers(case: Case, lines: Sequence[EntryLine]) -> str:
    """Name the seals that goods lie under."""
    seals = seals_of(case)
    known = (seals.get(str(line.line_id)) for line in lines)
    return "; ".join(dict.fromkeys(one.numbers for one in known if one is not None and not one.is_open))[:LONGEST]
