"""The papers that wait for one person's signature, in the order of their clocks, and what to know of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents import selectors
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers.submission_slip import SubmissionSlipContent
from minhbach.domains.documents.types import FileKind, PaperSummary
from minhbach.foundation.office import offered
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.writing import write_moment

# More than anybody signs at one sitting; the rest comes up as these are signed.
MOST = 100


@dataclass(frozen=True)
class Waiting:
    """One paper of the stack, and the day by which its record must be dealt with, where there is one."""

    document: OfficialDocument
    due_on: date | None

    @property
    def named(self) -> str:
        return selectors.abstract_of(self.document.title, getattr(self.document, "whom", ""))


def signing_stack(officer: Officer, *, at: datetime) -> list[Waiting]:
    """List what waits for an officer's signature in any post: first what is due first, then the longest waiting."""
    papers = selectors.with_whom(selectors.waiting_to_sign(officer, at=at))
    waiting = list(papers.select_related("owner_agency").defer("content")[:MOST])
    due = _due_days(waiting)
    stack = [Waiting(one, due.get(one.target_id) if one.target_id else None) for one in waiting]
    return sorted(stack, key=lambda one: (one.due_on is None, one.due_on or date.max))


def summary_of(document: OfficialDocument, *, at: datetime) -> list[Fact]:
    """Say what a signer should know of a paper: what its record tells, who submits it, where it goes."""
    about = [one for one in offered(PaperSummary) if one.target_type == document.target_type]
    return [
        *(fact for one in about for fact in one.facts(document, at=at)),
        *(settled_fact(one) for one in selectors.settled_of(document)),
        *_own_facts(document),
    ]


def settled_fact(settled: selectors.Settled) -> Fact:
    """Say in a line what was gone on without, by whom and when: nobody is asked it again."""
    note = f"{settled.officer}, {write_moment(settled.at)}"
    return Fact(settled.who, settled.sentences, kind="lines", note=note)


def _due_days(documents: list[OfficialDocument]) -> dict[UUID, date]:
    ids: dict[str, set[UUID]] = defaultdict(set)
    for one in documents:
        if one.target_id is not None:
            ids[one.target_type].add(one.target_id)
    due: dict[UUID, date] = {}
    for offer in offered(PaperSummary):
        if asked := ids.get(offer.target_type):
            due.update(offer.due(asked))
    return due


def _own_facts(document: OfficialDocument) -> Iterator[Fact]:
    post = document.signer_post
    if post is not None:
        yield Fact(_("Ký với chức vụ"), f"{post.title_vi}, {post.agency.short_name}")
    if document.delegation is not None:
        yield Fact(_("Giao quyền"), document.delegation.decision_number)
    slip = _slip_of(document)
    if slip is not None and slip.summary != (document.title,):
        yield Fact(_("Nội dung trình"), slip.summary, kind="lines")
    yield Fact(_("Nơi nhận"), tuple(document.recipients), kind="lines")
    if slip is not None:
        yield Fact(_("Kèm theo"), slip.attachments, kind="lines")
    yield Fact(
        _("Người trình"),
        f"{document.drafted_by.full_name}, {document.owner_agency.short_name}",
        note=slip.proposal or "" if slip else "",
    )


def _slip_of(document: OfficialDocument) -> SubmissionSlipContent | None:
    """What the submission slip says that went up with the document last."""
    file = document.files.filter(kind=FileKind.SLIP).order_by("-version").first()
    if file is None or file.frozen is None:
        return None
    said = file.frozen["content"]
    return SubmissionSlipContent(
        addressed_to=said.get("addressed_to"),
        about=said.get("about"),
        summary=tuple(said.get("summary") or ()),
        attachments=tuple(said.get("attachments") or ()),
        proposal=said.get("proposal"),
    )
