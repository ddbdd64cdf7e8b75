"""One case of the demo and what officers write into its file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.cases.acts.inspect import Inspected
from minhbach.domains.cases.acts.propose import Proposed
from minhbach.domains.cases.acts.record import ViolationRecorded
from minhbach.domains.cases.acts.sanction import SanctionProposed
from minhbach.domains.cases.types import ActSanction, Cited, Goods, Offence, OtherMeasure, PartyPapers, Person
from minhbach.domains.cases.types.values import NO, Answered
from minhbach.domains.inspections.selectors import points_on
from minhbach.domains.screening.models import Lead
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import BRANCH, TEAM_ONE
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.merchants import DemoMerchant, MerchantKind
from minhbach.interfaces.demo.scenarios import CaseScenario, Reach
from minhbach.interfaces.demo.world import words
from minhbach.interfaces.demo.world.leads import LeadsOfMerchants
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff

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
BY_LAW = ActSanction(
    act=0, row_id="", provision="", fine_min_vnd=0, fine_max_vnd=0, midpoint_vnd=0, suggested_vnd=None, fine_vnd=0
)
DECREES = {
    "ND98": "Nghị định số 98/2020/NĐ-CP của Chính phủ",
    "ND99": "Nghị định số 99/2013/NĐ-CP của Chính phủ",
}
CONFISCATION = OtherMeasure(kind="CONFISCATE_GOODS", text="Tịch thu tang vật vi phạm", details="Theo bảng kê kèm theo")


@dataclass
class Bench:
    """What cases are worked on with: the staff, the subjects, the units, the places, and the teams' paper registers."""

    staff: Staff
    subjects: dict[str, Subject]
    agencies: dict[str, Agency]
    places: dict[str, Place]
    leads: LeadsOfMerchants = field(default_factory=dict)
    registers: Counter[tuple[str, str, int]] = field(default_factory=Counter)

    def take_lead(self, merchant: DemoMerchant) -> Lead | None:
        """Give the most urgent lead on a merchant that no case was opened from yet."""
        found = self.leads.get(merchant.key, [])
        return found.pop(0) if found else None

    def cite(self, team: str, symbol: str, dated: date) -> Cited:
        """Take the next number of the register a team kept on paper before it had the system."""
        key = (team, symbol, dated.year)
        self.registers[key] += 1
        agency = self.agencies[team]
        suffix = agency.symbol.rpartition("-")[2]
        return Cited(
            number=f"{self.registers[key]:02d}/{symbol}-{suffix}",
            dated=dated,
            agency=agency.name,
            signer_title="Đội trưởng",
        )


def make_bench(staff: Staff, subjects: dict[str, Subject], leads: LeadsOfMerchants) -> Bench:
    """Set up the bench all cases are worked on."""
    agencies = {agency.key: agency for agency in Agency.objects.filter(key__startswith=BRANCH)}
    places = {place.code: place for place in Place.objects.filter(key__startswith="2025:", level="commune")}
    return Bench(staff, subjects, agencies, places, leads)


