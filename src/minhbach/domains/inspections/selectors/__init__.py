"""Reads, each within the reach of whoever asks."""

from minhbach.domains.inspections.selectors.overlaps import (
    OverlapLine,
    figures,
    get_overlap,
    overlap_shown,
    overlaps_of,
    visible_overlaps,
    work_items,
)
from minhbach.domains.inspections.selectors.plans import (
    PlannedLine,
    agencies_to_set,
    get_item,
    get_plan,
    items_of,
    last_look,
    leaders_for,
    plans_about,
    remember_words,
    terms,
    units_for,
    visible_plans,
    visits_of,
)

__all__ = [
    "OverlapLine",
    "PlannedLine",
    "agencies_to_set",
    "figures",
    "get_item",
    "get_overlap",
    "get_plan",
    "items_of",
    "last_look",
    "leaders_for",
    "overlap_shown",
    "overlaps_of",
    "plans_about",
    "remember_words",
    "terms",
    "units_for",
    "visible_overlaps",
    "visible_plans",
    "visits_of",
    "work_items",
]
