"""Two records of one merchant are joined by a pointer, and taken apart by ending it. No key is ever rewritten."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.models import Merge, Subject
from minhbach.domains.subjects.policies import require_own_subject, writing_agency
from minhbach.domains.subjects.refusals import (
    ReasonMissing,
    SubjectAlreadyMerged,
    SubjectMergedIntoItself,
    SubjectNotMerged,
)
from minhbach.domains.subjects.services.stories import tell_story
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn


@transaction.atomic
def merge(*, officer: Officer, at: datetime, subject: Subject, into: Subject, reason: str) -> Subject:
    """Say that SUBJECT is the same as INTO, whose page then tells of both; returns the one that stays.

    Raises: RoleMissing, SubjectOfAnotherAgency, SubjectMergedIntoItself, SubjectAlreadyMerged, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    subject = _locked_to_join(officer, subject, at=at)
    into = Subject.objects.get(pk=into.pk)
    root_id = into.canonical_id or into.id
    if root_id in (subject.id, subject.canonical_id):
        raise SubjectMergedIntoItself
    if subject.canonical_id is not None:
        raise SubjectAlreadyMerged
    Merge.objects.create(subject=subject, into=into, reason=reason.strip()[:300], at=at, officer=officer)
    _point(subject)
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
    # What INTO turned out to be may be beyond who joins.
    return Subject.objects.filter(pk=root_id).first() or into


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
    _point(subject)
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


def _point(subject: Subject) -> None:
    """Point a record, and all that is joined to it, to the one that the joins that stand lead to."""
    with connection.cursor() as cursor:
        cursor.execute("select subjects_point(%s)", [subject.pk])
