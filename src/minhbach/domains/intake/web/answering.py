"""What the answer form of a report stands beside: texts to fill it in with, and what the law wants in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhbach.domains.intake import selectors
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.wanted import rows_by_kind, wanted_in
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date


def answering_context(found: Report, *, at: datetime) -> dict[str, Any]:
    is_told = found.kind in rows_by_kind()
    return {
        "templates": selectors.templates_for(found),
        "wanted": wanted_in(found.kind, on=local_date(at), law=open_law()) if is_told else [],
    }
