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
    record_removals,
    remove_subject,
)
from minhbach.domains.cases.services.sanctioning import (
    end_explanation,
    propose_sanction,
    record_decision,
    record_violation,
)

__all__ = [
    "Appended",
    "add_subject",
    "annul_entry",
    "assign_officers",
    "close_case",
    "correct_entry",
    "deliver_decision",
    "end_explanation",
    "end_without_violation",
    "join_agency",
    "open_case",
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
