"""What a page of this domain is asked for."""

from __future__ import annotations

from datetime import date

from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.formats import read_day


def day_asked(request: OfficeRequest) -> date:
    """Read the day a page is asked for (?ngay=2024-05-31); today where none or nonsense is given."""
    return read_day(request.GET.get("ngay", "")) or local_date(request.at)
