"""Reads: what was chosen to be done at once, how far it is, and whom it passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Lead, LeadBulk
from minhbach.domains.screening.types import BulkState, LeadState
from minhbach.foundation import jobs
from minhbach.foundation.jobs import JobProgress
from minhbach.foundation.refusals import NotFound


@dataclass(frozen=True)
class PassedOver:
    """Leads that were not done for one reason: how many, and the first of them."""

    why: str
    count: int
    leads: Sequence[Lead]

    @property
    def others(self) -> int:
        return self.count - len(self.leads)


@dataclass(frozen=True)
class InHands:
    """How many of the leads chosen are in which state, and of those under way how many are the reader's own."""

    state: LeadState
    count: int
    own: int = 0

    @property
    def elsewhere(self) -> int:
        return self.count - self.own if self.state is LeadState.TAKEN else 0


def access_bulk(officer: Officer, bulk_id: UUID, *, at: datetime) -> LeadBulk:
    """Fetch what an officer has chosen himself. Raises: agencies.policies.RoleMissing, NotFound."""
    policies.require_judge(officer, at=at)
    rows: QuerySet[LeadBulk] = LeadBulk.objects.select_related("unit", "person", "undoes", "requested_by")
    found = rows.filter(id=bulk_id, requested_by=officer).first()
    if found is None:
        raise NotFound
    return found


def hands_of(bulk: LeadBulk) -> list[InHands]:
    """Count the leads chosen as they are now, by state."""
    rows = Lead.objects.filter(id__in=bulk.lead_ids).order_by().values_list("state", "taken_by").annotate(n=Count("pk"))
    counted: dict[str, list[int]] = {}
    for state, holder, number in rows:
        sums = counted.setdefault(state, [0, 0])
        sums[0] += number
        sums[1] += number * (holder == bulk.requested_by_id)
    return [InHands(state, *counted[state]) for state in LeadState if state in counted]


def passed_over(bulk: LeadBulk) -> list[PassedOver]:
    """List whom an act passed over, by why, the most first."""
    ids = [UUID(one) for told in bulk.passed_over.values() for one in told["leads"]]
    leads = {lead.id: lead for lead in Lead.objects.filter(id__in=ids)}
    found = [
        PassedOver(why, told["count"], [leads[UUID(one)] for one in told["leads"] if UUID(one) in leads])
        for why, told in bulk.passed_over.items()
    ]
    return sorted(found, key=lambda one: -one.count)


def bulk_progress(bulk: LeadBulk, *, at: datetime) -> JobProgress:
    """Work out how far it is, and say why it failed where it did."""
    failure = ""
    if bulk.failure:
        broken = _("Việc này bị ngắt bất thường. Những tin đã làm xong vẫn giữ, và hoàn tác được.")
        failure = str(bulk.failure.get("detail") or broken)
    return jobs.progress_of(bulk, asked_at=bulk.begun_at or bulk.created_at, at=at, failure=failure)


def may_undo(bulk: LeadBulk) -> bool:
    """Say whether something was done that was not asked to be undone yet."""
    is_over = bulk.state in (BulkState.DONE, BulkState.CANCELED, BulkState.FAILED)
    return is_over and bool(bulk.done_ids) and bulk.undoes_id is None and not bulk.undone_by.exists()
