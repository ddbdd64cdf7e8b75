"""An officer says whether two records are one; it is kept, binds later runs, and can be taken back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage.models import Judgement
from minhbach.domains.linkage.policies import is_own, require_judge
from minhbach.domains.linkage.refusals import AlreadyJudged, AlreadyOne, JudgementEnded
from minhbach.domains.linkage.services.linking import hear_subjects
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import SubjectNotMerged
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn


@transaction.atomic
def judge(*, officer: Officer, at: datetime, one: Subject, other: Subject, verdict: Verdict | str) -> Judgement:
    """Say of two records in reach that they are the same, different, or that one cannot tell.

    “The same” joins them where one of the two is the officer's own agency's; else it is an opinion that binds the
    linkage and waits for the agency that keeps a record to join it.

    Raises: RoleMissing, AlreadyJudged, AlreadyOne.
    """
    require_judge(officer, at=at)
    verdict = Verdict(verdict)
    one, other = sorted((one, other), key=lambda subject: str(subject.pk))
    # Two who judge the same pair: the second reads what the first said.
    wait_turn("linkage.pair", one.pk, other.pk)
    standing = Judgement.objects.filter(one=one, other=other, ended_at__isnull=True).first()
    if standing is not None and standing.verdict != Verdict.UNSURE:
        raise AlreadyJudged(officer=standing.officer.full_name, verdict=standing.get_verdict_display())
    if standing is not None:
        _end(standing, officer=officer, at=at)
    one, other = Subject.objects.get(pk=one.pk), Subject.objects.get(pk=other.pk)
    is_one = _root(one) == _root(other)
    if is_one and verdict == Verdict.DIFFERENT:
        raise AlreadyOne
    joined = _join(officer, one, other, at=at) if verdict == Verdict.SAME and not is_one else None
    judgement = Judgement.objects.create(one=one, other=other, verdict=verdict, joined=joined, at=at, officer=officer)
    audit.record(
        "linkage.judgement.made",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=one.id,
        data={"other": str(other.id), "verdict": verdict.value, "joined": str(joined.id) if joined else ""},
    )
    hear_subjects([one.pk, other.pk])
    return judgement


@transaction.atomic
def take_back(*, officer: Officer, at: datetime, judgement: Judgement) -> Judgement:
    """End a judgement; records that it joined are separated again, as they were before.

    Raises: RoleMissing, SubjectOfAnotherAgency, JudgementEnded.
    """
    require_judge(officer, at=at)
    hold(judgement)
    if judgement.ended_at is not None:
        raise JudgementEnded
    if judgement.joined is not None and judgement.joined.canonical_id is not None:
        # Somebody may be separating them on the page of the subject this very moment.
        with suppress(SubjectNotMerged):
            subjects.separate(
                officer=officer, at=at, subject=judgement.joined, reason=_("Rút lại kết luận đối chiếu hồ sơ.")
            )
    _end(judgement, officer=officer, at=at)
    audit.record(
        "linkage.judgement.taken_back",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=judgement.one_id,
        data={"other": str(judgement.other_id), "verdict": judgement.verdict},
    )
    hear_subjects([judgement.one_id, judgement.other_id])
    return judgement


def _end(judgement: Judgement, *, officer: Officer, at: datetime) -> None:
    judgement.ended_at, judgement.ended_by = at, officer
    judgement.save(update_fields=["ended_at", "ended_by"])


def _root(subject: Subject) -> UUID:
    return subject.canonical_id or subject.pk


def _join(officer: Officer, one: Subject, other: Subject, *, at: datetime) -> Subject | None:
    """Join the record made later into the one made first, or the other way round where only that is one's own."""
    first, second = sorted((one, other), key=lambda subject: (subject.created_at, str(subject.pk)))
    for child, into in ((second, first), (first, second)):
        if is_own(child.owner_agency_id) and child.canonical_id is None:
            subjects.merge(officer=officer, at=at, subject=child, into=into, reason=_("Kết luận khi đối chiếu hồ sơ."))
            return child
    return None
