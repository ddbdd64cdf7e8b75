"""What evidence is to the office, and where it is attached and told of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.evidence.types import TargetKind
from minhbach.domains.subjects.selectors import get_subject
from minhbach.domains.subjects.types import Panel, StoryGroup, StoryKind
from minhbach.foundation.office import Office
from minhbach.foundation.scope import ScopedModel


def _subject(officer: Officer, subject_id: UUID, at: datetime, to_write: bool) -> ScopedModel:
    return get_subject(subject_id)


OFFICE = Office(
    why_no_room="Evidence is looked for where it proves something: on the page of its subject or its case.",
    offers=(
        TargetKind("subjects.subject", _subject, lambda subject_id: reverse("subjects:subject", args=[subject_id])),
        Panel(lambda subject_id: reverse("evidence:of", args=["subjects.subject", subject_id])),
        StoryKind(
            "evidence.added",
            _lazy("Thêm tài liệu, chứng cứ"),
            StoryGroup.RECORD,
            "paperclip",
            lambda item_id: reverse("evidence:item", args=[item_id]),
        ),
    ),
    audit={
        "evidence.item.added": _lazy("thêm tài liệu, chứng cứ"),
        "evidence.item.viewed": _lazy("xem tài liệu, chứng cứ"),
        "evidence.item.downloaded": _lazy("tải tệp chứng cứ"),
        "evidence.item.verified": _lazy("kiểm tra tính toàn vẹn của tệp chứng cứ"),
        "evidence.item.set_aside": _lazy("loại tài liệu ra khỏi chứng cứ"),
        "evidence.custody.recorded": _lazy("ghi nhận việc giao nhận, bảo quản chứng cứ"),
    },
)
