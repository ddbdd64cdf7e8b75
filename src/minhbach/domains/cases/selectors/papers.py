"""The papers of a case, and what they are filled from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.acts import MATTER_KINDS
from minhbach.domains.cases.acts.paper import Known
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.sanctions import frames_of
from minhbach.domains.cases.selectors.referrals import listed_of
from minhbach.domains.cases.types.codes import SubjectRole
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.selectors import documents_of
from minhbach.domains.documents.types import (
    PAPERS,
    CitedDocument,
    Kind,
    Participant,
    SignedBy,
    State,
    Target,
)
from minhbach.domains.law.selectors import open_law
from minhbach.domains.law.types import FineFrame
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import subject_card
from minhbach.domains.subjects.types import IdentifierKind, Property, SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.refusals import Refusal

_NUMBERED = (State.NUMBERED, State.ISSUED, State.FILED)


def papers_of(case: Case, kind: Kind | None = None, part: str = "") -> list[OfficialDocument]:
    """List the documents of a case in reach, of a violator or a matter where PART names one, oldest first."""
    papers = documents_of(Target("cases.case", case.id))
    if part:
        papers = papers.filter(target_part__in=("", part))
    return list(papers.filter(kind=kind) if kind else papers)


def issuing_agencies(case: Case, kind: Kind, *, at: datetime) -> list[Agency]:
    """List the agencies that could issue a paper of a case: the unit and those above it with a signer.

    The nearest that keeps its own records comes first. Papers drawn up on the spot are the unit's own.
    """
    owner = case.owner_agency
    if PAPERS[kind].signed_by == SignedBy.MAKER:
        return [owner]
    ids = [owner.id, *ancestor_ids(owner)]
    posts = Post.objects.on(local_date(at)).filter(agency_id__in=ids)
    signing = set(posts.filter(may_sign=True).values_list("agency_id", flat=True))
    keeping = set(posts.filter(role=Role.RECORDS_CLERK).values_list("agency_id", flat=True))
    agencies = {agency.id: agency for agency in Agency.objects.filter(id__in=signing).select_related("parent")}
    found = [agencies[one] for one in ids if one in agencies]
    return sorted(found, key=lambda agency: agency.id not in keeping) or [owner]


def gather_known(case: Case, state: CaseState, *, part: str = "", issuer: Agency, at: datetime) -> Known:
    """Gather what the papers of a case, of a violator or a matter of it, are filled from."""
    on = local_date(at)
    # A matter's papers name whom it concerns.
    whose = MATTER_KINDS[state.matters[part].kind].holder(state.matters[part]) if part in state.matters else part
    subject, line = main_subject(case, whose), state.of(whose)
    law = open_law()
    frames: tuple[FineFrame | None, ...] = ()
    if line.violation is not None:
        try:
            frames = tuple(frames_of(line.violation.fact, decided_on=on, law=law))
        except Refusal:
            frames = (None,) * len(line.violation.fact.acts)
    address = identification = representative = ""
    if subject is not None:
        card = subject_card(subject)
        address = card.premises[0].premises.address if card.premises else ""
        identification = next((one.value for one in card.identifiers if one.kind == IdentifierKind.TAX_CODE), "")
        representative = card.first(Property.REPRESENTATIVE)
    head = Post.objects.on(on).filter(agency=issuer, role=Role.HEAD, may_sign=True).order_by("valid_from", "id").first()
    people = {state.leader_id, *state.officer_ids}
    people |= {
        str(entry.officer_id)
        for entry in (state.proposed, line.violation, state.referred)
        if entry and entry.officer_id
    }
    people |= {str(entry.officer_id) for one in state.matters.values() for entry in one.kept if entry.officer_id}
    return Known(
        agency=issuer,
        participants=participants(people, at=at),
        subject_name=subject.name if subject else "",
        subject_address=address,
        subject_identification=identification,
        representative=representative,
        papers=numbered_papers(case, part, whose),
        frames=frames,
        class_names={row.code: row.name_vi for row in law.book.classes},
        fields={row.field: row.name_vi for row in law.book.caps},
        head_title=head.title_vi if head else "",
        is_organisation=subject is not None and subject.kind == SubjectKind.ORGANISATION,
        goods_of=goods_of,
        listed_of=listed_of,
        file_name=f"{case.code}: {case.title}",
    )


def main_subject(case: Case, part: str = "") -> Subject | None:
    """Give whom a case is about first of all: the violator that PART names, else the first, else one inspected."""
    links = list(CaseSubject.objects.filter(case=case).select_related("subject"))
    if named := next((link.subject for link in links if str(link.subject_id) == part), None):
        return named
    order = {SubjectRole.VIOLATOR: 0, SubjectRole.INSPECTED: 1, SubjectRole.RELATED: 2}
    found = sorted(links, key=lambda link: (order[SubjectRole(link.role)], link.pk))
    return found[0].subject if found else None


def numbered_papers(case: Case, *parts: str) -> dict[str, CitedDocument]:
    """Give the number and date of each kind of paper of a case, of PARTS where any is named, once it is numbered.

    A matter cites those of whom it concerns as well as its own.
    """
    of_parts = {"", *parts}
    return {
        paper.kind: CitedDocument(number=paper.number_text, dated=paper.dated)
        for paper in papers_of(case)
        if paper.state in _NUMBERED and (len(of_parts) == 1 or paper.target_part in of_parts)
    }


def participants(officer_ids: Iterable[str], *, at: datetime) -> dict[str, Participant]:
    """Name officers with the title and agency of their first post on the day."""
    ids = [one for one in officer_ids if one]
    posts = (
        Post.objects.on(local_date(at))
        .filter(officer_id__in=ids)
        .select_related("agency", "officer")
        .order_by("-valid_from", "-id")
    )
    by_officer = {str(post.officer_id): post for post in posts}
    people = Officer.inside.filter(id__in=ids)
    return {
        str(person.id): Participant(
            full_name=person.full_name,
            title=by_officer[str(person.id)].title_vi if str(person.id) in by_officer else None,
            agency=by_officer[str(person.id)].agency.name if str(person.id) in by_officer else None,
        )
        for person in people
    }
