"""What a subject's page tells of its cases, written in the transaction of the act."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.models import CaseSubject
from minhbach.domains.cases.services.journal import Appended
from minhbach.domains.cases.types.codes import EventKind
from minhbach.domains.subjects.services import tell_story
from minhbach.domains.subjects.types import StoryGroup, StoryKind

_SENTENCES = {
    EventKind.SUBJECT_ADDED: (_lazy("Mở vụ việc %(case)s"), "briefcase", None),
    EventKind.ORDERED: (_lazy("Vụ việc %(case)s: đã ban hành quyết định kiểm tra"), "file-search", None),
    EventKind.INSPECTED: (_lazy("Vụ việc %(case)s: đã kiểm tra"), "clipboard-check", None),
    EventKind.VIOLATION_RECORDED: (_lazy("Vụ việc %(case)s: đã lập biên bản vi phạm hành chính"), "file-alert", None),
    EventKind.DECIDED: (
        _lazy("Vụ việc %(case)s: đã ban hành quyết định xử phạt"),
        "gavel",
        (_lazy("đã bị xử phạt"), "warn"),
    ),
    EventKind.CLOSED: (_lazy("Vụ việc %(case)s: đã thi hành xong, kết thúc"), "circle-check", None),
    EventKind.NO_VIOLATION: (_lazy("Vụ việc %(case)s: kết thúc, không có vi phạm"), "circle-check", None),
    EventKind.TRANSFERRED: (_lazy("Vụ việc %(case)s: đã chuyển cơ quan khác"), "arrow-forward-up", None),
    EventKind.REFERRED: (_lazy("Vụ việc %(case)s: chuyển hồ sơ có dấu hiệu tội phạm"), "alert-triangle", None),
    EventKind.PROSECUTED: (_lazy("Vụ việc %(case)s: đã khởi tố vụ án hình sự"), "alert-triangle", None),
    EventKind.RETURNED: (_lazy("Vụ việc %(case)s: nhận lại hồ sơ để xử lý hành chính"), "arrow-back-up", None),
}


# What cases tell in the story of a subject; `office.py` offers it.
STORIES = tuple(
    StoryKind(
        f"cases.{kind.value}",
        sentence,
        StoryGroup.CASE,
        icon,
        lambda case_id: reverse("cases:case", args=[case_id]),
        chip,
    )
    for kind, (sentence, icon, chip) in _SENTENCES.items()
)


def tell(done: Appended, *, at: datetime) -> None:
    """Tell the act on the page of everyone the case is about; what concerns only the office is not told."""
    kind = EventKind(done.event.kind)
    if kind not in _SENTENCES:
        return
    links = CaseSubject.objects.filter(case=done.case).select_related("subject")
    if kind is EventKind.SUBJECT_ADDED:
        links = links.filter(subject_id=done.event.data["subject_id"])
    for link in links:
        tell_story(
            subject=link.subject,
            at=at,
            kind=f"cases.{kind.value}",
            target=done.case,
            params={"case": done.case.code},
            officer=done.event.officer,
        )
