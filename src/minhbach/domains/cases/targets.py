"""What other rooms' pages show of cases, and what may be attached to a case from its own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies
from minhbach.domains.cases.selectors import access_case, case_state
from minhbach.domains.evidence.types import register_target
from minhbach.domains.subjects.types import register_panel
from minhbach.foundation.scope import ScopedModel


def register_targets() -> None:
    """Let evidence be attached to a case, and a subject's page show its cases; called once, when ready."""
    register_panel("cases", lambda subject_id: reverse("cases:of_subject", args=[subject_id]))
    register_target("cases.case", _resolve, url=lambda case_id: reverse("cases:case", args=[case_id]))


def _resolve(officer: Officer, case_id: UUID, at: datetime, to_write: bool) -> ScopedModel:
    """The records clerk attaches scans; everything else is for those who work on the case."""
    case = access_case(officer, case_id)
    if to_write and not policies.holds(officer, policies.KEEPERS, case, at=at):
        policies.require_handler(officer, case, case_state(case), at=at)
    return case
