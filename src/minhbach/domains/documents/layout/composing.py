"""Which form sets which content."""

from .envelope import Envelope
from .forms.correspondence import LetterContent, SubmissionSlipContent, compose_letter, compose_submission_slip
from .forms.inspection import (
    InspectionMinutesContent,
    InspectionOrderContent,
    InspectionProposalContent,
    compose_inspection_minutes,
    compose_inspection_order,
    compose_inspection_proposal,
)
from .forms.report import ReportContent, compose_report
from .forms.sanction_decision import SanctionDecisionContent, compose_sanction_decision
from .forms.violation_record import ViolationRecordContent, compose_violation_record
from .paper import Paper

Content = (
    SanctionDecisionContent
    | ViolationRecordContent
    | InspectionProposalContent
    | InspectionOrderContent
    | InspectionMinutesContent
    | ReportContent
    | SubmissionSlipContent
    | LetterContent
)


def compose(content: Content, envelope: Envelope) -> Paper:
    """Set a content and its envelope on paper."""
    match content:
        case SanctionDecisionContent():
            return compose_sanction_decision(content, envelope)
        case ViolationRecordContent():
            return compose_violation_record(content, envelope)
        case InspectionProposalContent():
            return compose_inspection_proposal(content, envelope)
        case InspectionOrderContent():
            return compose_inspection_order(content, envelope)
        case InspectionMinutesContent():
            return compose_inspection_minutes(content, envelope)
        case ReportContent():
            return compose_report(content, envelope)
        case SubmissionSlipContent():
            return compose_submission_slip(content, envelope)
        case LetterContent():
            return compose_letter(content, envelope)
