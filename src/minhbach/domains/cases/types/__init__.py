"""The words other rooms use when they speak of cases; the facts of single acts stand in `acts`."""

from __future__ import annotations

from minhbach.domains.cases.types.codes import (
    DeliveryManner,
    ExplanationManner,
    Origin,
    Outcome,
    PaymentKind,
    Platform,
    Relief,
    Step,
    SubjectRole,
)
from minhbach.domains.cases.types.panels import CasePanel, ClosingNeed, DisposalNeed
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Passed
from minhbach.domains.cases.types.values import (
    ActSanction,
    Cited,
    Goods,
    ListingSnapshot,
    Measured,
    Offence,
    OtherMeasure,
    PartyPapers,
    Person,
)

__all__ = [
    "ActSanction",
    "CasePanel",
    "CaseState",
    "Cited",
    "ClosingNeed",
    "DeliveryManner",
    "DisposalNeed",
    "Entry",
    "ExplanationManner",
    "Goods",
    "Line",
    "ListingSnapshot",
    "Measured",
    "Offence",
    "Origin",
    "OtherMeasure",
    "Outcome",
    "PartyPapers",
    "Passed",
    "PaymentKind",
    "Person",
    "Platform",
    "Relief",
    "Step",
    "SubjectRole",
]
