"""A seller known by an account alone is identified by the record made against him."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from minhbach.domains.law.types import Offender
from minhbach.domains.subjects.selectors import subject_in_reach
from minhbach.domains.subjects.services import change_subject, state
from minhbach.domains.subjects.types import Property, Provenance, Source, SourceKind, SubjectKind

if TYPE_CHECKING:
    from minhbach.domains.cases.acts.act import Door
    from minhbach.domains.cases.acts.record import ViolationRecorded

KINDS = {
    Offender.ORGANISATION: SubjectKind.ORGANISATION,
    Offender.HOUSEHOLD_BUSINESS: SubjectKind.HOUSEHOLD,
    Offender.INDIVIDUAL: SubjectKind.INDIVIDUAL,
}


def identify(fact: ViolationRecorded, door: Door) -> None:
    """Give an unidentified violator the name on his papers and the kind he is fined as; another's record stays.

    Raises: RoleMissing, SubjectOfAnotherAgency.
    """
    party, subject = fact.party, subject_in_reach(UUID(fact.violator_id))
    if subject is None or subject.kind != SubjectKind.UNKNOWN:
        return
    if not (party.name and (party.paper_number or party.business_code)):
        return
    if subject.owner_agency_id != door.case.owner_agency_id:
        # What another agency keeps is its own to say; the decision waits for it.
        return
    change_subject(
        officer=door.officer, at=door.at, subject=subject, kind=KINDS[Offender(fact.offender)], place=subject.place
    )
    source = Source(SourceKind.INSPECTION, door.case.code)
    state(
        officer=door.officer,
        at=door.at,
        subject=subject,
        property=Property.NAME,
        value=party.name,
        provenance=Provenance(agency=door.case.owner_agency, source=source),
    )
