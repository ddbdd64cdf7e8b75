"""What happened to a subject, told by the room in which it happened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.models import StoryEntry, Subject
from minhbach.foundation.scope import ScopedModel, Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM


@transaction.atomic
def tell_story(
    *,
    subject: Subject,
    at: datetime,
    kind: str,
    target: ScopedModel | None = None,
    params: Mapping[str, str | int] | None = None,
    officer: Officer | None = None,
) -> StoryEntry:
    """Add an entry to a subject's story, in the transaction of the act it tells of.

    It is read by those who reach TARGET (the subject itself when none is given): owner, place and sharing are
    copied from it. PARAMS hold numbers and codes for the kind's sentence, never names. An entry of the same
    kind, target, time and params is told once. Not audited: the act itself is. What it tells of may be another
    agency's, so the entry is written with the system's reach.
    """
    told = target if target is not None else subject
    same: dict[str, Any] = {
        "subject_id": subject.id,
        "kind": kind,
        "at": at,
        "target_type": told._meta.label_lower,
        "target_id": str(told.pk),
        "params": dict(params or {}),
    }
    with acting_as(SYSTEM):
        known: StoryEntry | None = StoryEntry.unscoped.filter(**same).first()
        if known is not None:
            return known
        entry = StoryEntry(
            **same,
            owner_agency_id=told.owner_agency_id,
            place_id=told.place_id,
            sharing=told.sharing,
            created_at=at,
            officer=officer,
        )
        entry.save(force_insert=True)
        return entry


@transaction.atomic
def rescope_story(target: ScopedModel) -> int:
    """Let the entries that tell of a record follow its owner, place and sharing; returns how many."""
    return int(
        StoryEntry.unscoped.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).update(
            owner_agency_id=target.owner_agency_id, place_id=target.place_id, sharing=target.sharing
        )
    )


@transaction.atomic
def rescope_with_subject(target: ScopedModel, *, is_apart: bool) -> None:
    """Let the entries that tell of a record be read with their subject; of one that is APART by whoever sees both."""
    with acting_as(SYSTEM):
        told = StoryEntry.unscoped.filter(target_type=target._meta.label_lower, target_id=str(target.pk))
        for entry in told.select_related("subject"):
            reach = reach_with_subject(target, entry.subject, is_apart=is_apart)
            StoryEntry.unscoped.filter(pk=entry.pk).update(**reach)


@transaction.atomic
def rescope_of_subject(subject: Subject, *, target_type: str, but: Collection[UUID]) -> None:
    """Let what a subject's story tells of a kind of record be read with the subject, BUT for some of them."""
    with acting_as(SYSTEM):
        told = StoryEntry.unscoped.filter(subject=subject, target_type=target_type)
        told.exclude(target_id__in=map(str, but)).update(
            owner_agency_id=subject.owner_agency_id, place_id=subject.place_id, sharing=subject.sharing
        )


def reach_with_subject(target: ScopedModel, subject: Subject, *, is_apart: bool) -> dict[str, Any]:
    """Return whose an entry about a record is, where it lies and who sees it: no more than see its subject."""
    own, other = Sharing(target.sharing), Sharing(subject.sharing)
    told: ScopedModel = target if is_apart and not own.covers(other) else subject
    # Of two that see different parts, neither sees both.
    level = told.sharing if own.covers(other) or other.covers(own) or not is_apart else Sharing.AGENCY
    return {"owner_agency_id": told.owner_agency_id, "place_id": told.place_id, "sharing": level}
