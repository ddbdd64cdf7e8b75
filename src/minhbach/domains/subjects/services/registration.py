"""Subjects enter the record, change their kind or area, are shared and withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.subjects.events import subjects_changed
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.policies import require_own_subject, writing_agency
from minhbach.domains.subjects.refusals import NameMissing, ReasonMissing
from minhbach.domains.subjects.services import statements
from minhbach.domains.subjects.services.stories import tell_story
from minhbach.domains.subjects.types import OWN_WORD, Property, Provenance, SubjectKind
from minhbach.engine.text.keys import sort_key
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing, reach_changed, share_with


@transaction.atomic
def register_subject(
    *,
    officer: Officer,
    at: datetime,
    kind: SubjectKind | str,
    name: str,
    place: Place | None = None,
    provenance: Provenance = OWN_WORD,
) -> Subject:
    """Enter a subject into the record under a name; it is shared with its area unless said otherwise.

    Duplicates are for the caller to look for first (selectors.possible_duplicates): two agencies may know
    the same merchant without seeing each other's record.

    Raises: RoleMissing, NameMissing.
    """
    owner = writing_agency(officer, at=at, agency=provenance.agency)
    name = " ".join(name.split())
    if not name:
        raise NameMissing
    subject = Subject(
        kind=SubjectKind(kind),
        name=name[:300],
        sort_key=sort_key(name),
        owner_agency=owner,
        place=place,
        sharing=Sharing(provenance.sharing or Sharing.AREA),
        registered_by=officer,
        created_at=at,
    )
    subject.save(force_insert=True)
    statements.record_statement(
        officer=officer, at=at, subject=subject, property=Property.NAME, value=name, owner=owner, provenance=provenance
    )
    tell_story(subject=subject, at=at, kind="subjects.registered", officer=officer)
    audit.record(
        "subjects.subject.registered",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"kind": subject.kind, "import": str(provenance.taken_in.id) if provenance.taken_in else ""},
    )
    return subject


@transaction.atomic
def change_subject(
    *, officer: Officer, at: datetime, subject: Subject, kind: SubjectKind | str, place: Place | None
) -> Subject:
    """Change a subject's kind or area: an unknown seller was traced, a merchant has moved.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    subject = _locked_own(officer, subject, at=at)
    old_kind, old_place_id = subject.kind, subject.place_id
    kind = SubjectKind(kind)
    if (old_kind, old_place_id) == (kind, place.pk if place else None):
        return subject
    subject.kind, subject.place = kind, place
    subject.save(update_fields=["kind", "place"])
    if subject.place_id != old_place_id:
        reach_changed(subject)
    if old_kind == SubjectKind.UNKNOWN and kind != SubjectKind.UNKNOWN:
        tell_story(subject=subject, at=at, kind="subjects.identified", params={"kind": kind.value}, officer=officer)
    audit.record(
        "subjects.subject.changed",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"kind": [old_kind, kind.value], "place": [old_place_id, subject.place_id]},
    )
    subjects_changed([subject.id])
    return subject


@transaction.atomic
def share_subject(*, officer: Officer, at: datetime, subject: Subject, with_agency: Agency) -> None:
    """Open a subject to one more agency, with what the officer's own agencies have stated of it.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    subject = _locked_own(officer, subject, at=at)
    share_with(subject, with_agency, officer_id=officer.id, at=at)
    own = Statement.objects.filter(
        subject=subject, owner_agency_id=subject.owner_agency_id, retracted_at__isnull=True
    ).exclude(sharing=Sharing.AGENCY)
    for statement in own.select_related("premises", "presence"):
        for record in (statement, statement.premises, statement.presence):
            if record is not None:
                share_with(record, with_agency, officer_id=officer.id, at=at)
    audit.record(
        "subjects.subject.shared",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"agency": str(with_agency.id)},
    )


@transaction.atomic
def withdraw(*, officer: Officer, at: datetime, subject: Subject, reason: str) -> None:
    """Take a subject that was registered in error out of lists and searches, with its own statements.

    Raises: RoleMissing, SubjectOfAnotherAgency, ReasonMissing.
    """
    subject = _locked_own(officer, subject, at=at)
    if not reason.strip():
        raise ReasonMissing
    if subject.withdrawn_at is not None:
        return
    own = Statement.objects.filter(subject=subject, owner_agency_id=subject.owner_agency_id, retracted_at__isnull=True)
    count = statements.retract_all(own, officer=officer, at=at, reason=reason)
    subject.withdrawn_at = at
    subject.save(update_fields=["withdrawn_at"])
    audit.record(
        "subjects.subject.withdrawn",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=subject.id,
        data={"statements": count},
    )
    subjects_changed([subject.id])


def _locked_own(officer: Officer, subject: Subject, *, at: datetime) -> Subject:
    require_own_subject(subject)
    hold(subject)
    writing_agency(officer, at=at, agency=subject.owner_agency)
    return subject
