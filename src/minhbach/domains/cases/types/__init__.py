"""The words other rooms use when they speak of cases."""

from __future__ import annotations

from minhbach.domains.cases.types.codes import (
    DeliveryManner,
    EventKind,
    ExplanationManner,
    Origin,
    Outcome,
    PaymentKind,
    Platform,
    Step,
    SubjectRole,
)
from minhbach.domains.cases.types.facts import (
    Act,
    ActSanction,
    Cited,
    Fact,
    Goods,
    Inspected,
    ListingSnapshot,
    Measured,
    OtherMeasure,
    PartyPapers,
    Person,
    Proposed,
    SanctionProposed,
    ViolationRecorded,
)
from minhbach.domains.cases.types.state import CaseState, Entry, Passed

__all__ = [
    "Act",
    "ActSanction",
    "CaseState",
    "Cited",
    "DeliveryManner",
    "Entry",
    "EventKind",
    "ExplanationManner",
    "Fact",
    "Goods",
    "Inspected",
    "ListingSnapshot",
    "Measured",
    "Origin",
    "OtherMeasure",
    "Outcome",
    "PartyPapers",
    "Passed",
    "PaymentKind",
    "Person",
    "Platform",
    "Proposed",
    "SanctionProposed",
    "Step",
    "SubjectRole",
    "ViolationRecorded",
]
