"""Cases of the past, told through the services of cases; their papers were issued by the teams, outside the system."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import (
    close_case,
    deliver_decision,
    end_explanation,
    end_without_violation,
    open_case,
    propose_inspection,
    propose_sanction,
    record_decision,
    record_inspection,
    record_order,
    record_payment,
    record_verification,
    record_violation,
    refer_case,
)
from minhbach.domains.cases.types import (
    Act,
    ActSanction,
    CaseState,
    Cited,
    ExplanationManner,
    Goods,
    Inspected,
    OtherMeasure,
    PartyPapers,
    Person,
    Proposed,
    SanctionProposed,
    Step,
    ViolationRecorded,
)
from minhbach.domains.subjects.models import Subject
from minhbach.interfaces.demo.accounts import BRANCH
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.merchants import DemoMerchant, MerchantKind
from minhbach.interfaces.demo.scenarios import CaseScenario, Reach
from minhbach.interfaces.demo.world import words
from minhbach.interfaces.demo.world.agenda import Story
from minhbach.interfaces.demo.world.province import Staff
from minhbach.interfaces.demo.world.time import moment

# Within one day each step comes after the one before it, also where a weekend lays two of them on one Friday.
HOURS = {
    "opened": (8, 10),
    "verified": (9, 0),
    "proposed": (10, 0),
    "ordered": (11, 0),
    "inspected": (16, 30),
    "recorded": (17, 10),
    "explained": (9, 30),
    "sanction": (14, 0),
    "decided": (15, 0),
    "delivered": (16, 0),
    "paid": (16, 30),
    "closed": (17, 0),
}
INVESTIGATORS = "Cơ quan Cảnh sát điều tra Công an tỉnh Lạng Sơn"
SECOND_LOOK = "Đã rà soát vụ việc khác của cùng tổ chức, cá nhân: khác thời điểm, khác hàng hóa, không trùng nội dung."


@dataclass
class Bench:
    """What a case is worked on with: the staff, the subjects, the units, the places, and the teams' paper registers."""

    staff: Staff
    subjects: dict[str, Subject]
    agencies: dict[str, Agency]
    places: dict[str, Place]
    registers: Counter[tuple[str, str, int]] = field(default_factory=Counter)

    def cite(self, team: str, symbol: str, dated: datetime) -> Cited:
        """This will take the next number of a team's own register."""
        key = (team, symbol, dated.year)
        self.registers[key] += 1
        return Cited(
            number=f"{self.registers[key]:02d}/{symbol}",
            dated=dated.date(),
            agency=self.agencies[team].name,
            signer="",
            signer_title="Đội trưởng",
        )


