"""What follows from a referral: the row that lists read, the list of the file, its papers, its sheets counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import capfirst

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.acts import BY_CODE
from minhbach.domains.cases.acts.act import Door
from minhbach.domains.cases.acts.refer import Refer
from minhbach.domains.cases.models import Case, Referral, ReferralItem
from minhbach.domains.cases.referrals import rows_of
from minhbach.domains.cases.replay import in_account
from minhbach.domains.cases.selectors.access import case_state, entries_of
from minhbach.domains.cases.selectors.papers import papers_of
from minhbach.domains.cases.types.codes import ReferralState
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.documents.models import DocumentFile
from minhbach.domains.documents.types import PAPERS as FORMS
from minhbach.domains.documents.types import FileKind, Kind, State
from minhbach.domains.evidence.selectors import evidence_of
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold

_MOST_SHEETS = 5000
_SIGNED = (State.SIGNED, State.NUMBERED, State.ISSUED, State.FILED)
# Of a paper's files the one nearest to what lies in the file on paper.
_NEAREST = (FileKind.SCAN, FileKind.NUMBERED, FileKind.SIGNED_OVER)


def keep_referrals(case: Case, entries: Sequence[Entry[Any]], state: CaseState, *, law: Law | None = None) -> None:
    """Bring the rows of a case's referrals in line with its state."""
    if not any(entry.kind == Refer.code for entry in entries):
        return
    rows = rows_of(state, law=law or open_law())
    for entry, row in rows.items():
        Referral.objects.update_or_create(id=entry.id, defaults={"case": case, **asdict(row)})
    gone = Referral.objects.filter(case=case).exclude(id__in=[entry.id for entry in rows])
    gone.update(state=ReferralState.ANNULLED, due_on=None, clock_row="")


def put_together(door: Door) -> None:
    """Freeze the list of what a file holds as it is referred, and draft the papers it goes with."""
    from minhbach.domains.cases.services.papers import draft_paper

    found = [line.referred for line in (door.state.own, *door.state.lines.values()) if line.referred]
    entry = max(found, key=lambda one: one.sequence)
    items = list(_items(door.case, entry))
    ReferralItem.objects.bulk_create(
        ReferralItem(case=door.case, referral_id=entry.id, number=number, **one)
        for number, one in enumerate(items, start=1)
    )
    for kind in (Kind.REFERRAL_DECISION, Kind.REFERRAL_FILE, Kind.REFERRAL_HANDOVER):
        draft_paper(officer=door.officer, at=door.at, case=door.case, kind=kind, part=entry.part)


def _items(case: Case, referred: Entry[Any]) -> Iterator[dict[str, Any]]:
    """List the signed papers of a case, those its entries cite, then its evidence."""
    papers = [one for one in papers_of(case) if one.state in _SIGNED]
    files = DocumentFile.objects.filter(document__in=papers, kind__in=_NEAREST).order_by("made_at", "version")
    latest: dict[UUID, DocumentFile] = {}
    for file in files:
        held = latest.get(file.document_id)
        if held is None or _NEAREST.index(FileKind(file.kind)) <= _NEAREST.index(FileKind(held.kind)):
            latest[file.document_id] = file
    for paper in sorted(papers, key=lambda one: (one.dated or local_date(one.changed_at), one.changed_at)):
        kept = latest.get(paper.id)
        yield {
            "title": paper.title,
            "symbol": paper.number_text,
            "dated": paper.dated,
            "source_type": "documents.officialdocument",
            "source_id": paper.id,
            "sha256": kept.sha256 if kept else "",
            "size": kept.size if kept else None,
        }
    known = {paper.number_text for paper in papers if paper.number_text}
    for entry in in_account(entries_of(case)):
        act = BY_CODE[entry.kind]
        cited = act.paper_of(entry.fact)
        if entry.id == referred.id or cited is None or entry.document_id is not None or cited.number in known:
            continue
        known.add(cited.number)
        # The paper by its own name where the act makes one, else by what it was for.
        title = FORMS[act.papers[0].kind].title_vi if act.papers else capfirst(str(act.label))
        yield {"title": title, "symbol": cited.number, "dated": cited.dated}
    for one in evidence_of(case):
        yield {
            "title": one.title,
            "symbol": one.secret_register_number or one.file_name[:100],
            "source_type": "evidence.evidenceitem",
            "source_id": one.id,
            "sha256": one.sha256,
            "size": one.size,
        }


@transaction.atomic
def count_sheets(*, officer: Officer, at: datetime, referral: Referral, sheets: Sequence[int]) -> Referral:
    """Write down how many sheets each item of a list has: their numbers (bút lục) follow.

    Raises: SheetsDoNotMatch, RoleMissing, OfficerNotOnCase.
    """
    held = hold(referral)
    case = held.case
    policies.require_handler(officer, case, case_state(case), at=at)
    items = held.items.count()
    if len(sheets) != items or not all(1 <= one <= _MOST_SHEETS for one in sheets):
        raise refusals.SheetsDoNotMatch(items=items)
    held.sheets = list(sheets)
    held.save(update_fields=["sheets"])
    audit.record(
        "cases.referral.sheets_counted",
        officer_id=officer.id,
        at=at,
        target_type="cases.case",
        target_id=case.id,
        data={"referral": str(held.id), "items": items, "sheets": sum(sheets)},
    )
    return held
