"""A closed report becomes an official document: drafted from its figures, put up for signing, issued."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import DocumentMoved, Kind, State, Target
from minhbach.domains.reporting.models import Report
from minhbach.domains.reporting.paper import title_of, write_paper
from minhbach.domains.reporting.policies import require_keeper
from minhbach.domains.reporting.refusals import FiguresStillOpen
from minhbach.domains.reporting.selectors.facts import paper_facts, written_sections
from minhbach.domains.reporting.services.journal import remember
from minhbach.domains.reporting.types import EventKind, ReportState
from minhbach.foundation.database.locks import hold, lock

TARGET = "reporting.report"


@transaction.atomic
def put_forward(
    *,
    officer: Officer,
    at: datetime,
    report: Report,
    signer_post_id: UUID,
    addressed_to: tuple[str, ...] = (),
    confirmed: Collection[str] = (),
) -> OfficialDocument:
    """Draw the report up as an official document and put it before its signer.

    Raises: RoleMissing, FiguresStillOpen, and the refusals of documents.services.submit.
    """
    hold(report)
    require_keeper(officer, report.owner_agency, at=at)
    if report.state != ReportState.CLOSED:
        raise FiguresStillOpen
    document = documents.draft(
        officer=officer,
        at=at,
        agency=report.owner_agency,
        kind=Kind.REPORT,
        content=write_paper(paper_facts(report, at=at), written_sections(report), addressed_to=addressed_to),
        title=title_of(report.year, report.month),
        target=Target(TARGET, report.id),
        place=report.place,
    )
    document = documents.submit(
        document_id=document.id, officer=officer, at=at, signer_post_id=signer_post_id, confirmed=confirmed
    )
    report.state, report.document_id = ReportState.PUT_FORWARD, document.id
    report.save(update_fields=["state", "document_id"])
    data = {"document": str(document.id)}
    remember(report, EventKind.PUT_FORWARD, "reporting.report.put_forward", officer=officer, at=at, data=data)
    return document


def hear_document(moved: DocumentMoved) -> None:
    """Follow the report's own document: issued, so is the report; returned, its words may change again."""
    if moved.target_type != TARGET or moved.target_id is None:
        return
    if not Report.unscoped.filter(id=moved.target_id).exists():
        return
    report = lock(Report.unscoped, id=moved.target_id)
    if report.document_id != moved.document_id:
        return
    if moved.state is State.ISSUED:
        report.state = ReportState.ISSUED
        report.save(update_fields=["state"])
        remember(report, EventKind.ISSUED, "reporting.report.issued", officer=moved.officer, at=moved.at)
    elif moved.state in {State.RETURNED, State.DRAFT, State.CANCELLED}:
        report.state = ReportState.CLOSED
        report.save(update_fields=["state"])
