"""Writes. Every act is one service: locked, checked against what stands in the file, appended, audited."""

from __future__ import annotations

from minhbach.domains.cases.services.ending import (
    end_without_violation,
    record_prosecution,
    record_return,
    refer_case,
    transfer_case,
)
from minhbach.domains.cases.services.executing import (
    close_case,
    deliver_decision,
    record_enforcement,
    record_payment,
    record_remedy,
)
from minhbach.domains.cases.services.hearing import hear_document
from minhbach.domains.cases.services.history import Happening, enter_history
from minhbach.domains.cases.services.inspecting import (
    propose_inspection,
    record_inspection,
    record_order,
    record_verification,
)
from minhbach.domains.cases.services.journal import Appended
from minhbach.domains.cases.services.mending import annul_entry, correct_entry
from minhbach.domains.cases.services.opening import (
    add_subject,
    assign_officers,
    join_agency,
    open_case,
    open_case_from_lead,
    record_removals,
    remove_subject,
)
from minhbach.domains.cases.services.papers import draft_paper
from minhbach.domains.cases.services.sanctioning import (
    end_explanation,
    propose_sanction,
    record_decision,
    record_violation,
)

__all__ = [
    "Appended",
    "Happening",
    "add_subject",
    "annul_entry",
    "assign_officers",
    "close_case",
    "correct_entry",
    "deliver_decision",
    "draft_paper",
    "end_explanation",
    "end_without_violation",
    "enter_history",
    "hear_document",
    "join_agency",
    "open_case",
    "open_case_from_lead",
    "propose_inspection",
    "propose_sanction",
    "record_decision",
    "record_enforcement",
    "record_inspection",
    "record_order",
    "record_payment",
    "record_prosecution",
    "record_remedy",
    "record_removals",
    "record_return",
    "record_verification",
    "record_violation",
    "refer_case",
    "remove_subject",
    "transfer_case",
]
