"""Two records of one merchant are joined by a pointer, and taken apart by ending it. No key is ever rewritten."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.models import Merge, Subject
from minhbach.domains.subjects.policies import require_own_subject, writing_agency
from minhbach.domains.subjects.refusals import ReasonMissing, SubjectMergedIntoItself, SubjectNotMerged
from minhbach.domains.subjects.services.stories import tell_story
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn


@transaction.atomic
def merge(*, officer: Officer, at: datetime, subject: Subject, into: Subject, reason: str) -> Subject:
    """Say that SUBJECT is the same as INTO, whose page then tells of both; returns the one that stays.

    Raises: RoleMissing, SubjectOfAnotherAgency, SubjectMergedIntoItself, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    subject = _locked_to_join(officer, subject, at=at)
    into = Subject.objects.get(pk=into.pk)
    root_id = into.canonical_id or into.id
    if subject.canonical_id is not None or root_id == subject.id:
        raise SubjectMergedIntoItself
    Merge.objects.create(subject=subject, into=into, reason=reason.strip()[:300], at=at, officer=officer)
    Subject.objects.filter(canonical_id=subject.id).update(canonical_id=root_id)
    Subject.objects.filter(pk=subject.pk).update(canonical_id=root_id)
    tell_story(subject=subject, at=at, kind="subjects.merged", officer=officer)
    audit.record(
        "subjects.subject.merged",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"into": str(into.id)},
    )
    subjects_changed([subject.id, into.id])
    root: Subject = Subject.objects.get(pk=root_id)
    return root


@transaction.atomic
def separate(*, officer: Officer, at: datetime, subject: Subject, reason: str) -> Subject:
    """Take SUBJECT, with what had been joined to it before, apart from the one it was joined into.

    Raises: RoleMissing, SubjectOfAnotherAgency, SubjectNotMerged, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    subject = _locked_to_join(officer, subject, at=at)
    ended = Merge.objects.filter(subject=subject, undone_at__isnull=True).update(
        undone_at=at, undone_by=officer, undone_reason=reason.strip()[:300]
    )
    if not ended:
        raise SubjectNotMerged
    below = _joined_below(subject.id)
    Subject.objects.filter(pk__in=below).update(canonical_id=subject.id)
    Subject.objects.filter(pk=subject.pk).update(canonical_id=None)
    subject.refresh_from_db()
    tell_story(subject=subject, at=at, kind="subjects.separated", officer=officer)
    audit.record(
        "subjects.subject.separated",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={},
    )
    parted = Merge.objects.filter(subject=subject, undone_at=at).values_list("into_id", flat=True)
    subjects_changed([subject.id, *parted])
    return subject


def _locked_to_join(officer: Officer, subject: Subject, *, at: datetime) -> Subject:
    # What is joined hangs together over many records, some of which nobody here sees: all who join take turns.
    wait_turn("subjects.merge")
    require_own_subject(subject)
    hold(subject)
    writing_agency(officer, at=at, agency=subject.owner_agency)
    return subject


def _joined_below(root_id: UUID) -> list[UUID]:
    """Every subject that was joined to this one, or to one joined to it."""
    root = Subject.objects.values_list("canonical_id", flat=True).get(pk=root_id)
    children: dict[UUID, list[UUID]] = defaultdict(list)
    pairs = Merge.objects.filter(undone_at__isnull=True, subject__canonical_id=root).values_list(
        "subject_id", "into_id"
    )
    for child, parent in pairs:
        children[parent].append(child)
    found: list[UUID] = []
    waiting = [root_id]
    while waiting:
        for child in children[waiting.pop()]:
            found.append(child)
            waiting.append(child)
    return found
