"""A department with two teams, a police force, and a merchant; every name is invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from minhbach.domains.agencies.models import Agency, AgencyArea, Delegation, Officer, Place, Post
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.agencies.types import AgencyLevel, Force, Role
from minhbach.domains.cases import selectors, services
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.acts.close import Closed
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.inspect import Inspected
from minhbach.domains.cases.acts.open import Opened
from minhbach.domains.cases.acts.order import Ordered
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.propose import Proposed
from minhbach.domains.cases.acts.record import ViolationRecorded
from minhbach.domains.cases.acts.sanction import SanctionProposed
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import Happening
from minhbach.domains.cases.types import (
    ActSanction,
    Cited,
    DeliveryManner,
    Goods,
    Offence,
    Origin,
    PartyPapers,
    PaymentKind,
    SubjectRole,
)
from minhbach.domains.cases.types.values import OtherMeasure
from minhbach.domains.subjects.services import register_subject
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.models import Sharing

# Monday 2 November 2026, 09:00 in Vietnam.
START = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
YEAR_START = date(2024, 1, 1)
HEAD_POWERS = (
    "Chi cục trưởng Chi cục Quản lý thị trường, Trưởng phòng Nghiệp vụ Quản lý thị trường "
    "thuộc Cục Quản lý và Phát triển thị trường trong nước"
)


def at(days: float = 0) -> datetime:
    """A moment so many days after the start."""
    return START + timedelta(days=days)


def on(days: int = 0) -> date:
    return local_date(at(days))


@dataclass(frozen=True)
class World:
    department: Agency
    team: Agency
    other_team: Agency
    police: Agency
    commune: Place
    head: Post
    deputy: Post
    clerk: Post
    inspector: Post
    second: Post
    analyst: Post
    neighbor: Post
    policeman: Post
    committee: Post
    subject_id: UUID


def make_world() -> World:
    province = Place.objects.on(date(2026, 1, 1)).get(level="province", name__endswith="Lạng Sơn")
    commune = Place.objects.on(date(2026, 1, 1)).filter(parent=province, level="commune").order_by("code")[0]
    department = _agency("test.qltt", "Chi cục Quản lý thị trường tỉnh Lạng Sơn", "CCQLTT", Force.MARKET_SURVEILLANCE,
                         AgencyLevel.PROVINCE)  # fmt: skip
    team = _agency("test.qltt.1", "Đội Quản lý thị trường số 1", "ĐQLTT1", Force.MARKET_SURVEILLANCE,
                   AgencyLevel.TEAM, department)  # fmt: skip
    other_team = _agency("test.qltt.2", "Đội Quản lý thị trường số 2", "ĐQLTT2", Force.MARKET_SURVEILLANCE,
                         AgencyLevel.TEAM, department)  # fmt: skip
    police = _agency("test.ca", "Công an tỉnh Lạng Sơn", "CAT", Force.POLICE, AgencyLevel.PROVINCE)
    committee = _agency("test.bcd", "Ban Chỉ đạo 389 tỉnh Lạng Sơn", "BCĐ389", Force.STEERING_COMMITTEE,
                        AgencyLevel.PROVINCE)  # fmt: skip
    for agency in (department, team, other_team, police, committee):
        AgencyArea.objects.create(agency=agency, place=province)
    head = _post("an", "Vi Văn An", department, Role.HEAD, "Chi cục trưởng", may_sign=True)
    Post.objects.filter(id=head.id).update(powers_title=HEAD_POWERS)
    head.refresh_from_db()
    deputy = _post("binh", "Hoàng Thị Bình", department, Role.HEAD, "Phó Chi cục trưởng")
    inspector = _post("hai", "Vi Văn Hải", team, Role.INSPECTOR, "Kiểm soát viên")
    with acting_as(access_of(inspector.officer, at=START)):
        subject = register_subject(
            officer=inspector.officer, at=START, kind="individual", name="Lý Thị Mai", place=commune
        )
    Delegation.objects.create(
        from_post=head,
        to_post=deputy,
        document_kinds=[],
        decision_number="05/QĐ-GQXP",
        decision_on=date(2026, 1, 5),
        valid_from=date(2026, 1, 5),
    )
    return World(
        department=department,
        team=team,
        other_team=other_team,
        police=police,
        commune=commune,
        head=head,
        deputy=deputy,
        clerk=_post("chi", "Lương Thị Chi", department, Role.RECORDS_CLERK, "Văn thư"),
        inspector=inspector,
        second=_post("thu", "Nông Thị Thu", team, Role.INSPECTOR, "Kiểm soát viên"),
        analyst=_post("dung", "Nông Thị Dung", team, Role.ANALYST, "Chuyên viên"),
        neighbor=_post("sang", "Lành Văn Sáng", other_team, Role.INSPECTOR, "Kiểm soát viên"),
        policeman=_post("giang", "Lý Văn Giang", police, Role.INSPECTOR, "Cán bộ"),
        committee=_post("loan", "Mã Thị Loan", committee, Role.COMMITTEE_OFFICER, "Chuyên viên", covers_area=True),
        subject_id=subject.id,
    )


def _agency(key: str, name: str, symbol: str, force: Force, level: AgencyLevel, parent: Agency | None = None) -> Agency:
    agency: Agency = Agency.objects.create(
        key=key, name=name, short_name=name, symbol=symbol, force=force, level=level, parent=parent, folded=key,
        sort_key=key, valid_from=YEAR_START,
    )  # fmt: skip
    return agency


def _post(
    username: str, full_name: str, agency: Agency, role: Role, title: str, *, may_sign: bool = False,
    covers_area: bool = False,
) -> Post:  # fmt: skip
    officer = Officer.objects.create_user(username=f"test.{username}", password=None, full_name=full_name)
    post: Post = Post.objects.create(
        officer=officer, agency=agency, role=role, title_vi=title, may_sign=may_sign, covers_area=covers_area,
        valid_from=YEAR_START,
    )  # fmt: skip
    return post


@contextmanager
def as_officer(post: Post, moment: datetime = START) -> Iterator[Officer]:
    """Act within an officer's reach, as the middleware of the office does."""
    with acting_as(access_of(post.officer, at=moment)):
        yield post.officer


