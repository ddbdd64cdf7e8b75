"""Reads: the register, what is said beside a right, notices; what of it the screen is told."""

from minhbach.domains.rights.selectors.knowledge import KnownRows, known_on
from minhbach.domains.rights.selectors.rights import (
    SAID,
    counts_of,
    find_rights,
    get_notice,
    get_right,
    get_said,
    key_of,
    links_of,
    links_of_lead,
    notice_chip,
    same_number,
    same_sign,
    visible_notices,
    visible_rights,
    with_waiting,
    with_words,
)
from minhbach.domains.rights.selectors.standing import in_force_on, last_day_of, standing_on
from minhbach.domains.rights.selectors.work import work_items

__all__ = [
    "SAID",
    "KnownRows",
    "counts_of",
    "find_rights",
    "get_notice",
    "get_right",
    "get_said",
    "in_force_on",
    "key_of",
    "known_on",
    "last_day_of",
    "links_of",
    "links_of_lead",
    "notice_chip",
    "same_number",
    "same_sign",
    "standing_on",
    "visible_notices",
    "visible_rights",
    "with_waiting",
    "with_words",
    "work_items",
]
