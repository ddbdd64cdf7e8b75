"""What this domain is to the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import STEERERS
from minhbach.domains.evidence.types import TargetKind
from minhbach.domains.intake.types import ReportAct
from minhbach.domains.screening.types import LeadAct
from minhbach.domains.taskforces import policies, selectors
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.scope import ScopedModel
from minhbach.foundation.search import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.find_forces(text)[:limit]:
        yield Hit(str(one), policies.committee_of(one).short_name, one.get_absolute_url())


def _force(officer: Officer, force_id: UUID, at: datetime, to_write: bool) -> ScopedModel:
    """What is attached to a force are its decisions, which whoever was asked for people reads."""
    found = selectors.get_force(force_id)
    if to_write:
        policies.require_steering(officer, found, at=at)
    return found


def _errand(officer: Officer, errand_id: UUID, at: datetime, to_write: bool) -> ScopedModel:
    found = selectors.get_errand(errand_id)
    if to_write:
        policies.require_works_in(officer, found.force, at=at)
    return found


OFFICE = Office(
    rooms=(Room(_lazy("Tổ công tác"), "taskforces:list", "users", place=33, under="cases:list"),),
    search=(SearchGroup(_lazy("Tổ công tác"), "taskforces:list", _find, place=33),),
    work=selectors.work_items,
    offers=(
        TargetKind("taskforces.taskforce", _force, lambda force_id: reverse("taskforces:force", args=[force_id])),
        TargetKind("taskforces.errand", _errand, lambda errand_id: reverse("taskforces:errand", args=[errand_id])),
        LeadAct(
            _lazy("Giao tổ công tác"),
            "users",
            lambda lead_id: f"{reverse('taskforces:give')}?lead={lead_id}",
            roles=frozenset(STEERERS),
        ),
        ReportAct(
            _lazy("Giao tổ công tác"),
            "users",
            frozenset(STEERERS),
            lambda report_id: f"{reverse('taskforces:give')}?report={report_id}",
        ),
    ),
    audit={
        "taskforces.force.set_up": _lazy("thành lập tổ công tác"),
        "taskforces.force.prolonged": _lazy("gia hạn tổ công tác"),
        "taskforces.force.dissolved": _lazy("giải thể tổ công tác"),
        "taskforces.force.asked_for_people": _lazy("đề nghị cơ quan cử người vào tổ công tác"),
        "taskforces.force.head_named": _lazy("giao tổ trưởng tổ công tác"),
        "taskforces.member.sent": _lazy("cử người vào tổ công tác"),
        "taskforces.member.recalled": _lazy("rút người khỏi tổ công tác"),
        "taskforces.errand.assigned": _lazy("giao việc trong tổ công tác"),
        "taskforces.errand.done": _lazy("ghi kết quả một việc của tổ công tác"),
        "taskforces.mark.made": _lazy("đưa đối tượng vào danh sách của tổ công tác"),
        "taskforces.mark.ended": _lazy("bỏ đối tượng khỏi danh sách của tổ công tác"),
        "taskforces.log.written": _lazy("ghi nhật ký tổ công tác"),
        "taskforces.call.made": _lazy("điều động người của tổ công tác"),
        "taskforces.call.answered": _lazy("trả lời điều động"),
        "taskforces.call.closed": _lazy("kết thúc một lần điều động"),
    },
)
