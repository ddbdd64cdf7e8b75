"""Licences withdrawn and work suspended, until which day: worked out from the file, kept as rows that lists ask."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from minhbach.domains.cases.matters.restriction import (
    RESTRICTION,
    BodyTold,
    RestrictionBroken,
    begun_of,
    is_kept,
    until_of,
)
from minhbach.domains.cases.models import Case, RestrictedTerm
from minhbach.domains.cases.types.state import CaseState


@dataclass(frozen=True)
class Running:
    """One term that runs: what it takes away, since when and until which day, and what is still to do of it."""

    matter_id: str
    kind: str
    what: str
    body: str
    decision: str
    decided_on: date
    since: date
    until: date
    told_on: date | None
    is_kept: bool
    breaches: int


def restricted_of(state: CaseState) -> tuple[Running, ...]:
    """List the terms of a case that nobody has ended."""
    found = []
    for matter in state.matters.values():
        if matter.kind != RESTRICTION or matter.is_ended:
            continue
        fact, told = begun_of(matter), matter.last(BodyTold)
        found.append(
            Running(
                matter_id=matter.id,
                kind=str(fact.kind),
                what=fact.what[:200],
                body=fact.body[:200],
                decision=fact.decision[:120],
                decided_on=fact.decided_on or matter.first.happened_on,
                since=fact.starts_on,
                until=until_of(matter),
                told_on=told.happened_on if told else None,
                is_kept=is_kept(matter),
                breaches=sum(isinstance(entry.fact, RestrictionBroken) for entry in matter.kept),
            )
        )
    return tuple(found)


def save_restricted(case: Case, state: CaseState) -> None:
    """Bring the rows of a case in line with its file."""
    RestrictedTerm.objects.filter(case=case).delete()
    RestrictedTerm.objects.bulk_create(RestrictedTerm(case=case, **asdict(one)) for one in restricted_of(state))
