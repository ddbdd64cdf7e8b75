"""Opening a case, and who and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.services.journal import Appended, append, lock
from minhbach.domains.cases.services.stories import tell
from minhbach.domains.cases.types.codes import Origin, Platform, SubjectRole
from minhbach.domains.cases.types.facts import (
    AgencyJoined,
    Assigned,
    ListingSnapshot,
    ListingsRemoved,
    Opened,
    SubjectAdded,
    SubjectRemoved,
)
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.services.leads import link_case
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import Source, SourceKind, SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope.models import Sharing, share_with


@transaction.atomic
def open_case(
    *,
    officer: Officer,
    at: datetime,
    title: str,
    origin: str = Origin.OWN_KNOWLEDGE,
    origin_note: str = "",
    subject_id: UUID | None = None,
    place: Place | None = None,
    agency: Agency | None = None,
    lead_id: UUID | None = None,
    listing: ListingSnapshot | None = None,
    is_ecommerce: bool = False,
    platform: str = "",
    presence_url: str = "",
    secret_register_number: str = "",
    sharing: str = Sharing.AREA,
    happened_on: date | None = None,
) -> Case:
    """Open a case and put its opener in charge of it.

    Raises: RoleMissing, CaseOpenedFromLeadAlready, HappenedInFuture.
    """
    agency = policies.agency_to_open_in(officer, at=at, agency=agency)
    case = make_case(
        officer=officer, at=at, agency=agency, place=place, lead_id=lead_id, sharing=sharing, happened_on=happened_on
    )
    fact = Opened(
        title=title.strip(),
        origin=origin,
        origin_note=origin_note.strip(),
        lead_id=str(lead_id or ""),
        listing=listing,
        is_ecommerce=is_ecommerce,
        platform=platform,
        presence_url=presence_url.strip(),
        secret_register_number=secret_register_number.strip(),
    )
    done = append(case, fact, officer=officer, at=at, happened_on=happened_on)
    crew = Assigned(leader_id=str(officer.id), officer_ids=(str(officer.id),))
    done = append(case, crew, officer=officer, at=at, happened_on=happened_on)
    if subject_id is not None:
        added = SubjectAdded(subject_id=str(subject_id), role=SubjectRole.INSPECTED)
        done = append(case, added, officer=officer, at=at, happened_on=happened_on)
        tell(done, at=at)
    return done.case


@transaction.atomic
def open_case_from_lead(
    *,
    officer: Officer,
    at: datetime,
    lead: Lead,
    title: str = "",
    subject_id: UUID | None = None,
    place: Place | None = None,
    agency: Agency | None = None,
) -> Case:
    """Open a case from a lead, with its listing as it was and without its score.

    A seller nobody has traced yet enters the record as unidentified, to be traced.

    Raises: RoleMissing, CaseOpenedFromLeadAlready, and why the lead is not open.
    """
    found = subject_id or lead.subject_id
    if found is None:
        found = register_subject(
            officer=officer,
            at=at,
            kind=SubjectKind.UNKNOWN,
            name=lead.seller_name or lead.seller_id or lead.listing_id,
            place=place or lead.place,
            agency=agency,
            source=Source(SourceKind.LISTING, f"{lead.platform} {lead.listing_id}".strip()),
        ).id
    listing = snapshot_of(lead)
    case = open_case(
        officer=officer,
        at=at,
        title=(title.strip() or lead.title)[:200],
        origin=Origin.LEAD,
        subject_id=found,
        place=place or lead.place,
        agency=agency,
        lead_id=lead.id,
        listing=listing,
        is_ecommerce=True,
        platform=platform_of(lead.platform),
        presence_url=lead.url,
    )
    link_case(officer=officer, at=at, lead=lead, case_id=case.id)
    return case


def snapshot_of(lead: Lead) -> ListingSnapshot:
    """Copy what a lead's listing said when it was last seen."""
    sighting = lead.sightings.order_by("-seen_at", "-id").first()
    said = sighting.snapshot if sighting else {}
    return ListingSnapshot(
        listing_id=lead.listing_id,
        platform=lead.platform,
        title=lead.title,
        description=str(said.get("description") or ""),
        price_vnd=lead.price_vnd,
        url=lead.url,
        seller_name=lead.seller_name,
        seller_location=lead.seller_location,
        captured_at=sighting.seen_at if sighting else None,
        signs=tuple(lead.signs),
    )


