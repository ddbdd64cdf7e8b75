"""The outcome goes back to the report: its sender is answered, its clocks know the days, its stage is the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake import services as intake
from minhbach.domains.intake.types import OPEN, Mark, Stage
from minhbach.domains.mediation.course import ANSWERS
from minhbach.domains.mediation.models import Dispute, Step
from minhbach.domains.mediation.policies import require_own
from minhbach.domains.mediation.refusals import DisputeClosed, NotEnded
from minhbach.domains.mediation.selectors.disputes import last_of, steps_of
from minhbach.domains.mediation.selectors.terms import ENDS
from minhbach.domains.mediation.services.opening import mark
from minhbach.domains.mediation.services.steps import TARGET, held, report_of
from minhbach.domains.mediation.types import ENDED, FIRM, State, StepKind
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold

# By what the two leave bargaining that never began.
LEFT = (StepKind.REFUSED, StepKind.MEDIATION, StepKind.BROKEN_OFF, StepKind.WITHDRAWN)


def marks_from(steps: Sequence[Step]) -> Iterator[tuple[Mark, date]]:
    """Say what the report's own clocks are to know of what happened, each with its day.

    The law has the firm bargain or say why it does not. Who did neither leaves nothing to wait for once the two have
    gone another way: no row of the law's says so, a mark of the house does.
    """
    first = next((one for one in steps if one.side == FIRM and one.kind in ANSWERS), None)
    if first is not None and first.kind != StepKind.REFUSED:
        yield Mark.BARGAINED, first.happened_on
    elif first is not None and not first.data.get("no_reason"):
        yield Mark.REFUSED, first.happened_on
    elif over := next((one for one in steps if one.kind in LEFT), None):
        yield Mark.WITHDRAWN if over.kind == StepKind.WITHDRAWN else Mark.NOT_AGREED, over.happened_on
    if first is not None:
        for what, step in ((Mark.NEGOTIATED, last_of(steps, *ENDS)), (Mark.TOLD, last_of(steps, StepKind.REPORTED))):
            if step is not None:
                yield what, step.happened_on


@transaction.atomic
def close(*, officer: Officer, at: datetime, dispute: Dispute, outcome: str, text: str) -> Dispute:
    """End a dispute that has come to an end: answer the consumer with TEXT, and end his request with OUTCOME.

    A request that was ended otherwise meanwhile stays as it is; its sender is answered all the same.

    Raises: RoleMissing, DisputeOfAnotherAgency, ReportOfAnotherAgency, DisputeClosed, NotEnded, TextMissing,
            OutcomeMissing.
    """
    require_own(officer, dispute, at=at)
    # The report first, as in every act that holds both.
    report = hold(report_of(dispute))
    dispute = held(dispute)
    if dispute.closed_at is not None:
        raise DisputeClosed
    if dispute.state not in ENDED:
        raise NotEnded(state=str(State(dispute.state).label))
    steps = steps_of(dispute)
    for what, on in marks_from(steps):
        mark(dispute, what, on, officer=officer, at=at)
    intake.answer(officer=officer, at=at, report=report, text=text)
    if report.stage in OPEN and report.stage != Stage.HANDED:
        intake.move(officer=officer, at=at, report=report, stage=Stage.DONE, outcome=outcome)
    dispute.closed_at, dispute.is_waiting = at, False
    dispute.save(update_fields=["closed_at", "is_waiting"])
    audit.record(
        "mediation.dispute.closed", officer_id=officer.id, at=at, target_type=TARGET, target_id=dispute.id,
        data={"state": dispute.state, "outcome": outcome},
    )  # fmt: skip
    return dispute
