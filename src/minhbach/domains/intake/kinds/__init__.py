"""The kinds, in the order of the law's table, then the house's own; each is a file of its own."""

from __future__ import annotations

from minhbach.domains.intake.kinds import (
    citizen_recordings,
    complaint,
    consumer_to_agency,
    consumer_to_trader,
    crime_report,
    denunciation,
    information_request,
    ip_request,
    officer_praised,
    officer_wrong,
    petition,
    platform_report,
    tip,
    unsigned_denunciation,
)
from minhbach.domains.intake.kinds.kind import Ask, Identity, Keeping, Kind, Outcome

__all__ = ["BY_CODE", "BY_SLUG", "KINDS", "TIP", "Ask", "Identity", "Keeping", "Kind", "Outcome"]

KINDS: tuple[Kind, ...] = (
    tip.KIND,
    crime_report.KIND,
    denunciation.KIND,
    unsigned_denunciation.KIND,
    complaint.KIND,
    petition.KIND,
    consumer_to_trader.KIND,
    consumer_to_agency.KIND,
    platform_report.KIND,
    citizen_recordings.KIND,
    ip_request.KIND,
    information_request.KIND,
    officer_wrong.KIND,
    officer_praised.KIND,
)
BY_CODE = {kind.code: kind for kind in KINDS}
BY_SLUG = {kind.slug: kind for kind in KINDS}
# What the first page asks for: nothing else is sent as often, or in as much of a hurry.
TIP = tip.KIND
