"""What leads tell of in the story of a subject."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.types import StoryGroup, register_story


def register() -> None:
    register_story(
        "screening.lead.attached",
        _lazy("Gắn một tin đăng bán có dấu hiệu"),
        group=StoryGroup.LEAD,
        icon="radar",
        url=lambda target_id: reverse("screening:lead", args=[target_id]),
    )