def counted(start: int, end: int, *, as_of: datetime | None = None) -> dict[str, int]:
    """What is counted of the cases in reach from one day up to, not on, another: kind → sum."""
    found: dict[str, int] = {}
    for row in selectors.counted_rows(as_of=as_of).filter(day__gte=on(start), day__lt=on(end)):
        found[row.kind] = found.get(row.kind, 0) + row.amount
    return found


GOODS = (
    Goods(name="Túi xách nhãn hiệu Vân Sam", brand_origin="Không rõ", unit="chiếc", quantity=Decimal(35),
          unit_price_vnd=300_000, value_vnd=10_500_000),
    Goods(name="Ví da", unit="chiếc", quantity=Decimal(10), unit_price_vnd=150_000, value_vnd=1_500_000),
)  # fmt: skip

# Goods of unknown origin: Article 17 of Decree 98/2020 as of 2025; 12 million đồng falls in clause 5, 5 to 7 million.
ACT = Offence(
    series="ND98-D17-ORI",
    point="a",
    violation_class="KRNG",
    description="Kinh doanh 35 túi xách và 10 ví da không rõ nguồn gốc, xuất xứ",
)


PARTY = PartyPapers(
    paper_number="020000000017",
    paper_issued_on=date(2021, 8, 1),
    paper_issued_by="Bộ Công an",
    gender="Nữ",
    born_on=date(1990, 5, 4),
    nationality="Việt Nam",
    occupation="Kinh doanh",
    address="Số 3 ngõ 5, phường Lương Văn Tri",
)


def proposal(world: World, *, place: str = "Chợ Đồng Đăng", **more: object) -> Proposed:
    return Proposed(
        place=place,
        reasons=("Gian hàng bán túi xách không rõ nguồn gốc",),
        scope="Hàng hóa, hóa đơn, chứng từ",
        starts_on=on(3),
        duration="02 ngày làm việc",
        leader_id=str(world.inspector.officer_id),
        member_ids=(str(world.second.officer_id),),
        **more,  # type: ignore[arg-type]
    )


def inspection(*, has_violation: bool = True, goods: tuple[Goods, ...] = GOODS, days: int = 3) -> Inspected:
    return Inspected(
        started_at=at(days),
        ended_at=at(days + 0.1),
        place="Chợ Đồng Đăng",
        findings=("Bày bán 35 túi xách, 10 ví da không hóa đơn, chứng từ",),
        has_violation=has_violation,
        goods=goods,
    )


