"""Opening a case, and who and what belongs to it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.cases import policies
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.acts.open import Opened
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services.history import Happening, begin_file, make_case, require_unopened
from minhbach.domains.cases.types.codes import Origin, Platform, SubjectRole
from minhbach.domains.cases.types.values import ListingSnapshot
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors import about_of
from minhbach.domains.screening.services.leads import link_case
from minhbach.domains.screening.types import SIGNS
from minhbach.domains.subjects.selectors import get_subject, subject_in_reach
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import Provenance, Source, SourceKind, SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope.models import Sharing


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
    day = happened_on or local_date(at)
    case = make_case(
        officer=officer, at=at, agency=agency, place=place, lead_id=lead_id, sharing=sharing, happened_on=day
    )
    fact = Opened(
        title=title.strip(),
        origin=Origin(origin),
        origin_note=origin_note.strip(),
        lead_id=str(lead_id or ""),
        listing=listing,
        is_ecommerce=is_ecommerce,
        platform=platform,
        presence_url=presence_url.strip(),
        secret_register_number=secret_register_number.strip(),
    )
    begin_file(
        case,
        [
            Happening(fact=fact, happened_on=day),
            Happening(fact=Assigned(leader_id=str(officer.id), officer_ids=(str(officer.id),)), happened_on=day),
            *(
                [Happening(fact=SubjectAdded(subject_id=str(subject_id), role=SubjectRole.INSPECTED), happened_on=day)]
                if subject_id is not None
                else []
            ),
        ],
        officer=officer,
        at=at,
    )
    return case


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

    A seller whom nobody has traced yet, or whom only others may see, enters the record as unidentified, to be traced.

    Raises: RoleMissing, CaseOpenedFromLeadAlready, SubjectNotFound, and why the lead is not open.
    """
    hold(lead)
    require_unopened(lead.id)
    known = get_subject(subject_id) if subject_id else subject_in_reach(about_of(lead))
    if known is None:
        known = register_subject(
            officer=officer,
            at=at,
            kind=SubjectKind.UNKNOWN,
            name=lead.seller_name or lead.seller_id or lead.listing_id,
            place=place or lead.place,
            provenance=Provenance(
                agency=agency, source=Source(SourceKind.LISTING, f"{lead.platform} {lead.listing_id}".strip())
            ),
        )
    case = open_case(
        officer=officer,
        at=at,
        title=(title.strip() or title_of(lead))[:200],
        origin=Origin.LEAD,
        subject_id=known.id,
        place=place or lead.place,
        agency=agency,
        lead_id=lead.id,
        listing=snapshot_of(lead) if lead.has_listing else None,
        is_ecommerce=lead.has_listing or bool(lead.url),
        platform=platform_of(lead.platform),
        presence_url=lead.url,
    )
    link_case(officer=officer, at=at, lead=lead, case_id=case.id)
    return case


def title_of(lead: Lead) -> str:
    """Name a case by what the lead is a sign of and where it is sold, never by what its seller shouts.

    A lead without a listing says in its own title what was found.
    """
    if not lead.has_listing:
        return lead.title[:200]
    signs = dict(SIGNS)
    what = signs.get(lead.signs[0], "") if lead.signs else ""
    words = {"what": what, "shop": (lead.seller_name or lead.seller_id or lead.listing_id)[:80]}
    platform = platform_of(lead.platform)
    named = str(Platform(platform).label) if platform not in ("", Platform.OTHER) else lead.platform
    where = _("tại gian hàng “%(shop)s”") % words
    if named:
        where = _("%(where)s trên %(platform)s") % {"where": where, "platform": named}
    about = _("Dấu hiệu %(what)s") % words if what else _("Dấu hiệu vi phạm")
    return f"{about} {where}"[:200]


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