@dataclass
class Desk:
    """One case on the bench, and who handles it."""

    bench: Bench
    scenario: CaseScenario

    @property
    def inspector(self) -> Officer:
        return self.bench.staff[self.bench.staff.inspector_of(self.scenario.team)]

    @property
    def leader(self) -> Officer:
        return self.bench.staff[self.bench.staff.leader_of(self.scenario.team)]

    @property
    def head(self) -> Officer:
        return self.bench.staff["chicuctruong"]

    @property
    def merchant(self) -> DemoMerchant:
        return self.scenario.merchant

    @property
    def subject(self) -> Subject:
        return self.bench.subjects[self.merchant.key]

    @property
    def address(self) -> str:
        return self.merchant.premises[0].address

    def at(self, step: str) -> datetime:
        """This will say when a step was taken: at its hour, on its day or the Friday before a weekend."""
        return moment(max(working_day(self.scenario.day(step)), self.scenario.opened_on), *HOURS[step])

    def open(self) -> Case:
        """This will open the case."""
        scenario = self.scenario
        return open_case(
            officer=self.inspector,
            at=self.at("opened"),
            title=scenario.title,
            origin=words.origin_of(scenario),
            subject_id=self.subject.id,
            place=self.bench.places[self.merchant.commune_code],
            agency=self.bench.agencies[scenario.team],
            is_ecommerce=scenario.is_electronic,
            platform=words.platform_of(scenario),
            presence_url=self.merchant.shops[0].url if scenario.is_electronic else "",
        )

    def verify(self, case: Case) -> None:
        """This will close the verification with what was found."""
        record_verification(
            officer=self.inspector,
            at=self.at("verified"),
            case=case,
            findings=words.verification(self.scenario),
            sources=("Tin đăng trên nền tảng",) if self.scenario.is_electronic else ("Thẩm tra tại địa bàn",),
        )

    def propose(self, case: Case) -> None:
        """This will propose an inspection."""
        propose_inspection(
            officer=self.inspector,
            at=self.at("proposed"),
            case=case,
            proposal=Proposed(
                reasons=(words.reason(self.scenario),),
                scope="Việc chấp hành pháp luật trong kinh doanh đối với hàng hóa đang bày bán, chào bán tại cơ sở",
                starts_on=self.at("inspected").date(),
                duration="01 ngày làm việc",
                leader_id=str(self.leader.id),
                member_ids=(str(self.inspector.id),),
                place=self.address,
                expected_classes=(self.scenario.act.violation_class,),
                expected_goods=", ".join(line.name for line in self.scenario.goods[:2]),
                overlap_reason=SECOND_LOOK,
            ),
        )

    def inspect(self, case: Case, paper: Cited) -> None:
        """This will record the inspection with its inventory list."""
        ended_at = self.at("inspected") - timedelta(minutes=30)
        has_violation = self.scenario.reach is not Reach.NO_VIOLATION
        record_inspection(
            officer=self.leader,
            at=self.at("inspected"),
            case=case,
            inspection=Inspected(
                started_at=ended_at - timedelta(hours=2),
                ended_at=ended_at,
                place=self.address,
                findings=words.findings(self.scenario),
                has_violation=has_violation,
                goods=self.goods() if has_violation else (),
                measures=("Tạm giữ hàng hóa theo bảng kê",) if has_violation and self.scenario.goods else (),
                statement="Tôi đã nghe đọc lại biên bản và công nhận nội dung là đúng.",
                present=(Person(full_name=self.merchant.representative, title="Chủ cơ sở", address=self.address),),
                paper=paper,
            ),
        )

    def goods(self) -> tuple[Goods, ...]:
        return tuple(
            Goods(
                name=line.name,
                brand_origin=line.origin,
                unit=line.unit,
                quantity=Decimal(line.quantity),
                unit_price_vnd=line.unit_price_vnd,
                value_vnd=line.value_vnd,
            )
            for line in self.scenario.goods
        )

    def record(self, case: Case, paper: Cited) -> CaseState:
        """This will record the violation."""
        act = self.scenario.act
        made_at = self.at("recorded") - timedelta(minutes=20)
        return record_violation(
            officer=self.leader,
            at=self.at("recorded"),
            case=case,
            record=ViolationRecorded(
                violator_id=str(self.subject.id),
                offender="organisation" if self.merchant.kind is MerchantKind.ORGANISATION else "individual",
                acts=(
                    Act(
                        series=act.series,
                        violation_class=act.violation_class,
                        description=act.description,
                        point=act.point,
                        goods=act.goods_code,
                        measure="goods_value_vnd" if act.has_value else "",
                    ),
                ),
                detected_on=made_at.date(),
                report_category=act.category,
                place=self.address,
                made_at=made_at,
                party=self.papers(),
                statement="Tôi nhận thức được vi phạm và sẽ chấp hành quyết định của cơ quan có thẩm quyền.",
                measures=("Tạm giữ hàng hóa theo bảng kê",) if self.scenario.goods else (),
                paper=paper,
            ),
        ).state

    def papers(self) -> PartyPapers:
        """This will fill in what the forms ask about the violator."""
        tax_code = self.merchant.first("tax_code")
        return PartyPapers(
            name=self.merchant.name,
            nationality="Việt Nam",
            occupation="Kinh doanh",
            address=self.address,
            business_code=tax_code.value if tax_code else "",
            representative_name=self.merchant.representative,
            representative_title="Giám đốc" if self.merchant.kind is MerchantKind.ORGANISATION else "Chủ hộ kinh doanh",
        )

    def explain(self, case: Case) -> None:
        """This will end the explanation: the party gives it up."""
        end_explanation(
            officer=self.inspector,
            at=self.at("explained"),
            case=case,
            manner=ExplanationManner.WAIVED,
            summary="Cơ sở có văn bản không yêu cầu giải trình.",
        )

    def sanction(self, case: Case) -> None:
        """This will propose the sanction: the law's own amount, and the goods confiscated."""
        value = self.scenario.goods_value_vnd
        confiscation = OtherMeasure(kind="CONFISCATE_GOODS", text="Tịch thu tang vật vi phạm", details="Theo bảng kê")
        propose_sanction(
            officer=self.inspector,
            at=self.at("sanction"),
            case=case,
            sanction=SanctionProposed(
                acts=(
                    ActSanction(
                        act=0,
                        row_id="",
                        provision="",
                        fine_min_vnd=0,
                        fine_max_vnd=0,
                        midpoint_vnd=0,
                        suggested_vnd=None,
                        fine_vnd=0,
                    ),
                ),
                additional=(confiscation,) if value else (),
                confiscated_value_vnd=value,
                payment_place="Kho bạc Nhà nước",
                treasury="Kho bạc Nhà nước khu vực",
            ),
        )

    def deliver(self, case: Case) -> None:
        deliver_decision(
            officer=self.inspector,
            at=self.at("delivered"),
            case=case,
            manner="Giao trực tiếp",
            receiver=self.merchant.representative,
        )

    def pay(self, case: Case, amount_vnd: int) -> None:
        record_payment(
            officer=self.inspector,
            at=self.at("paid"),
            case=case,
            amount_vnd=amount_vnd,
            receipt=f"BL{self.scenario.number:05d}",
        )


