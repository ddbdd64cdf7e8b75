"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from minhbach.domains.intake.selectors.alike import alike_to, company_of, folded, folded_count
from minhbach.domains.intake.selectors.clocks import clock_of, reckoned
from minhbach.domains.intake.selectors.group_answers import get_group_answer, group_answers_to, progress_of_answer
from minhbach.domains.intake.selectors.letterboxes import get_letterbox, visible_letterboxes
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
    "alike_to",
    "attachments_of",
    "clock_of",
    "company_of",
    "folded",
    "folded_count",
    "get_attachment",
    "get_group_answer",
    "get_letterbox",
    "get_report",
    "group_answers_to",
    "passages_of",
    "progress_of_answer",
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
