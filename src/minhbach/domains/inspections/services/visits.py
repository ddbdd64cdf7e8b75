"""What was inspected or looked at when, told by the room in which it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from minhbach.domains.inspections.models import Visit
from minhbach.domains.inspections.types import VisitKind
from minhbach.foundation.scope import ScopedModel, acting_as
from minhbach.foundation.scope.access import SYSTEM


@transaction.atomic
def note_visit(
    *, source: ScopedModel, subject_ids: Iterable[UUID | str], on: date, kind: VisitKind = VisitKind.INSPECTED
) -> None:
    """Note when subjects were inspected, in the transaction of the act; told anew, the day is the last one told.

    It is read by those who reach SOURCE, as owner, place and sharing are copied from it. Not audited: the act itself
    is. Subjects may be another agency's, so it is written with the system's reach.
    """
    with acting_as(SYSTEM):
        for subject_id in subject_ids:
            Visit.unscoped.update_or_create(
                source_id=source.pk,
                subject_id=subject_id,
                kind=kind,
                defaults={"on": on},
                create_defaults={
                    "on": on,
                    "source_type": source._meta.label_lower,
                    "owner_agency_id": source.owner_agency_id,
                    "place_id": source.place_id,
                    "sharing": source.sharing,
                    "created_at": source.created_at,
                },
            )


@transaction.atomic
def forget_visit(*, source: ScopedModel, kind: VisitKind = VisitKind.INSPECTED) -> None:
    """Take back what a record told of: its act has been annulled."""
    with acting_as(SYSTEM):
        Visit.unscoped.filter(source_id=source.pk, kind=kind).delete()


@transaction.atomic
def rescope_visits(source: ScopedModel) -> int:
    """Let what a record told of follow its owner, place and sharing; returns how many."""
    return int(
        Visit.unscoped.filter(source_id=source.pk).update(
            owner_agency_id=source.owner_agency_id, place_id=source.place_id, sharing=source.sharing
        )
    )