def past_case(bench: Bench, scenario: CaseScenario) -> Story:
    """This will tell a case of the past from its opening to its end."""
    desk, team = Desk(bench, scenario), scenario.team
    yield desk.at("opened")
    case = desk.open()
    yield desk.at("verified")
    desk.verify(case)
    yield desk.at("proposed")
    desk.propose(case)
    yield (at := desk.at("ordered"))
    record_order(officer=desk.head, at=at, case=case, paper=bench.cite(team, "QĐ-KT", at))
    yield (at := desk.at("inspected"))
    desk.inspect(case, bench.cite(team, "BB-KT", at))
    yield (at := desk.at("recorded"))
    if scenario.reach is Reach.NO_VIOLATION:
        end_without_violation(officer=desk.leader, at=at, case=case, reason=words.NOTHING_FOUND)
        return
    state = desk.record(case, bench.cite(team, "BB-VPHC", at))
    yield (at := desk.at("explained"))
    if scenario.reach is Reach.REFERRED:
        signs = words.crime_signs(scenario)
        refer_case(officer=desk.leader, at=at, case=case, to_agency=INVESTIGATORS, signs=signs)
        return
    if state.step is Step.EXPLANATION:
        desk.explain(case)
    yield desk.at("sanction")
    desk.sanction(case)
    yield (at := desk.at("decided"))
    decided = record_decision(officer=desk.head, at=at, case=case, paper=bench.cite(team, "QĐ-XPHC", at))
    yield desk.at("delivered")
    desk.deliver(case)
    yield desk.at("paid")
    if decided.state.unpaid_vnd:
        desk.pay(case, decided.state.unpaid_vnd)
    yield (at := desk.at("closed"))
    close_case(officer=desk.inspector, at=at, case=case, note="Đã thi hành xong quyết định.")


def make_bench(staff: Staff, subjects: dict[str, Subject]) -> Bench:
    """This will set up the bench all cases are worked on."""
    agencies = {agency.key: agency for agency in Agency.objects.filter(key__startswith=BRANCH)}
    places = {place.code: place for place in Place.objects.filter(key__startswith="2025:", level="commune")}
    return Bench(staff, subjects, agencies, places)
