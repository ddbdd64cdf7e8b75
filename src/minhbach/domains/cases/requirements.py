"""What a case's acts and papers lack, by weight: the one list that page, act, submission, signature and number ask.

Each act lists its own (`Act.requirements`), each paper beside the act that makes it (`CasePaper.needs`); what no date
of the line may say against another stands in `chronology`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from minhbach.domains.cases.acts import BY_CODE, PAPERS
from minhbach.domains.cases.acts.act import Of
from minhbach.domains.cases.acts.needs import at_entry
from minhbach.domains.cases.acts.paper import Drawn
from minhbach.domains.cases.chronology import contradictions, marks_of
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors.access import case_state
from minhbach.domains.cases.selectors.ladder import issuer_of
from minhbach.domains.cases.selectors.papers import gather_known, main_subject
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.types import Kind, State, Supersession
from minhbach.foundation.requirements import Unmet


def unmet_of_paper(document: OfficialDocument, to: State, at: datetime) -> Iterator[Unmet]:
    """List what a paper of a case lacks to come to a state; one that revokes another lacks nothing."""
    if document.kind not in PAPERS or document.supersession == Supersession.REVOKES:
        return
    case = Case.objects.select_related("owner_agency__parent", "place").filter(id=document.target_id).first()
    if case is None:
        return
    state, content = case_state(case), thaw_content(document.content)
    yield from _unmet(case, state, Kind(document.kind), content, part=document.target_part)


def unmet_of_draft(case: Case, state: CaseState, kind: Kind, *, part: str, at: datetime) -> Iterator[Unmet]:
    """List what a paper of a case would lack if it were drafted now; nothing while there is nothing to draft."""
    issuer = issuer_of(case, state, part, kind, at=at)
    content = PAPERS[kind][1].fill(state, part, gather_known(case, state, part=part, issuer=issuer, at=at))
    if content is not None:
        yield from _unmet(case, state, kind, content, part=part)


def contradicted_by(entry: Entry[Any], case: Case, state: CaseState) -> list[Unmet]:
    """List the dates of a line that an entry contradicts, or that contradict it."""
    if BY_CODE[entry.kind].of is Of.MATTER:
        return []
    marks = marks_of(state, state.of(entry.part), signed_at=_signed_at)
    return list(contradictions(marks, said_by=entry.id))


def _unmet(case: Case, state: CaseState, kind: Kind, content: Any, *, part: str) -> Iterator[Unmet]:
    act, paper = PAPERS[kind]
    part = part or next(iter(state.lines), "") if act.of is Of.VIOLATOR and len(state.lines) == 1 else part
    yield from paper.needs(Drawn(case, state, part, content, main_subject(case, part)))
    if act.of is not Of.MATTER:
        marks = marks_of(state, state.of(part), signed_at=_signed_at)
        yield from contradictions(marks, mended_at=lambda entry_id: at_entry(case, entry_id))


def _signed_at(document_id: UUID) -> datetime | None:
    signed: datetime | None = (
        OfficialDocument.unscoped.filter(id=document_id).values_list("signed_at", flat=True).first()
    )
    return signed
