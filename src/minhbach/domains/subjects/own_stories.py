"""What this room itself tells in a subject's story."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.subjects.types.stories import StoryGroup, register_story

register_story("subjects.registered", _lazy("Đã đăng ký vào hồ sơ"), group=StoryGroup.RECORD, icon="user-plus")
register_story("subjects.stated", _lazy("Ghi nhận thêm: %(property)s"), group=StoryGroup.RECORD, icon="plus")
register_story("subjects.retracted", _lazy("Rút lại: %(property)s"), group=StoryGroup.RECORD, icon="eraser")
register_story("subjects.identified", _lazy("Đã xác định được: %(kind)s"), group=StoryGroup.RECORD, icon="user-check")
register_story(
    "subjects.merged", _lazy("Gộp với hồ sơ khác của cùng tổ chức, cá nhân"), group=StoryGroup.RECORD, icon="link"
)
register_story(
    "subjects.separated",
    _lazy("Tách khỏi hồ sơ đã gộp"),
    group=StoryGroup.RECORD,
    icon="unlink",
)
register_story(
    "subjects.keeper_assigned",
    _lazy("Phân công công chức quản lý địa bàn phụ trách"),
    group=StoryGroup.RECORD,
    icon="user-shield",
)