def platform_of(name: str) -> str:
    """Read a listing's platform as one of the report's; a name unknown to it is "other"."""
    code = name.strip().lower().replace(" ", "_")
    return code if code in Platform.values else Platform.OTHER.value if code else ""


def make_case(
    *,
    officer: Officer,
    at: datetime,
    agency: Agency,
    place: Place | None,
    lead_id: UUID | None,
    sharing: str,
    happened_on: date | None,
) -> Case:
    """Make the empty row a case's events hang on, with its code."""
    if lead_id is not None:
        already = Case.unscoped.filter(lead_id=lead_id).values_list("code", flat=True).first()
        if already is not None:
            raise refusals.CaseOpenedFromLeadAlready(case=already)
    day = happened_on or local_date(at)
    case: Case = Case.unscoped.create(
        code=next_code(agency, day.year),
        title="",
        origin=Origin.OWN_KNOWLEDGE,
        owner_agency=agency,
        place=place,
        sharing=sharing,
        lead_id=lead_id,
        created_at=at,
        opened_on=day,
        opened_by=officer,
        entered_on=day,
        last_recorded_at=at,
    )
    return case


def next_code(agency: Agency, year: int) -> str:
    """Take the next code of an agency in a year. The row stays locked, so none is lost or doubled."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into cases_casecounter (agency_id, year, last) values (%s, %s, 1)"
            " on conflict (agency_id, year) do update set last = cases_casecounter.last + 1 returning last",
            [agency.id, year],
        )
        return f"VV-{year}-{cursor.fetchone()[0]:05d}"


@transaction.atomic
def assign_officers(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    leader: Officer,
    members: Sequence[Officer] = (),
    happened_on: date | None = None,
) -> Appended:
    """Say who works on a case, and who leads.

    Raises: RoleMissing.
    """
    policies.require_leader(officer, case, at=at)
    ids = tuple(dict.fromkeys(str(one.id) for one in (leader, *members)))
    fact = Assigned(leader_id=str(leader.id), officer_ids=ids)
    return append(case, fact, officer=officer, at=at, happened_on=happened_on)


@transaction.atomic
def add_subject(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    subject_id: UUID,
    role: str = SubjectRole.INSPECTED,
    happened_on: date | None = None,
) -> Appended:
    """Add an organization or person to a case, or change its part in it."""
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    done = append(
        case,
        SubjectAdded(subject_id=str(subject_id), role=role),
        officer=officer,
        at=at,
        happened_on=happened_on,
        entries=entries,
    )
    tell(done, at=at)
    return done


@transaction.atomic
def remove_subject(
    *, officer: Officer, at: datetime, case: Case, subject_id: UUID, reason: str, happened_on: date | None = None
) -> Appended:
    """Take an organization or person out of a case; the file keeps that it was in it, and why it left.

    Raises: SubjectNotInCase, SubjectInUse, ReasonMissing.
    """
    if not reason.strip():
        raise refusals.ReasonMissing
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    fact = SubjectRemoved(subject_id=str(subject_id), reason=reason.strip())
    return append(case, fact, officer=officer, at=at, happened_on=happened_on, entries=entries)


@transaction.atomic
def join_agency(
    *, officer: Officer, at: datetime, case: Case, agency: Agency, part: str = "", happened_on: date | None = None
) -> Appended:
    """Let another agency take part and read. The case stays its owner's, and is counted once."""
    policies.require_leader(officer, case, at=at)
    fact = AgencyJoined(agency_id=str(agency.id), part=part.strip())
    done = append(case, fact, officer=officer, at=at, happened_on=happened_on)
    share_with(done.case, agency, officer_id=officer.id, at=at)
    return done


@transaction.atomic
def record_removals(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    platform: str,
    shop_count: int,
    listing_count: int,
    happened_on: date | None = None,
) -> Appended:
    """Record what a platform took down at the unit's request."""
    case, entries = lock(case)
    policies.require_handler(officer, case, replay(entries), at=at)
    fact = ListingsRemoved(platform=platform, shop_count=shop_count, listing_count=listing_count)
    return append(case, fact, officer=officer, at=at, happened_on=happened_on, entries=entries)
