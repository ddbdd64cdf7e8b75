"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from minhbach.domains.intake.selectors.alike import alike_to, company_of, folded, folded_count
from minhbach.domains.intake.selectors.answering import sign_of
from minhbach.domains.intake.selectors.clocks import (
    clock_of,
    clocks_of,
    due_of,
    markable,
    marks_of_report,
    received_on,
    reckoned,
)
from minhbach.domains.intake.selectors.group_answers import get_group_answer, group_answers_to, progress_of_answer
from minhbach.domains.intake.selectors.handovers import (
    get_handover,
    handover_work,
    handovers_of,
    is_served_here,
    visible_handovers,
    visible_overdue,
)
from minhbach.domains.intake.selectors.letterboxes import get_letterbox, visible_letterboxes
from minhbach.domains.intake.selectors.opinions import FEWEST, opinions_in
from minhbach.domains.intake.selectors.persons import is_whole_to, masked, person_of
from minhbach.domains.intake.selectors.proposals import proposals_for, seen_record, subjects_tied
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
from minhbach.domains.intake.selectors.templates import (
    example_of,
    filled,
    get_template,
    templates_for,
    versions_of,
    visible_templates,
)
from minhbach.domains.intake.selectors.ties import is_merged, merged_into, reports_tied_to, ties_of

__all__ = [
    "FEWEST",
    "alike_to",
    "attachments_of",
    "clock_of",
    "clocks_of",
    "company_of",
    "due_of",
    "example_of",
    "filled",
    "folded",
    "folded_count",
    "get_attachment",
    "get_group_answer",
    "get_handover",
    "get_letterbox",
    "get_report",
    "get_template",
    "group_answers_to",
    "handover_work",
    "handovers_of",
    "is_merged",
    "is_served_here",
    "is_whole_to",
    "markable",
    "marks_of_report",
    "masked",
    "merged_into",
    "opinions_in",
    "passages_of",
    "person_of",
    "progress_of_answer",
    "proposals_for",
    "received_on",
    "reckoned",
    "recordings_of",
    "reports_tied_to",
    "seen_record",
    "sign_of",
    "story_of",
    "subjects_tied",
    "talk_of",
    "templates_for",
    "ties_of",
    "versions_of",
    "visible_handovers",
    "visible_letterboxes",
    "visible_overdue",
    "visible_reports",
    "visible_templates",
    "who_may_deal_with",
    "with_words",
    "work_items",
]
