"""Writes."""

from minhbach.domains.reporting.services.closing import close_figures, reopen_figures
from minhbach.domains.reporting.services.forwarding import hear_document, put_forward
from minhbach.domains.reporting.services.members import (
    declare_nothing,
    enrol_member,
    keep_draft,
    submit_figures,
    urge,
)
from minhbach.domains.reporting.services.opening import open_report
from minhbach.domains.reporting.services.writing import write_section

__all__ = [
    "close_figures",
    "declare_nothing",
    "enrol_member",
    "hear_document",
    "keep_draft",
    "open_report",
    "put_forward",
    "reopen_figures",
    "submit_figures",
    "urge",
    "write_section",
]
