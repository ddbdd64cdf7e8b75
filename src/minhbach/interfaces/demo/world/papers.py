"""The papers of a case on their way: drafted, submitted, signed, numbered, issued."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import draft_paper
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.services import (
    cancel,
    file_away,
    give_number,
    issue,
    return_for_changes,
    sign,
    submit,
)
from minhbach.domains.documents.types import NO_SCAN, Kind, Supersession
from minhbach.interfaces.demo.accounts import BRANCH
from minhbach.interfaces.demo.world import words
from minhbach.interfaces.demo.world.desk import Desk

RECIPIENTS = ("Như trên", "Lưu: VT, hồ sơ vụ việc")
MINUTE = timedelta(minutes=1)


def make_on_the_spot(desk: Desk, case: Case, kind: Kind, *, officer: Officer, at: datetime) -> OfficialDocument:
    """Draw up, sign, number and issue a paper that its maker signs."""
    document = draft_paper(officer=officer, at=at, case=case, kind=kind, recipients=RECIPIENTS)
    sign(document_id=document.id, officer=officer, at=at)
    give_number(document_id=document.id, officer=officer, at=at)
    return issue(document_id=document.id, officer=officer, at=at, confirmed=[NO_SCAN])


def draft_to_sign(
    desk: Desk,
    case: Case,
    kind: Kind,
    *,
    signer: str,
    at: datetime,
    part: str = "",
    supersession: Supersession | None = None,
) -> OfficialDocument:
    """Draft a paper of the branch and put it before its signer; with no signer it stays a draft."""
    document = draft_paper(
        officer=desk.inspector,
        at=at,
        case=case,
        kind=kind,
        part=part,
        issuing_agency=desk.team if signer == "doitruong" else desk.bench.agencies[BRANCH],
        recipients=RECIPIENTS,
        supersession=supersession,
    )
    if not signer:
        return document
    post = Post.objects.get(officer=desk.bench.staff[signer], may_sign=True)
    return submit(
        document_id=document.id,
        officer=desk.inspector,
        at=at + MINUTE,
        signer_post_id=post.id,
        proposal="Kính trình lãnh đạo đơn vị xem xét, ký ban hành",
    )


def sign_paper(desk: Desk, document: OfficialDocument, *, signer: str, at: datetime) -> None:
    """Sign a submitted paper."""
    sign(document_id=document.id, officer=desk.bench.staff[signer], at=at)


def return_paper(desk: Desk, document: OfficialDocument, *, signer: str, at: datetime) -> None:
    """Send a submitted paper back to its drafter."""
    return_for_changes(document_id=document.id, officer=desk.bench.staff[signer], at=at, reason=words.RETURNED)


def number_paper(desk: Desk, document: OfficialDocument, *, at: datetime) -> None:
    """Let the clerk give a signed paper its number and date."""
    give_number(document_id=document.id, officer=desk.bench.staff["vanthu"], at=at)


def issue_paper(desk: Desk, document: OfficialDocument, *, at: datetime) -> None:
    """Let the clerk issue a numbered paper."""
    issue(document_id=document.id, officer=desk.bench.staff["vanthu"], at=at, confirmed=[NO_SCAN])


def issue_signed(desk: Desk, document: OfficialDocument, *, signer: str, at: datetime) -> None:
    """Sign, number and issue a submitted paper, a minute each."""
    sign_paper(desk, document, signer=signer, at=at)
    number_paper(desk, document, at=at + MINUTE)
    issue_paper(desk, document, at=at + 2 * MINUTE)


def file_paper(desk: Desk, case: Case, document: OfficialDocument, *, at: datetime) -> None:
    """Let the clerk file an issued paper away with the case's file."""
    file_away(
        document_id=document.id, officer=desk.bench.staff["vanthu"], at=at, file_reference=f"Hồ sơ vụ việc {case.code}"
    )


def cancel_draft(desk: Desk, document: OfficialDocument, *, at: datetime) -> None:
    """Let the drafter give a draft up."""
    cancel(document_id=document.id, officer=desk.inspector, at=at, reason=words.DRAFT_GIVEN_UP)


def replace_decision(desk: Desk, case: Case, *, at: datetime) -> None:
    """Issue a decision in place of the one that is out: a slip in it is mended by a new paper."""
    document = draft_to_sign(
        desk, case, Kind.SANCTION_DECISION, signer="phochicuctruong", at=at, supersession=Supersession.REPLACES
    )
    issue_signed(desk, document, signer="phochicuctruong", at=at + 2 * MINUTE)
