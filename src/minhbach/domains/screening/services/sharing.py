"""To whom a sweep is opened, with all its leads; and who sees one lead, once that is said of it by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.selectors.recipients import agencies_at_work, inspecting_units, opened_with
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import rescope_of_subject, rescope_with_subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import ScopedModel, Sharing, acting_as, share_with, stop_sharing_with
from minhbach.foundation.scope.access import SYSTEM


def open_sweep(sweep: Sweep, chosen: Collection[Agency] | None, *, officer: Officer, at: datetime) -> None:
    """Share a sweep with the agencies chosen, or with the inspecting units of the area where none was on purpose."""
    recipients = inspecting_units(sweep.owner_agency, on=local_date(at)) if chosen is None else chosen
    for recipient in recipients:
        if recipient.id != sweep.owner_agency_id:
            share_with(sweep, recipient, officer_id=officer.id, at=at)


@transaction.atomic
def change_lead_readers(
    *,
    officer: Officer,
    at: datetime,
    record: Lead,
    sharing: Sharing,
    opened_to: Collection[Agency],
    closed_to: Collection[Agency],
) -> None:
    """Say of one lead who sees it: from then on it goes by itself and no longer with its sweep.

    Whom the sweep is open to keeps it unless it is closed to him; who verifies it, or was given it, always does.
    """
    closed = {agency.pk for agency in closed_to}
    kept = opened_with(record) - closed | agencies_at_work(record, at=at) | {agency.pk for agency in opened_to}
    for agency in Agency.everywhere.filter(pk__in=kept - {record.owner_agency_id}):
        share_with(record, agency, officer_id=officer.pk, at=at)
    record.sharing, record.is_apart = sharing, True
    record.save(update_fields=["sharing", "is_apart"])
    for agency in closed_to:
        stop_sharing_with(record, agency)


def follow_lead(record: ScopedModel) -> None:
    """Let stories tell of a lead to whoever sees it and whom it is about, when either is seen by others than before."""
    if isinstance(record, Lead):
        rescope_with_subject(record, is_apart=record.is_apart)
    elif isinstance(record, Subject):
        with acting_as(SYSTEM):
            apart = list(Lead.unscoped.filter(subject=record, is_apart=True))
        # A seller may have thousands.
        rescope_of_subject(record, target_type=Lead._meta.label_lower, but=[lead.pk for lead in apart])
        for lead in apart:
            rescope_with_subject(lead, is_apart=True)
