"""The unit's month at a glance: each number a link, nothing decorative."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases.selectors import visible_cases
from minhbach.domains.cases.types import Step
from minhbach.domains.documents.selectors import visible_documents
from minhbach.domains.documents.types import State
from minhbach.domains.screening.selectors import open_lead_counts
from minhbach.domains.screening.types import SIGNS


def glance(officer: Officer, *, at: datetime) -> list[dict[str, Any]]:
    """Count open cases by step, open leads by sign and documents by state, within the access in force."""
    steps = dict(visible_cases().filter(outcome="").order_by().values_list("step").annotate(count=Count("id")))
    try:
        signs = open_lead_counts(officer, at=at)
    except RoleMissing:
        signs = {}
    states = dict(visible_documents().order_by().values_list("state").annotate(count=Count("id")))
    groups = [
        {"title": _("Vụ việc đang xử lý theo bước"), "rows": _rows(Step.choices, steps, reverse("cases:list"), "step")},
        {
            "title": _("Thông tin chờ nhận theo dấu hiệu"),
            "rows": _rows(SIGNS, signs, reverse("screening:leads"), "sign"),
        },
        {
            "title": _("Văn bản theo tình trạng"),
            "rows": _rows(State.choices, states, reverse("documents:list"), "state"),
        },
    ]
    return [group for group in groups if group["rows"]]


def _rows(choices: Any, counts: dict[str, int], url: str, parameter: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "count": counts[code], "url": f"{url}?{parameter}={code}"}
        for code, label in choices
        if counts.get(code)
    ]
