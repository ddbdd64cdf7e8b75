"""A small agency tree with those who draft, sign and number; every name is invented."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from minhbach.domains.agencies.models import Agency, AgencyArea, Delegation, Officer, Place, Post
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.agencies.types import AgencyLevel, Force, PlaceLevel, Role
from minhbach.domains.documents import services
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import NO_SCAN, Content, Kind
from minhbach.foundation.scope import acting_as
from tests.domains.documents.layout.samples import DECISION, RECORD

# 21 November 2026, 09:00 in Vietnam.
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
YEAR_START = date(2026, 1, 1)


# Somebody forgot where the fine is paid.
GAPPED = replace(DECISION, payment_place=None)


def later(hours: float = 1) -> datetime:
    return NOW + timedelta(hours=hours)


@dataclass(frozen=True)
class World:
    """A department with a team, and a police force beside them."""

    department: Agency
    team: Agency
    police: Agency
    head: Post
    deputy: Post
    clerk: Post
    inspector: Post
    analyst: Post
    policeman: Post
    police_clerk: Post
    auditor: Post
    delegation: Delegation


def make_world() -> World:
    province, _made = Place.objects.get_or_create(
        key="2025:20",
        defaults={
            "code": "20", "name": "Tỉnh Lạng Sơn", "kind": "Tỉnh", "level": PlaceLevel.PROVINCE, "folded": "lang son",
            "sort_key": "lang son", "valid_from": date(2025, 7, 1),
        },
    )  # fmt: skip
    above = _agency("test.sct", "Sở Công Thương tỉnh Lạng Sơn", "SCT", Force.OTHER, AgencyLevel.PROVINCE)
    department = _agency(
        "test.qltt", "Chi cục Quản lý thị trường tỉnh Lạng Sơn", "CCQLTT", Force.MARKET_SURVEILLANCE,
        AgencyLevel.PROVINCE, above,
    )  # fmt: skip
    team = _agency(
        "test.qltt.1", "Đội Quản lý thị trường số 1", "ĐQLTT1", Force.MARKET_SURVEILLANCE, AgencyLevel.TEAM, department
    )
    police = _agency("test.ca", "Công an tỉnh Lạng Sơn", "CAT", Force.POLICE, AgencyLevel.PROVINCE)
    AgencyArea.objects.create(agency=department, place=province)
    head = make_post("an", "Vi Văn An", department, Role.HEAD, "Chi cục trưởng", may_sign=True)
    deputy = make_post("binh", "Hoàng Thị Bình", department, Role.HEAD, "Phó Chi cục trưởng")
    return World(
        department=department,
        team=team,
        police=police,
        head=head,
        deputy=deputy,
        clerk=make_post("chi", "Lương Thị Chi", department, Role.RECORDS_CLERK, "Văn thư"),
        inspector=make_post("hai", "Vi Văn Hải", team, Role.INSPECTOR, "Kiểm soát viên"),
        analyst=make_post("dung", "Nông Thị Dung", team, Role.ANALYST, "Chuyên viên"),
        policeman=make_post("giang", "Lý Văn Giang", police, Role.INSPECTOR, "Cán bộ"),
        police_clerk=make_post("khanh", "Hà Thị Khánh", police, Role.RECORDS_CLERK, "Văn thư"),
        auditor=make_post("lam", "Đinh Văn Lâm", department, Role.AUDITOR, "Thanh tra viên"),
        delegation=Delegation.objects.create(
            from_post=head,
            to_post=deputy,
            document_kinds=[Kind.SANCTION_DECISION, Kind.INSPECTION_ORDER],
            decision_number="05/QĐ-GQXP",
            decision_on=date(2026, 1, 5),
            valid_from=date(2026, 1, 5),
            valid_until=date(2027, 1, 1),
        ),
    )


def _agency(key: str, name: str, symbol: str, force: Force, level: AgencyLevel, parent: Agency | None = None) -> Agency:
    agency: Agency = Agency.objects.create(
        key=key, name=name, short_name=name, symbol=symbol, force=force, level=level, parent=parent, folded=key,
        sort_key=key, valid_from=YEAR_START,
    )  # fmt: skip
    return agency


def make_post(username: str, full_name: str, agency: Agency, role: Role, title: str, *, may_sign: bool = False) -> Post:
    officer = Officer.objects.create_user(username=f"test.{username}", password=None, full_name=full_name)
    post: Post = Post.objects.create(
        officer=officer, agency=agency, role=role, title_vi=title, may_sign=may_sign, valid_from=YEAR_START
    )
    return post


@contextmanager
def as_officer(post: Post, at: datetime = NOW) -> Iterator[Officer]:
    """Act within an officer's reach, as the middleware of the office does."""
    with acting_as(access_of(post.officer, at=at)):
        yield post.officer


# Nothing of it identifies, counts or obliges; it was forgotten all the same.
UNFINISHED = replace(DECISION, executing=None)


def draft_decision(world: World, *, content: Content = DECISION, at: datetime = NOW, **more: object) -> UUID:
    with as_officer(world.inspector, at) as officer:
        document = services.draft(
            officer=officer,
            at=at,
            agency=world.team,
            issuing_agency=world.department,
            kind=Kind.SANCTION_DECISION,
            content=content,
            **more,  # type: ignore[arg-type]
        )
    return document.id


def submitted_decision(
    world: World, signer: Post | None = None, *, at: datetime = NOW, confirmed: Collection[str] = (), **more: object
) -> UUID:
    document_id = draft_decision(world, at=at, **more)
    with as_officer(world.inspector, at) as officer:
        services.submit(
            document_id=document_id,
            officer=officer,
            at=at,
            signer_post_id=(signer or world.deputy).id,
            confirmed=confirmed,
        )
    return document_id


def signed_decision(world: World, signer: Post | None = None, *, at: datetime = NOW, **more: object) -> UUID:
    document_id = submitted_decision(world, signer, at=at, **more)
    with as_officer(signer or world.deputy, at) as officer:
        services.sign(document_id=document_id, officer=officer, at=at)
    return document_id


def numbered_decision(world: World, *, at: datetime = NOW, **more: object) -> UUID:
    document_id = signed_decision(world, at=at, **more)
    with as_officer(world.clerk, at) as officer:
        services.give_number(document_id=document_id, officer=officer, at=at)
    return document_id


def issued_decision(world: World, *, at: datetime = NOW, **more: object) -> UUID:
    document_id = numbered_decision(world, at=at, **more)
    with as_officer(world.clerk, at) as officer:
        services.issue(document_id=document_id, officer=officer, at=at, confirmed=[NO_SCAN])
    return document_id


def drafted_record(world: World, *, at: datetime = NOW) -> UUID:
    with as_officer(world.inspector, at) as officer:
        document = services.draft(officer=officer, at=at, agency=world.team, kind=Kind.VIOLATION_RECORD, content=RECORD)
    return document.id


def read(document_id: UUID) -> OfficialDocument:
    """Read a document whoever asks, to see what is in the table."""
    from minhbach.foundation.scope.access import SYSTEM

    with acting_as(SYSTEM):
        document: OfficialDocument = OfficialDocument.unscoped.get(id=document_id)
        return document
