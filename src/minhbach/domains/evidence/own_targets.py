"""Evidence about a subject; rooms above register their own records in the same way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.evidence.types import register_target
from minhbach.domains.subjects.selectors import get_subject
from minhbach.domains.subjects.types import StoryGroup, register_panel, register_story
from minhbach.foundation.scope import ScopedModel


def resolve_subject(officer: Officer, subject_id: UUID, at: datetime, to_write: bool) -> ScopedModel:
    return get_subject(subject_id)


register_target(
    "subjects.subject", resolve_subject, url=lambda subject_id: reverse("subjects:subject", args=[subject_id])
)
register_panel("evidence", lambda subject_id: reverse("evidence:of", args=["subjects.subject", subject_id]))
register_story(
    "evidence.added",
    _lazy("Thêm tài liệu, chứng cứ"),
    group=StoryGroup.RECORD,
    icon="paperclip",
    url=lambda target_id: reverse("evidence:item", args=[target_id]),
)
