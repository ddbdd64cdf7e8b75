"""How far a record is open: its level and the agencies it is opened to, narrowed again at will."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.subjects.models import SearchToken, Statement, Subject
from minhbach.domains.subjects.policies import require_own_subject, writing_agency
from minhbach.domains.subjects.services.registration import share_subject
from minhbach.domains.subjects.services.statements import refresh_name
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import ScopedModel, Sharing, reach_changed, share_with, stop_sharing_with


@transaction.atomic
def change_reach(
    *, officer: Officer, at: datetime, subject: Subject, sharing: Sharing | str, closed_to: Collection[Agency] = ()
) -> Subject:
    """Set the level of a record with what its own agency has stated of it, and close it to some agencies again.

    What was stated at the record's level follows it; what was kept narrower stays so.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    require_own_subject(subject)
    hold(subject)
    writing_agency(officer, at=at, agency=subject.owner_agency)
    old, new = Sharing(subject.sharing), Sharing(sharing)
    own = list(_own_statements(subject))
    if new != old:
        subject.sharing = new
        subject.save(update_fields=["sharing"])
        reach_changed(subject)
        for statement in own:
            if statement.sharing == old or not new.covers(Sharing(statement.sharing)):
                _set_level(statement, new)
        refresh_name(subject)
    for agency in closed_to:
        for record in _with_things([subject], own):
            stop_sharing_with(record, agency)
    if new != old or closed_to:
        audit.record(
            "subjects.subject.reach_changed",
            officer_id=officer.id,
            at=at,
            target_type="subjects.subject",
            target_id=subject.id,
            data={"sharing": [old.value, new.value], "closed_to": [str(agency.id) for agency in closed_to]},
        )
    return subject


@transaction.atomic
def change_seen_by(
    *,
    officer: Officer,
    at: datetime,
    record: Subject,
    sharing: Sharing,
    opened_to: Collection[Agency],
    closed_to: Collection[Agency],
) -> None:
    """Change who sees a record as its page asks it: the level, agencies it is closed to and opened to.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    change_reach(officer=officer, at=at, subject=record, sharing=sharing, closed_to=closed_to)
    for agency in opened_to:
        share_subject(officer=officer, at=at, subject=record, with_agency=agency)


@transaction.atomic
def open_to(*, officer: Officer, at: datetime, kind: str, canonical: str, owner: Agency, to: Agency) -> int:
    """Open what an agency has stated of a value to another, with its own records that carry it; return how many.

    Raises: RoleMissing.
    """
    writing_agency(officer, at=at, agency=owner)
    stated = list(
        Statement.objects.filter(
            identifier__kind=kind, identifier__canonical=canonical, owner_agency=owner, retracted_at__isnull=True
        )
        .exclude(sharing=Sharing.SILENT)
        .select_related("subject__owner_agency", "premises", "presence")
    )
    for record in _with_things([], stated):
        share_with(record, to, officer_id=officer.id, at=at)
    for subject in {one.subject_id: one.subject for one in stated if one.subject.owner_agency_id == owner.id}.values():
        share_subject(officer=officer, at=at, subject=subject, with_agency=to)
    return len(stated)


def _set_level(statement: Statement, level: Sharing) -> None:
    for record in _with_things([], [statement]):
        record.sharing = level
        record.save(update_fields=["sharing"])
        reach_changed(record)
    SearchToken.objects.filter(statement=statement).update(sharing=level)


def _own_statements(subject: Subject) -> QuerySet[Statement]:
    rows: QuerySet[Statement] = Statement.objects.filter(
        subject=subject, owner_agency_id=subject.owner_agency_id, retracted_at__isnull=True
    ).select_related("premises", "presence")
    return rows


def _with_things(records: Collection[ScopedModel], stated: Collection[Statement]) -> Iterator[ScopedModel]:
    """Give the records, the statements, and the places and addresses that these point at, of the same agency."""
    yield from records
    for statement in stated:
        yield statement
        for thing in (statement.premises, statement.presence):
            if thing is not None and thing.owner_agency_id == statement.owner_agency_id:
                yield thing
