"""What the record knows already and a form need not ask again."""

from __future__ import annotations

from uuid import UUID

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.types.values import NO_PARTY, PartyPapers
from minhbach.domains.subjects.selectors import subject_card, subject_in_reach
from minhbach.domains.subjects.types import IdentifierKind, Property, SubjectKind


def party_known(subject_id: str) -> PartyPapers:
    """Return what is known of somebody's papers: as the last record in reach says, else as his own page does."""
    subject = subject_in_reach(UUID(subject_id)) if subject_id else None
    if subject is None:
        return NO_PARTY
    recorded = CaseEvent.objects.filter(
        case__in=Case.objects.filter(case_subjects__subject=subject),
        kind__in=("violation_recorded", "found_on_the_spot"),
        part=str(subject.id),
    )
    last = recorded.order_by("-recorded_at").first()
    if last is not None:
        party: PartyPapers = read_entry(last).fact.party
        return party
    card = subject_card(subject)
    codes = (one.value for one in card.identifiers if one.kind == IdentifierKind.TAX_CODE)
    is_organisation = subject.kind == SubjectKind.ORGANISATION
    return PartyPapers(
        name="" if subject.kind == SubjectKind.UNKNOWN else subject.name,
        address=card.premises[0].premises.address if card.premises else "",
        business_code=next(codes, "") if is_organisation else "",
        representative_name=card.first(Property.REPRESENTATIVE) if is_organisation else "",
    )


# So many of a unit's last proposals are looked through for the team somebody usually goes with.
LOOKED_BACK = 50


def team_known(agency: Agency, officer_id: str) -> tuple[str, ...]:
    """Return with whom an officer last went to inspect, by id; nobody where they have not yet."""
    proposed = CaseEvent.objects.filter(case__owner_agency=agency, kind="proposed").order_by("-recorded_at")
    for event in proposed[:LOOKED_BACK]:
        fact = read_entry(event).fact
        team = (fact.leader_id, *fact.member_ids)
        if officer_id in team:
            return tuple(one for one in team if one != officer_id)
    return ()


def category_known(agency: Agency, violation_class: str) -> tuple[str, str]:
    """Return the group of the report in which a unit last put a class of violation, and the case; else nothing."""
    counted = Case.objects.filter(owner_agency=agency, violation_class=violation_class).exclude(report_category="")
    last = counted.order_by("-last_recorded_at").values_list("report_category", "code").first()
    return last or ("", "")


def payment_known(agency: Agency) -> dict[str, str]:
    """Return where the fines of an agency were to be paid when it last said so."""
    proposed = CaseEvent.objects.filter(case__owner_agency=agency, kind="sanction_proposed")
    last = proposed.order_by("-recorded_at").first()
    fact = read_entry(last).fact if last is not None else None
    return {"payment_place": fact.payment_place, "treasury": fact.treasury} if fact is not None else {}
