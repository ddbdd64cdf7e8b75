"""The papers of a case on their way: drafted, submitted, signed, numbered, issued."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import draft_paper
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.services import give_number, issue, sign, submit
from minhbach.domains.documents.types import Kind
from minhbach.interfaces.demo.accounts import BRANCH
from minhbach.interfaces.demo.world.desk import Desk

RECIPIENTS = ("Như trên", "Lưu: VT, hồ sơ vụ việc")
MINUTE = timedelta(minutes=1)


def make_on_the_spot(desk: Desk, case: Case, kind: Kind, *, officer: Officer, at: datetime) -> OfficialDocument:
    """This will draw up, sign, number and issue a paper that its maker signs. Blanks are written in by hand."""
    document = draft_paper(officer=officer, at=at, case=case, kind=kind, recipients=RECIPIENTS)
    sign(document_id=document.id, officer=officer, at=at, leave_blanks=True)
    give_number(document_id=document.id, officer=officer, at=at)
    return issue(document_id=document.id, officer=officer, at=at)


def draft_to_sign(desk: Desk, case: Case, kind: Kind, *, signer: str, at: datetime) -> OfficialDocument:
    """This will draft a paper of the branch and put it before its signer; with no signer it stays a draft."""
    document = draft_paper(
        officer=desk.inspector,
        at=at,
        case=case,
        kind=kind,
        issuing_agency=desk.team if signer == "doitruong" else desk.bench.agencies[BRANCH],
        recipients=RECIPIENTS,
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
        leave_blanks=True,
    )


def sign_paper(desk: Desk, document: OfficialDocument, *, signer: str, at: datetime) -> None:
    """This will sign a submitted paper."""
    sign(document_id=document.id, officer=desk.bench.staff[signer], at=at)


def issue_signed(desk: Desk, document: OfficialDocument, *, at: datetime) -> None:
    """This will let the clerk number and issue a signed paper."""
    clerk = desk.bench.staff["vanthu"]
    give_number(document_id=document.id, officer=clerk, at=at)
    issue(document_id=document.id, officer=clerk, at=at + MINUTE)
