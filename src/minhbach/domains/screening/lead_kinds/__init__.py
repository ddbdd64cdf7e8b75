"""The kinds of leads, one file each, in the order of filters. A lead of most kinds has no listing but reasons."""

from __future__ import annotations

from minhbach.domains.screening.lead_kinds.kind import LeadKind
from minhbach.domains.screening.lead_kinds.listing import LISTING
from minhbach.domains.screening.lead_kinds.provinces import PROVINCES
from minhbach.domains.screening.lead_kinds.rights_notice import RIGHTS_NOTICE
from minhbach.domains.screening.lead_kinds.violator_shop import VIOLATOR_SHOP

LEAD_KINDS: dict[str, LeadKind] = {kind.code: kind for kind in (LISTING, VIOLATOR_SHOP, PROVINCES, RIGHTS_NOTICE)}

__all__ = ["LEAD_KINDS", "LISTING", "RIGHTS_NOTICE", "LeadKind"]
