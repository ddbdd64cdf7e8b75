"""Writes."""

from minhbach.domains.areas.services.keepings import (
    Held,
    Kept,
    assign_area,
    change_keeping,
    end_keeping,
    end_licence,
    keep,
    keep_many,
    record_licence,
    record_visit,
    take_back_visit,
)
from minhbach.domains.areas.services.plans import close_plan, finish_measure, note_plan, open_plan, set_measure
from minhbach.domains.areas.services.points import (
    add_point,
    end_point,
    end_source,
    note_point,
    note_source,
    open_source,
)
from minhbach.domains.areas.services.pursuits import end_pursuit, pursue
from minhbach.domains.areas.services.reach import follow_subject

__all__ = [
    "Held",
    "Kept",
    "add_point",
    "assign_area",
    "change_keeping",
    "close_plan",
    "end_keeping",
    "end_licence",
    "end_point",
    "end_pursuit",
    "end_source",
    "finish_measure",
    "follow_subject",
    "keep",
    "keep_many",
    "note_plan",
    "note_point",
    "note_source",
    "open_plan",
    "open_source",
    "pursue",
    "record_licence",
    "record_visit",
    "set_measure",
    "take_back_visit",
]
