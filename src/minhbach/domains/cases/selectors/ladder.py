"""Who may decide on a violator, from the unit upwards: by the powers of the law, for the fine, the goods, the measures.

First the unit's own line, then the people's committees of the place. Agencies that have a signer here are judged by
his post; a people's committee that has none yet, by the power that the law gives its chairman.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, AgencyArea, Place, Post
from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.agencies.types import AgencyLevel, Force
from minhbach.domains.cases.acts.change import CHANGE_KINDS
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.sanctions import frames_of
from minhbach.domains.cases.selectors.papers import issuing_agencies
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.domains.law.selectors import OBSTACLES, Law, offices_of
from minhbach.domains.law.types import FineFrame
from minhbach.foundation.clock import local_date

# The offices of the table of powers that chair a people's committee, by its level.
CHAIRMEN = {AgencyLevel.COMMUNE: "P-UB-XA", AgencyLevel.PROVINCE: "P-UB-TINH"}
_COMMITTEES = [AgencyLevel.COMMUNE, AgencyLevel.PROVINCE]


@dataclass(frozen=True)
class Rung:
    """An agency, whose title signs there, how far he may go here, and what stands in his way.

    IS_UNREAD: an act stands under a provision that the tables do not hold, so nobody has asked the powers of it.

    Units: đồng, None where no limit is known.
    """

    agency: Agency
    title: str
    limit_vnd: int | None
    obstacles: tuple[str, ...]
    is_unread: bool = False

    @property
    def may_sign(self) -> bool:
        return not self.obstacles


def ladder_of(case: Case, line: Line, *, on: date, law: Law) -> tuple[Rung | None, list[Rung]]:
    """Give the unit's own rung, None where nobody signs there, and those above it, the lowest first."""
    if line.violation is None or line.sanction is None:
        return None, []
    frames = frames_of(line.violation.fact, decided_on=on, law=law, sanction=line.sanction.fact)
    agencies = _agencies(case, on=on)
    posts: dict[UUID, list[Post]] = {}
    signing = Post.objects.on(on).filter(agency__in=agencies, may_sign=True, officer__is_active=True)
    for post in signing.order_by("valid_from", "id"):
        posts.setdefault(post.agency_id, []).append(post)
    found = [(one, _rung(one, posts.get(one.id, ()), frames, law)) for one in agencies]
    own = next((rung for agency, rung in found if agency.id == case.owner_agency_id), None)
    return own, [rung for agency, rung in found if rung is not None and agency.id != case.owner_agency_id]


def beyond(case: Case, line: Line, *, law: Law, at: datetime) -> Rung | None:
    """Give the rung where the decision would be issued, if nobody there may sign it and somebody above may."""
    if line.sanction is None or line.up is not None or not line.is_open:
        return None
    own, above = ladder_of(case, line, on=local_date(at), law=law)
    usual = issuing_agencies(case, Kind.SANCTION_DECISION, at=at)[0]
    here = next((rung for rung in (own, *above) if rung is not None and rung.agency.id == usual.id), None)
    if here is None or here.may_sign or not any(rung.may_sign for rung in above):
        return None
    return here


def issuer_of(case: Case, state: CaseState, part: str, kind: Kind, *, at: datetime) -> Agency:
    """Say which agency issues a paper of a case: of a decision the one the file was put before, if it was."""
    line = state.of(part) if part else state.line
    if kind == Kind.SANCTION_DECISION and line.up is not None:
        above: Agency = Agency.objects.get(id=line.up.fact.agency_id)
        return above
    if kind in CHANGE_KINDS and (decided_by := _decided_by(line)) is not None:
        return decided_by
    return issuing_agencies(case, kind, at=at)[0]


