"""What a case is at a moment: the sum of its entries.

Up to the inspection the line of steps is the case's own; from the violation record on each violator has a line of his
own. The state knows no act: it keeps the entries, by the name of their fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from uuid import UUID

from minhbach.domains.cases.types.codes import Outcome, PaymentKind, Step, SubjectRole

if TYPE_CHECKING:
    from minhbach.domains.cases.acts.change import DecisionChange
    from minhbach.domains.cases.acts.decide import Decided
    from minhbach.domains.cases.acts.deliver import Delivered
    from minhbach.domains.cases.acts.do_remedy import RemedyDone
    from minhbach.domains.cases.acts.enforce import Enforced
    from minhbach.domains.cases.acts.explain import ExplanationEnded
    from minhbach.domains.cases.acts.extend_explanation import ExplanationExtended
    from minhbach.domains.cases.acts.go_up import GoneUp
    from minhbach.domains.cases.acts.inspect import Inspected
    from minhbach.domains.cases.acts.open import Opened
    from minhbach.domains.cases.acts.order import Ordered
    from minhbach.domains.cases.acts.pay import Paid
    from minhbach.domains.cases.acts.propose import Proposed
    from minhbach.domains.cases.acts.propose_change import ChangeProposed
    from minhbach.domains.cases.acts.prosecute import Prosecuted
    from minhbach.domains.cases.acts.record import ViolationRecorded
    from minhbach.domains.cases.acts.refer import Referred
    from minhbach.domains.cases.acts.relieve import Relieved
    from minhbach.domains.cases.acts.remove_listings import ListingsRemoved
    from minhbach.domains.cases.acts.sanction import SanctionProposed
    from minhbach.domains.cases.acts.take_back import Returned
    from minhbach.domains.cases.acts.verify import Verified

F = TypeVar("F", covariant=True)
G = TypeVar("G")
ORDER = {step: index for index, step in enumerate(Step)}


@dataclass(frozen=True)
class Entry(Generic[F]):
    """One entry of the file: which act, when it happened, when it was written down, by whom.

    PART is what of the case it speaks of: a violator (the subject's id), a matter (its id), or nothing for the whole.
    CONFIRMED is what its officer was asked about and went on without, each by its code and its sentence.
    """

    id: UUID
    sequence: int
    kind: str
    happened_on: date
    recorded_at: datetime
    officer_id: UUID | None
    fact: F
    part: str = ""
    replaces: UUID | None = None
    document_id: UUID | None = None
    confirmed: tuple[tuple[str, str], ...] = ()

    def has_confirmed(self, code: str) -> bool:
        """Whether its officer was asked about a thing, and need not be asked again."""
        return any(code == known for known, _sentence in self.confirmed)


@dataclass(frozen=True)
class Passed:
    """A step behind us: who finished it, on which day, with which entry."""

    step: Step
    entry: Entry[Any]


@dataclass(frozen=True)
class RevokedDecision:
    """A decision that was revoked as a whole: what it said, how it was changed before, BY which entry it went.

    UNDER are the entries that went with it, by the name of their fact.
    """

    decided: Entry[Decided]
    delivered: Entry[Delivered] | None
    changes: tuple[Entry[DecisionChange], ...]
    by: Entry[DecisionChange]
    under: dict[str, list[Entry[Any]]]


@dataclass
class Line:
    """A line of steps, the case's own or a violator's, with the entries that stand on it.

    Units: amounts in đồng.
    """

    step: Step = Step.VERIFICATION
    outcome: Outcome | None = None
    step_before_end: Step | None = None
    entered_on: date | None = None
    passed: list[Passed] = field(default_factory=list)
    kept: dict[str, list[Entry[Any]]] = field(default_factory=dict)
    # What changed the decision that stands, oldest first; what of it was not handed over yet; what is proposed.
    changes: list[Entry[DecisionChange]] = field(default_factory=list)
    unserved: list[Entry[DecisionChange]] = field(default_factory=list)
    change_proposed: Entry[ChangeProposed] | None = None
    revoked: list[RevokedDecision] = field(default_factory=list)

    def last(self, fact: type[G]) -> Entry[G] | None:
        """Return the latest entry of a kind of fact."""
        return cast("Entry[G] | None", self._last(fact.__name__))

    def all(self, fact: type[G]) -> list[Entry[G]]:
        """Return the entries of a kind of fact, oldest first."""
        return cast("list[Entry[G]]", self.kept.get(fact.__name__, []))

    def _last(self, name: str) -> Entry[Any] | None:
        found = self.kept.get(name)
        return found[-1] if found else None

    @property
    def is_open(self) -> bool:
        return self.step is not Step.CLOSED

    @property
    def violation(self) -> Entry[ViolationRecorded] | None:
        """What was found: by a record, or on the spot without one."""
        return self._last("FoundOnTheSpot") or self._last("ViolationRecorded")

    @property
    def is_on_the_spot(self) -> bool:
        """Whether the violator is sanctioned without a record."""
        return "FoundOnTheSpot" in self.kept

    @property
    def explanation(self) -> Entry[ExplanationEnded] | None:
        return self._last("ExplanationEnded")

    @property
    def extended(self) -> Entry[ExplanationExtended] | None:
        """How the time to explain was extended last."""
        return self._last("ExplanationExtended")

    @property
    def sanction(self) -> Entry[SanctionProposed] | None:
        return self._last("SanctionProposed")

    @property
    def decided(self) -> Entry[Decided] | None:
        return self._last("Decided")

    @property
    def delivered(self) -> Entry[Delivered] | None:
        return self._last("Delivered")

    @property
    def payments(self) -> list[Entry[Paid]]:
        return self.kept.get("Paid", [])

    @property
    def reliefs(self) -> list[Entry[Relieved]]:
        return self.kept.get("Relieved", [])

    @property
    def remedies(self) -> list[Entry[RemedyDone]]:
        return self.kept.get("RemedyDone", [])

    @property
    def enforced(self) -> list[Entry[Enforced]]:
        return self.kept.get("Enforced", [])

    @property
    def referred(self) -> Entry[Referred] | None:
        return self._last("Referred")

    @property
    def prosecuted(self) -> Entry[Prosecuted] | None:
        return self._last("Prosecuted")

    @property
    def returned(self) -> Entry[Returned] | None:
        return self._last("Returned")

    @property
    def up(self) -> Entry[GoneUp] | None:
        """How the file went to a higher authority, unless it was sent back since."""
        gone, back = self.kept.get("GoneUp", []), self.kept.get("SentBack", [])
        return gone[-1] if len(gone) > len(back) else None

    @property
    def waits_above(self) -> Entry[GoneUp] | None:
        """How the file went to a higher authority that has neither decided nor sent it back."""
        return self.up if self.decided is None else None

    @property
    def ended_on(self) -> date | None:
        """The day on which the line left the steps."""
        return self.entered_on if self.step is Step.CLOSED else None

    @property
    def fine_vnd(self) -> int:
        """What the decision that stands fines, as it was changed last."""
        return _as_changed("fine_vnd", self.decided, self.changes)

    @property
    def confiscated_value_vnd(self) -> int:
        return _as_changed("confiscated_value_vnd", self.decided, self.changes)

    @property
    def paid_vnd(self) -> int:
        return sum(entry.fact.amount_vnd for entry in self.payments if entry.fact.kind == PaymentKind.FINE)

    @property
    def relieved_vnd(self) -> int:
        return sum(entry.fact.amount_vnd for entry in self.reliefs)

    @property
    def unpaid_vnd(self) -> int:
        return max(0, self.fine_vnd - self.relieved_vnd - self.paid_vnd)

    @property
    def undone_remedies(self) -> list[int]:
        if self.decided is None or self.sanction is None:
            return []
        done = {entry.fact.remedy for entry in self.remedies}
        done |= {one for entry in self.changes for one in entry.fact.dropped}
        return [index for index in range(len(self.sanction.fact.remedies)) if index not in done]

    @property
    def completed_on(self) -> date | None:
        """The day on which the decision had been carried out in full: from it the law counts repetition."""
        if self.decided is None or self.unpaid_vnd or self.undone_remedies:
            return None
        days = [entry.happened_on for entry in (*self.payments, *self.reliefs, *self.remedies)]
        days += [one.happened_on for one in self.changes if one.fact.fine_vnd is not None or one.fact.dropped]
        if self.fine_vnd == 0 and self.delivered is not None:
            days.append(self.delivered.happened_on)
        return max(days, default=None)

    @property
    def gone_papers(self) -> frozenset[str]:
        """The papers, by id, of the decisions that were revoked: they no longer stand in the way of a new one."""
        return frozenset(one.decided.fact.paper.document_id for one in self.revoked) - {""}

    def violation_classes(self) -> Iterator[str]:
        if self.violation is not None:
            yield from dict.fromkeys(offence.violation_class for offence in self.violation.fact.acts)


def _as_changed(name: str, decided: Entry[Decided] | None, changes: Sequence[Entry[DecisionChange]]) -> int:
    said = [getattr(one.fact, name) for one in changes]
    first = [getattr(decided.fact, name)] if decided else [0]
    return int([*first, *(one for one in said if one is not None)][-1])


@dataclass
class Matter:
    """What hangs on a case and has a small life of its own (tạm giữ, giám định …): its kind, and its entries."""

    kind: str
    id: str
    kept: list[Entry[Any]] = field(default_factory=list)
    is_ended: bool = False

    @property
    def first(self) -> Entry[Any]:
        return self.kept[0]

    def last(self, fact: type[G]) -> Entry[G] | None:
        """Return the latest entry of a kind of fact."""
        return next((entry for entry in reversed(self.kept) if isinstance(entry.fact, fact)), None)


@dataclass
class CaseState:
    """Recomputed from entries alone; the stored case is a copy of it for lists and look-ups.

    `step`, `outcome` and what is asked of a violator's line without naming one are those of the line furthest behind.

    Units: amounts in đồng.
    """

    own: Line = field(default_factory=Line)
    lines: dict[str, Line] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)
    leader_id: str = ""
    officer_ids: tuple[str, ...] = ()
    subjects: dict[str, SubjectRole] = field(default_factory=dict)
    joint_agency_ids: tuple[str, ...] = ()
    last_happened_on: date | None = None

    def of(self, part: str) -> Line:
        """Return the line of a violator; the case's own where PART names none."""
        return self.lines.get(part, self.own)

    @property
    def line(self) -> Line:
        """The line furthest behind that still lives; when all have ended, the first."""
        if not self.lines:
            return self.own
        living = [line for line in self.lines.values() if line.is_open]
        return min(living, key=lambda line: ORDER[line.step]) if living else next(iter(self.lines.values()))

    @property
    def living(self) -> dict[str, Line]:
        """The violators' lines that have not ended."""
        return {part: line for part, line in self.lines.items() if line.is_open}

    def last(self, fact: type[G]) -> Entry[G] | None:
        """Return the latest entry of a kind of fact on the case's own line, else on the line furthest behind."""
        return self.own.last(fact) or self.line.last(fact)

    @property
    def step(self) -> Step:
        return self.line.step

    @property
    def outcome(self) -> Outcome | None:
        """How the case ended. Where its violators' ways parted: carried out, if one of them was."""
        if not self.lines:
            return self.own.outcome
        if self.living:
            return None
        outcomes = [line.outcome for line in self.lines.values()]
        return Outcome.EXECUTED if Outcome.EXECUTED in outcomes else outcomes[0]

    @property
    def entered_on(self) -> date | None:
        if self.lines and not self.living:
            return max(line.entered_on for line in self.lines.values() if line.entered_on)
        return self.line.entered_on

    @property
    def passed(self) -> list[Passed]:
        return self.own.passed if self.line is self.own else [*self.own.passed, *self.line.passed]

    @property
    def is_open(self) -> bool:
        return self.step is not Step.CLOSED

    @property
    def opened(self) -> Entry[Opened] | None:
        return self.own._last("Opened")

    @property
    def opening(self) -> Entry[Opened]:
        """The first entry of every case; a state without one was never a case."""
        if self.opened is None:
            raise LookupError("a case has no opening")
        return self.opened

    @property
    def verified(self) -> Entry[Verified] | None:
        return self.own._last("Verified")

    @property
    def proposed(self) -> Entry[Proposed] | None:
        return self.own._last("Proposed")

    @property
    def ordered(self) -> Entry[Ordered] | None:
        return self.own._last("Ordered")

    @property
    def inspected(self) -> Entry[Inspected] | None:
        return self.own._last("Inspected")

    @property
    def removals(self) -> list[Entry[ListingsRemoved]]:
        return self.own.kept.get("ListingsRemoved", [])

    @property
    def violation(self) -> Entry[ViolationRecorded] | None:
        return self.line.violation

    @property
    def explanation(self) -> Entry[ExplanationEnded] | None:
        return self.line.explanation

    @property
    def sanction(self) -> Entry[SanctionProposed] | None:
        return self.line.sanction

    @property
    def decided(self) -> Entry[Decided] | None:
        return self.line.decided

    @property
    def delivered(self) -> Entry[Delivered] | None:
        return self.line.delivered

    @property
    def referred(self) -> Entry[Referred] | None:
        return self.line.referred or self.own.referred

    @property
    def fine_vnd(self) -> int:
        """The fines of all violators."""
        return sum(line.fine_vnd for line in self.lines.values())

    @property
    def goods_value_vnd(self) -> int:
        """The value of the goods in the first record where one was made, else that of the inventory list."""
        for line in self.lines.values():
            if line.violation is not None:
                return line.violation.fact.goods_value_vnd
        return self.listed_value_vnd

    @property
    def listed_value_vnd(self) -> int:
        """What the lists of goods come to, as they were valued last: of the inventory, and of goods of nobody."""
        value = self.inspected.fact.goods_value_vnd if self.inspected else 0
        for entry in (entry for one in self.matters.values() for entry in one.kept):
            match type(entry.fact).__name__:
                case "OwnerUnknown":
                    value += entry.fact.own_value_vnd
                case "GoodsValued":
                    value += entry.fact.value_vnd - entry.fact.before_vnd
        return value

    @property
    def decided_on(self) -> date | None:
        """The day of the first decision."""
        return min((line.decided.happened_on for line in self.lines.values() if line.decided), default=None)

    @property
    def files_above(self) -> dict[str, Entry[GoneUp]]:
        """Of which violators the file waits before a higher authority."""
        waiting = {part: line.waits_above for part, line in self.lines.items()}
        return {part: entry for part, entry in waiting.items() if entry is not None}

    def violation_classes(self) -> Iterator[str]:
        yield from dict.fromkeys(code for line in self.lines.values() for code in line.violation_classes())
