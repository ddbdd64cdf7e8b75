"""Kinds and states of documents, and the contents they are filled from.

Other rooms fill a content and hand it to `services.draft`; what they need of the layout is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minhbach.domains.documents.layout import (
    AdditionalSanction,
    CitedDocument,
    Content,
    Delivery,
    ExplanationRight,
    GoodsRow,
    Individual,
    Inspected,
    InspectionMinutesContent,
    InspectionOrderContent,
    InspectionProposalContent,
    LetterContent,
    Organization,
    Participant,
    Party,
    RecordedAct,
    Reimbursement,
    Remedy,
    ReportAppendix,
    ReportColumn,
    ReportContent,
    ReportRow,
    ReportSection,
    ReportSubsection,
    ReportTable,
    SanctionDecisionContent,
    SanctionedAct,
    ViolationRecordContent,
    amount_in_words,
)

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer


class Kind(models.TextChoices):
    """What a document is. The codes are also those a delegation names."""

    INSPECTION_PROPOSAL = "inspection_proposal", _("proposal to inspect")
    INSPECTION_ORDER = "inspection_order", _("inspection order")
    INSPECTION_MINUTES = "inspection_minutes", _("minutes of inspection")
    VIOLATION_RECORD = "violation_record", _("violation record")
    SANCTION_DECISION = "sanction_decision", _("sanction decision")
    REPORT = "report", _("report")
    LETTER = "letter", _("official letter")


class State(models.TextChoices):
    """Where a document stands on its way."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted for signing")
    RETURNED = "returned", _("returned for changes")
    SIGNED = "signed", _("signed")
    NUMBERED = "numbered", _("numbered")
    ISSUED = "issued", _("issued")
    FILED = "filed", _("filed away")
    CANCELLED = "cancelled", _("cancelled")
    SUPERSEDED = "superseded", _("replaced or revoked")


class FileKind(models.TextChoices):
    """What a file of a document is."""

    SLIP = "slip", _("submission slip")
    SIGNED_OVER = "signed_over", _("frozen file put up for signing")
    NUMBERED = "numbered", _("file with number and date")
    SCAN = "scan", _("scan of the sealed paper")


class Supersession(models.TextChoices):
    """What a new document does to the one it corrects."""

    REPLACES = "replaces", _("replaces")
    REVOKES = "revokes", _("revokes")


class SignedBy(models.TextChoices):
    """Whose signature a kind needs: a rank that may sign for the agency, or whoever drew the paper up."""

    AUTHORITY = "authority"
    MAKER = "maker"


@dataclass(frozen=True)
class Form:
    """How a kind of document is made.

    `symbol` follows the number; "{agency}" stands for the agency's own abbreviation. `caution` says on the page how far
    the form has been checked against the law's text.
    """

    kind: Kind
    content: type
    symbol: str
    title_vi: str
    signed_by: SignedBy
    form_id: str
    caution: str | Promise


_GENERAL = _(
    "General layout of Decree 30/2020. The exact wording of form %(form)s of Circular 22/2021 has not been read yet."
)
_ANNEX = _(
    "Form %(form)s of Decree 118/2021, without the changes of Decrees 68/2025 and 190/2025, which have not been read."
)
_DECREE_30 = _("Layout of Decree 30/2020.")

FORMS: dict[str, Form] = {
    form.kind.value: form
    for form in (
        Form(Kind.INSPECTION_PROPOSAL, InspectionProposalContent, "ĐX", "Đề xuất kiểm tra", SignedBy.MAKER,
             "09", _GENERAL),
        Form(Kind.INSPECTION_ORDER, InspectionOrderContent, "QĐ-KT", "Quyết định kiểm tra", SignedBy.AUTHORITY,
             "01", _GENERAL),
        Form(Kind.INSPECTION_MINUTES, InspectionMinutesContent, "BB-KT", "Biên bản kiểm tra", SignedBy.MAKER,
             "06", _GENERAL),
        Form(Kind.VIOLATION_RECORD, ViolationRecordContent, "BB-VPHC", "Biên bản vi phạm hành chính", SignedBy.MAKER,
             "MBB01", _ANNEX),
        Form(Kind.SANCTION_DECISION, SanctionDecisionContent, "QĐ-XPHC", "Quyết định xử phạt vi phạm hành chính",
             SignedBy.AUTHORITY, "MQĐ02", _ANNEX),
        Form(Kind.REPORT, ReportContent, "BC-{agency}", "Báo cáo", SignedBy.AUTHORITY, "", _DECREE_30),
        Form(Kind.LETTER, LetterContent, "{agency}", "Công văn", SignedBy.AUTHORITY, "", _DECREE_30),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """What a document is about: ("cases.case", id). No key upward; the higher domain knows its own."""

    target_type: str
    target_id: UUID


@dataclass(frozen=True)
class DocumentMoved:
    """Told to whoever listens, in the transaction of the act."""

    document_id: UUID
    kind: Kind
    state: State
    previous_state: State
    target_type: str
    target_id: UUID | None
    number_text: str
    dated: date | None
    officer: Officer
    at: datetime


__all__ = [
    "FORMS",
    "AdditionalSanction",
    "CitedDocument",
    "Content",
    "Delivery",
    "DocumentMoved",
    "ExplanationRight",
    "FileKind",
    "Form",
    "GoodsRow",
    "Individual",
    "Inspected",
    "InspectionMinutesContent",
    "InspectionOrderContent",
    "InspectionProposalContent",
    "Kind",
    "LetterContent",
    "Organization",
    "Participant",
    "Party",
    "RecordedAct",
    "Reimbursement",
    "Remedy",
    "ReportAppendix",
    "ReportColumn",
    "ReportContent",
    "ReportRow",
    "ReportSection",
    "ReportSubsection",
    "ReportTable",
    "SanctionDecisionContent",
    "SanctionedAct",
    "SignedBy",
    "State",
    "Supersession",
    "Target",
    "ViolationRecordContent",
    "amount_in_words",
]
