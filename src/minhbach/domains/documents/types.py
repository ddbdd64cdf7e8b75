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
from django.utils.translation import gettext_lazy as _lazy

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

    INSPECTION_PROPOSAL = "inspection_proposal", _lazy("đề xuất kiểm tra")
    INSPECTION_ORDER = "inspection_order", _lazy("quyết định kiểm tra")
    INSPECTION_MINUTES = "inspection_minutes", _lazy("biên bản kiểm tra")
    VIOLATION_RECORD = "violation_record", _lazy("biên bản vi phạm hành chính")
    SANCTION_DECISION = "sanction_decision", _lazy("quyết định xử phạt")
    REPORT = "report", _lazy("báo cáo")
    LETTER = "letter", _lazy("công văn")


class State(models.TextChoices):
    """Where a document stands on its way."""

    DRAFT = "draft", _lazy("dự thảo")
    SUBMITTED = "submitted", _lazy("đã trình")
    RETURNED = "returned", _lazy("bị trả lại")
    SIGNED = "signed", _lazy("đã ký")
    NUMBERED = "numbered", _lazy("đã cấp số")
    ISSUED = "issued", _lazy("đã phát hành")
    FILED = "filed", _lazy("đã lưu")
    CANCELLED = "cancelled", _lazy("đã hủy")
    SUPERSEDED = "superseded", _lazy("đã bị thay thế, thu hồi")


class FileKind(models.TextChoices):
    """What a file of a document is."""

    SLIP = "slip", _lazy("phiếu trình")
    SIGNED_OVER = "signed_over", _lazy("tệp trình ký đã cố định")
    NUMBERED = "numbered", _lazy("tệp đã có số, ngày")
    SCAN = "scan", _lazy("bản quét văn bản đã đóng dấu")


class Supersession(models.TextChoices):
    """What a new document does to the one it corrects."""

    REPLACES = "replaces", _lazy("thay thế")
    REVOKES = "revokes", _lazy("thu hồi")


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


_GENERAL = _lazy(
    "Trình bày theo thể thức chung của Nghị định 30/2020/NĐ-CP. Chưa đối chiếu lời văn mẫu "
    "số %(form)s Thông tư 22/2021/TT-BCT."
)
_ANNEX = _lazy(
    "Mẫu %(form)s Nghị định 118/2021/NĐ-CP, chưa hợp nhất Nghị định 68/2025/NĐ-CP và "
    "190/2025/NĐ-CP (chưa đối chiếu); phải đối chiếu trước khi in chính thức."
)
_DECREE_30 = _lazy("Trình bày theo thể thức Nghị định 30/2020/NĐ-CP.")

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
    # A violator, a matter or a line of it; empty for the whole.
    part: str = ""


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
