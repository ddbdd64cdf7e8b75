"""Kinds of entries in a subject's story. A higher domain registers its own when its application is ready.

register_story(
    "cases.decision.issued",
    _lazy("Decision %(number)s on a violation issued"),
    group=StoryGroup.CASE,
    icon="gavel",
    url=lambda target_id: reverse("cases:case", args=[target_id]),
    chip=(_lazy("sanctioned"), "warn"),
)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy


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


_kinds: dict[str, StoryKind] = {}


def register_story(
    code: str,
    sentence: str | Promise,
    *,
    group: StoryGroup,
    icon: str = "point",
    url: Callable[[str], str] | None = None,
    chip: tuple[str | Promise, str] | None = None,
) -> None:
    """Name a kind of story entry; registering it again replaces it."""
    _kinds[code] = StoryKind(code, sentence, group, icon, url, chip)


def story_kind(code: str) -> StoryKind:
    """Find a kind; one that nobody registers any more is shown by its code."""
    return _kinds.get(code) or StoryKind(code, code, StoryGroup.RECORD)


def story_kinds() -> Mapping[str, StoryKind]:
    return _kinds