@dataclass(frozen=True)
class Desk:
    """One case on the bench: who handles it, when, and the facts they record."""

    bench: Bench
    scenario: CaseScenario

    @property
    def inspector(self) -> Officer:
        return self.bench.staff[self.bench.staff.inspector_of(self.scenario.team)]

    @property
    def leader(self) -> Officer:
        return self.bench.staff[self.bench.staff.leader_of(self.scenario.team)]

    @property
    def team(self) -> Agency:
        return self.bench.agencies[self.scenario.team]

    @property
    def order_signer(self) -> str:
        """Who signs the inspection order: the head of the team in small cases, else the head of the branch."""
        is_small = not self.scenario.act.has_value and self.scenario.team == TEAM_ONE
        return "doitruong" if is_small else "chicuctruong"

    @property
    def merchant(self) -> DemoMerchant:
        return self.scenario.merchant

    @property
    def subject(self) -> Subject:
        return self.bench.subjects[self.merchant.key]

    @property
    def place(self) -> Place:
        return self.bench.places[self.merchant.commune_code]

    @property
    def address(self) -> str:
        return self.merchant.premises[0].address

    @property
    def offender(self) -> str:
        return "organisation" if self.merchant.kind is MerchantKind.ORGANISATION else "individual"

    @property
    def url(self) -> str:
        return self.merchant.shops[0].url if self.scenario.is_electronic else ""

    def at(self, step: str) -> datetime:
        """Say when a step was taken: at its hour, on its day or the Friday before a weekend."""
        return moment(max(working_day(self.scenario.day(step)), self.scenario.opened_on), *HOURS[step])

    def on(self, step: str) -> date:
        return local_date(self.at(step))

    def sources(self) -> tuple[str, ...]:
        return ("Tin đăng trên nền tảng",) if self.scenario.is_electronic else ("Thẩm tra tại địa bàn",)

    def proposal(self) -> Proposed:
        return Proposed(
            reasons=(words.reason(self.scenario),),
            scope="Việc chấp hành pháp luật trong kinh doanh đối với hàng hóa đang bày bán, chào bán tại cơ sở",
            starts_on=self.on("inspected"),
            duration="01 ngày làm việc",
            leader_id=str(self.leader.id),
            member_ids=(str(self.inspector.id),),
            place=self.address,
            expected_classes=(self.scenario.act.violation_class,),
            expected_goods=", ".join(line.name for line in self.scenario.goods[:2]),
            checklists=self.checklists,
            overlap_reason=words.SECOND_LOOK,
        )

    @property
    def checklists(self) -> tuple[str, ...]:
        return ("Hàng hóa nói chung", *(("Hàng bán trên mạng",) if self.scenario.is_electronic else ()))

    def answers(self, *, has_violation: bool) -> tuple[Answered, ...]:
        """Answer each point: “no” where it speaks of what was found."""
        amiss = self.scenario.act.violation_class if has_violation else None
        return tuple(
            Answered(
                point=one.words,
                answer=NO if one.violation_class == amiss else "yes",
                violation_class=one.violation_class,
            )
            for one in points_on(self.checklists, self.on("inspected"))
        )

    def inspection(self, paper: Cited) -> Inspected:
        has_violation = self.scenario.reach is not Reach.NO_VIOLATION
        ended_at = self.at("inspected") - timedelta(minutes=30)
        return Inspected(
            started_at=ended_at - timedelta(hours=2),
            ended_at=ended_at,
            place=self.address,
            findings=words.findings(self.scenario),
            has_violation=has_violation,
            goods=self.goods() if has_violation else (),
            measures=self.measures() if has_violation else (),
            statement="Tôi đã nghe đọc lại biên bản và công nhận nội dung là đúng.",
            answers=self.answers(has_violation=has_violation),
            present=(Person(full_name=self.merchant.representative, title="Chủ cơ sở", address=self.address),),
            paper=paper,
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

    def measures(self) -> tuple[str, ...]:
        return ("Tạm giữ hàng hóa theo bảng kê",) if self.scenario.goods else ()

    def violation(self, paper: Cited) -> ViolationRecorded:
        act = self.scenario.act
        made_at = self.at("recorded") - timedelta(minutes=20)
        return ViolationRecorded(
            violator_id=str(self.subject.id),
            offender=self.offender,
            acts=(
                Offence(
                    series=act.series,
                    violation_class=act.violation_class,
                    description=act.description,
                    point=act.point,
                    goods=act.goods_code,
                    measure="goods_value_vnd" if act.has_value else "",
                ),
            ),
            detected_on=local_date(made_at),
            report_category=act.category,
            place=self.address,
            made_at=made_at,
            party=self.party(),
            statement="Tôi nhận thức được vi phạm và sẽ chấp hành quyết định của cơ quan có thẩm quyền.",
            measures=self.measures(),
            paper=paper,
        )

    def party(self) -> PartyPapers:
        """Fill in what the forms ask about the violator."""
        tax_code = self.merchant.first("tax_code")
        is_organisation = self.merchant.kind is MerchantKind.ORGANISATION
        return PartyPapers(
            name=self.merchant.name if is_organisation else self.merchant.representative,
            gender="" if is_organisation else "Nữ",
            born_on=None if is_organisation else date(1985, 1, 1) + timedelta(days=self.scenario.number),
            nationality="Việt Nam",
            occupation="Kinh doanh",
            address=self.address,
            # Of a woman born after 2300: no number in use reads so.
            paper_number="" if is_organisation else f"0209{self.scenario.number:08d}",
            paper_issued_on=None if is_organisation else date(2022, 6, 1),
            paper_issued_by="" if is_organisation else "Bộ Công an",
            business_code=tax_code.value if tax_code else "",
            representative_name=self.merchant.representative,
            representative_gender="Nữ" if is_organisation else "",
            representative_title="Giám đốc" if is_organisation else "Chủ hộ kinh doanh",
        )

    def sanction(self) -> SanctionProposed:
        """Propose the law's own amount, and the goods confiscated."""
        value = self.scenario.goods_value_vnd
        return SanctionProposed(
            acts=(BY_LAW,),
            additional=(CONFISCATION,) if value else (),
            confiscated_value_vnd=value,
            payment_place="Kho bạc Nhà nước",
            treasury="Kho bạc Nhà nước khu vực",
            decree_bases=(DECREES[self.scenario.act.series[:4]],),
        )