def record(world: World, *, acts: tuple[Offence, ...] = (ACT,), days: int = 3, **more: object) -> ViolationRecorded:
    values: dict[str, object] = {
        "violator_id": str(world.subject_id),
        "offender": "individual",
        "acts": acts,
        "detected_on": on(days),
        "made_at": at(days + 0.1),
        "report_category": "GIAN_LAN_TM_THUE",
        "party": PARTY,
        "paper": Cited(number="03/BB-VPHC", dated=on(days)),
        **more,
    }
    return ViolationRecorded(**values)  # type: ignore[arg-type]


def sanction(fine_vnd: int = 0, *, reason: str = "", remedies: tuple[OtherMeasure, ...] = ()) -> SanctionProposed:
    one = ActSanction(
        act=0, row_id="", provision="", fine_min_vnd=0, fine_max_vnd=0, midpoint_vnd=0, suggested_vnd=None,
        fine_vnd=fine_vnd, reason=reason,
    )  # fmt: skip
    return SanctionProposed(
        acts=(one,), remedies=remedies, payment_place="Kho bạc Nhà nước khu vực VI",
        decree_bases=("Nghị định số 98/2020/NĐ-CP của Chính phủ",),
    )  # fmt: skip


STEPS = ("verified", "proposed", "ordered", "inspected", "recorded", "sanctioned", "decided", "delivered", "paid")


def case_at(world: World, step: str, *, days: int = 0, **opening: Any) -> Case:
    """A case brought in one pass so far along the line: "opened", one of STEPS, or "closed"."""
    values = {"title": "Túi xách không rõ nguồn gốc", "origin": Origin.OWN_KNOWLEDGE, **opening}
    place, sharing = values.pop("place", world.commune), values.pop("sharing", Sharing.AREA)
    subject_id, opened_on = values.pop("subject_id", world.subject_id), values.pop("happened_on", on(days))
    inspector = str(world.inspector.officer_id)
    facts: list[Any] = [Opened(**values), Assigned(leader_id=inspector, officer_ids=(inspector,))]
    if subject_id is not None:
        facts.append(SubjectAdded(subject_id=str(subject_id), role=SubjectRole.INSPECTED))
    happenings = [Happening(fact=fact, happened_on=opened_on, recorded_at=at(days)) for fact in facts]
    steps = (*STEPS, "closed")
    happenings += [happening(world, name, days=days) for name in steps[: steps.index(step) + 1 if step in steps else 0]]
    moment = happenings[-1].recorded_at or at(days)
    with as_officer(world.inspector, moment) as officer:
        return services.enter_history(
            officer=officer, at=moment, agency=world.team, happenings=happenings, place=place, sharing=sharing
        )


def advance(world: World, case: Case, name: str, *, days: int = 0) -> None:
    """Take one step."""
    step = happening(world, name, days=days)
    moment = step.recorded_at or at(days)
    with as_officer(world.clerk if step.officer else world.inspector, moment) as officer:
        services.do(officer=officer, at=moment, case=case, fact=step.fact, happened_on=step.happened_on)


def happening(world: World, name: str, *, days: int = 0) -> Happening:
    """What happens at a step, when, and by whom: papers issued outside the system are the clerk's."""
    order, decision = Cited(number="09/QĐ-KT", dated=on(days + 2)), Cited(number="07/QĐ-XPHC", dated=on(days + 8))
    recorded, happened, fact = {
        "verified": (1, 1, Verified(findings="Có dấu hiệu hàng không rõ nguồn gốc")),
        "proposed": (1, 1, proposal(world, overlap_reason="Đã phối hợp")),
        "ordered": (2, 2, Ordered(paper=order)),
        "inspected": (4, 3, inspection(days=days + 3)),
        "recorded": (4, 3, record(world, days=days + 3)),
        "sanctioned": (7, 7, sanction()),
        "decided": (8, 8, Decided(paper=decision)),
        "delivered": (9, 9, Delivered(manner=DeliveryManner.DIRECT)),
        "paid": (11, 11, Paid(kind=PaymentKind.FINE, amount_vnd=6_000_000, receipt="BL 12")),
        "closed": (12, 12, Closed()),
    }[name]
    clerk = world.clerk.officer if name in ("ordered", "decided") else None
    return Happening(fact=fact, happened_on=on(days + happened), recorded_at=at(days + recorded), officer=clerk)
