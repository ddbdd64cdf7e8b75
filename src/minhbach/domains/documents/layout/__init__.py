"""Official documents on paper: contents in, DOCX or HTML out. Pure: no database, no clock, no settings.

paper = compose(SanctionDecisionContent(...), Envelope(...))
render_docx(paper)  # bytes
render_html(paper)  # str
"""

from .composing import Content, compose
from .docx_paper import render_docx
from .envelope import CitedDocument, Envelope, Letterhead, Signature
from .forms.correspondence import LetterContent, SubmissionSlipContent
from .forms.goods import GoodsRow
from .forms.inspection import Inspected, InspectionMinutesContent, InspectionOrderContent, InspectionProposalContent
from .forms.parts import Delivery, Individual, Organization, Participant, Party
from .forms.report import (
    ReportAppendix,
    ReportColumn,
    ReportContent,
    ReportRow,
    ReportSection,
    ReportSubsection,
    ReportTable,
)
from .forms.sanction_decision import AdditionalSanction, Reimbursement, Remedy, SanctionDecisionContent, SanctionedAct
from .forms.violation_record import ExplanationRight, RecordedAct, ViolationRecordContent
from .freezing import ContentUnreadable, digest_of, freeze, thaw, thaw_content
from .html_paper import render_html
from .paper import Paper, blank_lines, unfilled_count
from .words import amount_in_words, number_in_words, write_vnd

__all__ = [
    "AdditionalSanction",
    "CitedDocument",
    "Content",
    "ContentUnreadable",
    "Delivery",
    "Envelope",
    "ExplanationRight",
    "GoodsRow",
    "Individual",
    "Inspected",
    "InspectionMinutesContent",
    "InspectionOrderContent",
    "InspectionProposalContent",
    "LetterContent",
    "Letterhead",
    "Organization",
    "Paper",
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
    "Signature",
    "SubmissionSlipContent",
    "ViolationRecordContent",
    "amount_in_words",
    "blank_lines",
    "compose",
    "digest_of",
    "freeze",
    "number_in_words",
    "render_docx",
    "render_html",
    "thaw",
    "thaw_content",
    "unfilled_count",
    "write_vnd",
]
