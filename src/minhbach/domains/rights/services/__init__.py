"""Writes: rights, what is said beside them, the screen's folder, notices and their answers."""

from minhbach.domains.rights.services.entering import confirm_right, enter_right, refuse_right
from minhbach.domains.rights.services.knowledge import Written, write_knowledge
from minhbach.domains.rights.services.notices import (
    answer_links,
    follow_links,
    hear_lead_closed,
    lines_of,
    send_notice,
)
from minhbach.domains.rights.services.saying import (
    add_floor,
    add_picture,
    add_point,
    add_seller,
    add_term,
    confirm_said,
    drop_said,
)

__all__ = [
    "Written",
    "add_floor",
    "add_picture",
    "add_point",
    "add_seller",
    "add_term",
    "answer_links",
    "confirm_right",
    "confirm_said",
    "drop_said",
    "enter_right",
    "follow_links",
    "hear_lead_closed",
    "lines_of",
    "refuse_right",
    "send_notice",
    "write_knowledge",
]
