"""The account that an agency's fines are paid into: its own, else that of the nearest agency above it that has one."""

from __future__ import annotations

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.dues.models import TreasuryAccount


def treasury_for(agency: Agency) -> TreasuryAccount | None:
    """Find where the fines of an agency are paid; None where no office has said."""
    line = [agency.pk, *ancestor_ids(agency)]
    found = {one.owner_agency_id: one for one in TreasuryAccount.objects.filter(owner_agency_id__in=line)}
    return next((found[one] for one in line if one in found), None)
