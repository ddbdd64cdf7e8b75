"""The keys of partners."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.outreach.models import PartnerKey
from minhbach.domains.outreach.refusals import PartnerNotFound


def visible_partners() -> QuerySet[Any]:
    rows: QuerySet[Any] = PartnerKey.objects.select_related("owner_agency", "proposed_by", "decided_by", "revoked_by")
    return rows.order_by("-created_at", "-id")


def get_partner(partner_id: UUID) -> PartnerKey:
    """Raises: PartnerNotFound."""
    found: PartnerKey | None = visible_partners().filter(pk=partner_id).first()
    if found is None:
        raise PartnerNotFound
    return found
