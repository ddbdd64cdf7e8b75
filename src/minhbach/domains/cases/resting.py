"""What a signed paper rests on: it is no longer taken out of account, only followed by another paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts import PAPERS
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.state import Entry
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import State

_STANDS = (State.SIGNED, State.NUMBERED, State.ISSUED, State.FILED)


def first_of(entries: Sequence[Entry[Any]], entry: Entry[Any]) -> Entry[Any]:
    """Return the entry that one corrects, or that the one it corrects does, back to the first."""
    by_id = {one.id: one for one in entries}
    while entry.replaces is not None:
        entry = by_id[entry.replaces]
    return entry


def paper_resting_on(entry: Entry[Any], papers: Sequence[OfficialDocument]) -> OfficialDocument | None:
    """Return the signed paper that was drawn from an entry, None where there is none."""
    return next((paper for paper in papers if _rests(paper, entry)), None)


def require_unrested(entry: Entry[Any], papers: Sequence[OfficialDocument]) -> None:
    """Refuse where a signed paper was drawn from an entry.

    Raises: PaperRestsOnEntry.
    """
    if (paper := paper_resting_on(entry, papers)) is not None:
        raise refusals.PaperRestsOnEntry(
            paper=paper.title, number=paper.number_text or State(paper.state).label, where=paper.get_absolute_url()
        )


def require_of_hand(entry: Entry[Any], case: Case) -> None:
    """Refuse to touch by hand what a paper of the system entered.

    Raises: EntryIsOfPaper.
    """
    if entry.document_id is not None:
        raise refusals.EntryIsOfPaper(case=case.code)


def _rests(paper: OfficialDocument, entry: Entry[Any]) -> bool:
    if paper.state not in _STANDS or paper.kind not in PAPERS or paper.signed_at is None:
        return False
    is_same_part = not entry.part or paper.target_part in ("", entry.part)
    is_drawn_from = isinstance(entry.fact, PAPERS[paper.kind][1].drawn_from)
    return is_drawn_from and is_same_part and entry.recorded_at <= paper.signed_at
