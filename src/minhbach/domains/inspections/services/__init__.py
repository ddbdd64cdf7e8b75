"""Writes."""

from minhbach.domains.inspections.services.kept import (
    add_card,
    add_laboratory,
    add_point,
    add_sampling,
    end_card,
    end_kept,
    load_points,
)
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
    "add_card",
    "add_item",
    "add_laboratory",
    "add_point",
    "add_sampling",
    "agree",
    "approve",
    "begin_look",
    "change_readers",
    "draw_up",
    "drop",
    "drop_item",
    "due_day",
    "end_card",
    "end_kept",
    "forget_visit",
    "load_points",
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
