"""Finding the plans of others for the same subjects: the database looks beyond the planner's reach, and says little."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.inspections.measures import near_days
from minhbach.domains.inspections.models import Overlap, Plan, Word
from minhbach.domains.inspections.types import OverlapState
from minhbach.domains.linkage.selectors import candidates_of
from minhbach.domains.subjects.models import Subject
from minhbach.engine.identifiers import KINDS
from minhbach.engine.linkage import standing_model
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import share_with


def find_overlaps(plan: Plan, subjects: Collection[Subject], *, at: datetime) -> int:
    """Note where the items of a plan overlap with what others have sent out; return how many were not known yet.

    SUBJECTS are those whose cluster is looked at too: as their planner may see it, never by records out of reach.
    """
    pairs = [(subject.pk, mate) for subject in subjects for mate in _mates(subject)]
    kinds = [code for code, kind in KINDS.items() if kind.tells_one]
    with connection.cursor() as cursor:
        cursor.execute(
            "select inspections_find_overlaps(%s, %s, %s, %s, %s::uuid[], %s::uuid[])",
            [
                plan.pk,
                at,
                near_days(local_date(at)),
                kinds,
                [own for own, _mate in pairs],
                [mate for _own, mate in pairs],
            ],
        )
        return int(cursor.fetchone()[0])


def _mates(subject: Subject) -> list[Any]:
    """Return the records that the planner himself would hold to be one with a subject."""
    likely = [pair for pair in candidates_of(subject) if pair.score >= standing_model().join]
    return [pair.other.pk if pair.one.pk == subject.pk else pair.one.pk for pair in likely]


def tell(plan: Plan, found: Sequence[Overlap], *, officer: Officer, at: datetime) -> None:
    """Let the other unit know of overlaps, and begin the term in which it may object, where there is one."""
    state = OverlapState.WAITING if plan.due_on else OverlapState.NOTED
    for overlap in found:
        overlap.state, overlap.state_at, overlap.told_at, overlap.due_on = state, at, at, plan.due_on
        overlap.save(update_fields=["state", "state_at", "told_at", "due_on"])
        share_with(overlap, overlap.other_agency, officer_id=officer.id, at=at)
        put_word(overlap, agency=plan.owner_agency, officer=officer, at=at)


def move(
    overlap: Overlap,
    state: OverlapState,
    *,
    agency: Agency,
    officer: Officer,
    at: datetime,
    words: str = "",
    paper: str = "",
) -> None:
    """Bring an overlap to a state, and keep by whose word."""
    overlap.state, overlap.state_at = state, at
    overlap.save(update_fields=["state", "state_at"])
    put_word(overlap, agency=agency, officer=officer, at=at, words=words, paper=paper)


def put_word(
    overlap: Overlap,
    *,
    agency: Agency,
    officer: Officer,
    at: datetime,
    words: str = "",
    paper: str = "",
    is_talk: bool = False,
) -> None:
    """Keep what was said of an overlap; mere talk leaves its state as it is."""
    Word.objects.create(
        overlap=overlap,
        state="" if is_talk else overlap.state,
        agency=agency,
        officer=officer,
        words=words,
        paper=paper,
        at=at,
    )
