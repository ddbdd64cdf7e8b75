"""Writes."""

from minhbach.domains.inspections.services.looking import begin_look
from minhbach.domains.inspections.services.overlaps import agree, object_to, rule, say, withdraw
from minhbach.domains.inspections.services.plans import (
    add_item,
    approve,
    change_readers,
    draw_up,
    drop,
    drop_item,
    due_day,
    remark,
    reopen,
    share,
)
from minhbach.domains.inspections.services.terms import set_term
from minhbach.domains.inspections.services.visits import forget_visit, note_visit, rescope_visits

__all__ = [
    "add_item",
    "agree",
    "approve",
    "begin_look",
    "change_readers",
    "draw_up",
    "drop",
    "drop_item",
    "due_day",
    "forget_visit",
    "note_visit",
    "object_to",
    "remark",
    "reopen",
    "rescope_visits",
    "rule",
    "say",
    "set_term",
    "share",
    "withdraw",
]
