"""Kinds of entries in a subject's story. A domain offers its own in its `office.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.office import offered


class StoryGroup(models.TextChoices):
    """The filters over a story."""

    RECORD = "record", _lazy("hồ sơ")
    LEAD = "lead", _lazy("thông tin cần thẩm tra")
    CASE = "case", _lazy("vụ việc")
    DOCUMENT = "document", _lazy("văn bản")


@dataclass(frozen=True)
class StoryKind:
    """One kind: its sentence with named placeholders, its filter, its icon, and the page it opens.

    CHIP, (words, tone), stands beside the subject's name once the story holds such an entry.
    """

    code: str
    sentence: str | Promise
    group: StoryGroup
    icon: str = "point"
    url: Callable[[str], str] | None = None
    chip: tuple[str | Promise, str] | None = None


def story_kinds() -> Mapping[str, StoryKind]:
    return {kind.code: kind for kind in offered(StoryKind)}


def story_kind(code: str) -> StoryKind:
    """Find a kind; one that nobody offers any more is shown by its code."""
    return story_kinds().get(code) or StoryKind(code, code, StoryGroup.RECORD)
