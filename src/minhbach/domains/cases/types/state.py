"""What a case is at a moment: the sum of its events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from minhbach.domains.cases.types.codes import EventKind, Outcome, PaymentKind, Step, SubjectRole
from minhbach.domains.cases.types.facts import (
    Closed,
    Decided,
    Delivered,
    Enforced,
    ExplanationEnded,
    Fact,
    Inspected,
    ListingsRemoved,
    NoViolation,
    Opened,
    Ordered,
    Paid,
    Proposed,
    Prosecuted,
    Referred,
    RemedyDone,
    Returned,
    SanctionProposed,
    Transferred,
    Verified,
    ViolationRecorded,
)

F = TypeVar("F", bound=Fact, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[F]):
    """One event: what, when it happened, when it was written down, by whom."""

    id: UUID
    sequence: int
    kind: EventKind
    happened_on: date
    recorded_at: datetime
    officer_id: UUID | None
    fact: F
    replaces: UUID | None = None
    document_id: UUID | None = None


@dataclass(frozen=True)
class Passed:
    """A step behind us: who finished it, on which day, with which event."""

    step: Step
    entry: Entry[Fact]


@dataclass
class CaseState:
    """Recomputed from events alone; the stored case is a copy of it for lists and look-ups.

    Units: amounts in đồng.
    """

    step: Step = Step.VERIFICATION
    outcome: Outcome | None = None
    step_before_end: Step | None = None
    entered_on: date | None = None
    opened: Entry[Opened] | None = None
    leader_id: str = ""
    officer_ids: tuple[str, ...] = ()
    subjects: dict[str, SubjectRole] = field(default_factory=dict)
    joint_agency_ids: tuple[str, ...] = ()
    verified: Entry[Verified] | None = None
    proposed: Entry[Proposed] | None = None
    ordered: Entry[Ordered] | None = None
    inspected: Entry[Inspected] | None = None
    violation: Entry[ViolationRecorded] | None = None
    explanation: Entry[ExplanationEnded] | None = None
    sanction: Entry[SanctionProposed] | None = None
    decided: Entry[Decided] | None = None
    delivered: Entry[Delivered] | None = None
    payments: list[Entry[Paid]] = field(default_factory=list)
    remedies: list[Entry[RemedyDone]] = field(default_factory=list)
    enforced: list[Entry[Enforced]] = field(default_factory=list)
    removals: list[Entry[ListingsRemoved]] = field(default_factory=list)
    closed: Entry[Closed] | None = None
    no_violation: Entry[NoViolation] | None = None
    transferred: Entry[Transferred] | None = None
    referred: Entry[Referred] | None = None
    prosecuted: Entry[Prosecuted] | None = None
    returned: Entry[Returned] | None = None
    passed: list[Passed] = field(default_factory=list)
    last_happened_on: date | None = None

    @property
    def opening(self) -> Entry[Opened]:
        """The first entry of every case; a state without one was never a case."""
        if self.opened is None:
            raise LookupError("a case has no opening")
        return self.opened

    @property
    def is_open(self) -> bool:
        return self.step is not Step.CLOSED

    @property
    def fine_vnd(self) -> int:
        return self.decided.fact.fine_vnd if self.decided else 0

    @property
    def paid_vnd(self) -> int:
        return sum(entry.fact.amount_vnd for entry in self.payments if entry.fact.kind == PaymentKind.FINE)

    @property
    def unpaid_vnd(self) -> int:
        return max(0, self.fine_vnd - self.paid_vnd)

    @property
    def undone_remedies(self) -> list[int]:
        if self.decided is None or self.sanction is None:
            return []
        done = {entry.fact.remedy for entry in self.remedies}
        return [index for index in range(len(self.sanction.fact.remedies)) if index not in done]

    @property
    def goods_value_vnd(self) -> int:
        """The record's value of the goods where one was made, else that of the inventory list."""
        if self.violation is not None:
            return self.violation.fact.goods_value_vnd
        return self.inspected.fact.goods_value_vnd if self.inspected else 0

    @property
    def completed_on(self) -> date | None:
        """The day on which the decision had been carried out in full: from it the law counts repetition."""
        if self.decided is None or self.unpaid_vnd or self.undone_remedies:
            return None
        days = [paid.happened_on for paid in self.payments] + [done.happened_on for done in self.remedies]
        if self.fine_vnd == 0 and self.delivered is not None:
            days.append(self.delivered.happened_on)
        return max(days, default=None)

    def violation_classes(self) -> Iterator[str]:
        if self.violation is not None:
            yield from dict.fromkeys(act.violation_class for act in self.violation.fact.acts)
