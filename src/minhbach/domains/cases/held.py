"""What is held under a decision, until which day: worked out from the file, kept as rows that lists ask by the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.domains.cases.matters.matter import say_paper
from minhbach.domains.cases.matters.seizure import SEIZURE, Seized, held_count, until_of
from minhbach.domains.cases.models import Case, HeldTerm
from minhbach.domains.cases.types.state import CaseState


@dataclass(frozen=True)
class Held:
    """One seizure in force: since when, until which day by its last decision, how many lines of goods."""

    matter_id: str
    decision: str
    since: date
    until: date
    line_count: int


def held_of(state: CaseState) -> tuple[Held, ...]:
    """List the seizures of a case that are in force."""
    found = []
    for matter in state.matters.values():
        decided = matter.last(Seized) if matter.kind == SEIZURE and not matter.is_ended else None
        if decided is not None:
            found.append(
                Held(
                    matter.id, say_paper(decided.fact.paper), matter.first.happened_on, until_of(matter),
                    held_count(matter),
                )
            )  # fmt: skip
    return tuple(found)


def save_held(case: Case, state: CaseState) -> None:
    """Bring the rows of a case in line with its file."""
    HeldTerm.objects.filter(case=case).delete()
    HeldTerm.objects.bulk_create(
        HeldTerm(
            case=case, matter_id=one.matter_id, decision=one.decision[:120], since=one.since, until=one.until,
            line_count=one.line_count,
        )
        for one in held_of(state)
    )  # fmt: skip
