"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from minhbach.domains.intake.selectors.clocks import clock_of, reckoned
from minhbach.domains.intake.selectors.letterboxes import get_letterbox, visible_letterboxes
from minhbach.domains.intake.selectors.persons import is_whole_to, masked, person_of
from minhbach.domains.intake.selectors.reports import (
    attachments_of,
    get_attachment,
    get_report,
    passages_of,
    recordings_of,
    story_of,
    talk_of,
    visible_reports,
    who_may_deal_with,
    with_words,
    work_items,
)

__all__ = [
    "attachments_of",
    "clock_of",
    "get_attachment",
    "get_letterbox",
    "get_report",
    "is_whole_to",
    "masked",
    "passages_of",
    "person_of",
    "reckoned",
    "recordings_of",
    "story_of",
    "talk_of",
    "visible_letterboxes",
    "visible_reports",
    "who_may_deal_with",
    "with_words",
    "work_items",
]
