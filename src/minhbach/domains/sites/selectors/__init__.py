"""Reads of the register of online places of sale."""

from minhbach.domains.sites.selectors.sites import (
    coverage,
    find_sites,
    get_presence,
    get_site,
    observed_at,
    open_presences,
    owes_notice,
    visible_sites,
    with_words,
    without_notice,
    work_items,
)

__all__ = [
    "coverage",
    "find_sites",
    "get_presence",
    "get_site",
    "observed_at",
    "open_presences",
    "owes_notice",
    "visible_sites",
    "with_words",
    "without_notice",
    "work_items",
]
