"""What this room itself tells in a subject's story."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.domains.subjects.types.stories import StoryGroup, register_story

register_story("subjects.registered", _("Registered in the record"), group=StoryGroup.RECORD, icon="user-plus")
register_story("subjects.stated", _("New: %(property)s"), group=StoryGroup.RECORD, icon="plus")
register_story("subjects.retracted", _("Retracted: %(property)s"), group=StoryGroup.RECORD, icon="eraser")
register_story("subjects.identified", _("Identified as: %(kind)s"), group=StoryGroup.RECORD, icon="user-check")
register_story(
    "subjects.merged", _("Joined with another subject that is the same"), group=StoryGroup.RECORD, icon="link"
)
register_story(
    "subjects.separated",
    _("Taken apart from a subject it had been joined with"),
    group=StoryGroup.RECORD,
    icon="unlink",
)
register_story("subjects.keeper_assigned", _("Area keeper assigned"), group=StoryGroup.RECORD, icon="user-shield")
