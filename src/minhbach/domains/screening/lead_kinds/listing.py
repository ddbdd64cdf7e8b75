"""A listing with signs, found by a sweep."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening.lead_kinds.kind import LeadKind

LISTING = LeadKind("listing", _lazy("tin đăng có dấu hiệu"))
