"""What inspections came to, told by the room in which they were held; it is seen by those who see that record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.networks.models import Outcome
from minhbach.domains.networks.services.looking import hear_subjects
from minhbach.domains.networks.types import OutcomeKind
from minhbach.foundation.scope import ScopedModel, acting_as
from minhbach.foundation.scope.access import SYSTEM


@transaction.atomic
def note_outcomes(*, target: ScopedModel, outcomes: Mapping[tuple[UUID, OutcomeKind], date], at: datetime) -> None:
    """Let the outcomes of a record be these, by (subject, kind) with their days: others are taken back.

    In the transaction of the act they follow from, which is audited; not audited again. Written with the system's
    reach, since the record may be another agency's.
    """
    with acting_as(SYSTEM):
        known = {(row.subject_id, row.kind): row for row in Outcome.unscoped.filter(target_id=target.pk)}
        gone = [row.pk for pair, row in known.items() if outcomes.get((pair[0], OutcomeKind(pair[1]))) != row.on]
        new = {pair: day for pair, day in outcomes.items() if pair not in known or known[pair].on != day}
        if not gone and not new:
            return
        Outcome.unscoped.filter(pk__in=gone).delete()
        Outcome.unscoped.bulk_create(
            Outcome(
                subject_id=subject_id,
                kind=kind,
                on=day,
                target_type=target._meta.label_lower,
                target_id=target.pk,
                owner_agency_id=target.owner_agency_id,
                place_id=target.place_id,
                sharing=target.sharing,
                created_at=at,
            )
            for (subject_id, kind), day in sorted(new.items(), key=str)
        )
        hear_subjects({subject_id for subject_id, _kind in new})


@transaction.atomic
def rescope_outcomes(target: ScopedModel) -> int:
    """Let the outcomes of a record follow its owner, place and sharing; returns how many."""
    return int(
        Outcome.unscoped.filter(target_id=target.pk).update(
            owner_agency_id=target.owner_agency_id, place_id=target.place_id, sharing=target.sharing
        )
    )