def may_issue(case: Case, state: CaseState, part: str, kind: Kind, agency_id: UUID, *, at: datetime) -> bool:
    """Say whether an agency issues a paper of a case: of a decision that one alone which the file was put before."""
    line = state.of(part) if part else state.line
    if kind == Kind.SANCTION_DECISION and line.up is not None:
        return str(agency_id) == line.up.fact.agency_id
    if kind in CHANGE_KINDS and (decided_by := _decided_by(line)) is not None:
        return agency_id in {decided_by.id, *ancestor_ids(decided_by)}
    return agency_id == case.owner_agency_id or agency_id in {one.id for one in issuing_agencies(case, kind, at=at)}


def _decided_by(line: Line) -> Agency | None:
    """Give the agency whose decision stands on a line; None where it was made on paper by the unit's own line."""
    if line.decided is None:
        return None
    if line.decided.document_id is not None:
        paper = OfficialDocument.unscoped.select_related("issuing_agency").get(id=line.decided.document_id)
        issuer: Agency = paper.issuing_agency
        return issuer
    above: Agency | None = Agency.objects.filter(id=line.decided.fact.by_agency_id or None).first()
    return above


def _agencies(case: Case, *, on: date) -> list[Agency]:
    """List the unit, those above it, and the people's committees of the place, each once."""
    ids = [case.owner_agency_id, *ancestor_ids(case.owner_agency)]
    line = {one.id: one for one in Agency.objects.on(on).filter(id__in=ids)}
    areas = AgencyArea.objects.filter(place_id__in=_places(case), agency__force=Force.PEOPLES_COMMITTEE)
    committees = (
        Agency.objects.on(on).filter(id__in=areas.values("agency_id"), level__in=_COMMITTEES).exclude(id__in=ids)
    )
    return [
        *(line[one] for one in ids if one in line),
        *sorted(committees, key=lambda one: (_COMMITTEES.index(AgencyLevel(one.level)), one.sort_key)),
    ]


def _places(case: Case) -> set[int]:
    """Give the place of a case and those around it; of a case without one, those of its unit."""
    places = (
        [case.place]
        if case.place is not None
        else list(Place.objects.filter(agencyarea__agency_id=case.owner_agency_id).select_related("parent"))
    )
    found: set[int] = set()
    for one in places:
        place: Place | None = one
        while place is not None and place.pk not in found:
            found.add(place.pk)
            place = place.parent
    return found


def _rung(agency: Agency, posts: Sequence[Post], frames: Sequence[FineFrame | None], law: Law) -> Rung | None:
    """Judge an agency by whoever of its signers may go furthest; None where nobody there signs decisions."""
    known = [frame for frame in frames if frame is not None]
    rungs = [_judged(agency, post.title_vi, offices_of(post.powers_title or post.title_vi, law=law), known, frames)
             for post in posts]  # fmt: skip
    if not posts and agency.force == Force.PEOPLES_COMMITTEE and (office := CHAIRMEN.get(AgencyLevel(agency.level))):
        title = next((one.power.title_vi for frame in known for one in frame.signers if one.office == office), "")
        rungs = [_judged(agency, title or _("Chủ tịch Ủy ban nhân dân"), frozenset((office,)), known, frames)]
    return min(rungs, key=lambda rung: not rung.may_sign, default=None)


def _judged(
    agency: Agency, title: str, offices: frozenset[str], known: Iterable[FineFrame], frames: Sequence[FineFrame | None]
) -> Rung:
    limits: list[int] = []
    obstacles: list[str] = []
    for frame in known:
        own = [signer for signer in frame.signers if signer.office in offices]
        if not own:
            obstacles.append(_("không có thẩm quyền với hành vi này"))
            continue
        best = next((signer for signer in own if signer.may_sign), own[0])
        obstacles += [str(OBSTACLES[one]) for one in best.obstacles]
        if best.limit_vnd is not None:
            limits.append(best.limit_vnd)
    if not offices and not obstacles:
        obstacles.append(_("không có chức danh trong bảng thẩm quyền"))
    return Rung(agency, title, min(limits, default=None), tuple(dict.fromkeys(obstacles)), None in frames)
