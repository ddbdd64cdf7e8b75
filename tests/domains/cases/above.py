"""A file that a unit may not decide: fake cosmetics, beyond the branch, and the committee that may."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from minhbach.domains.agencies.models import Agency, Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases import selectors, services
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.go_up import GoneUp
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import ExplanationManner
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.cases.types.values import OtherMeasure
from tests.domains.cases.world import ACT, World, _post, as_officer, at, case_at, on, record, sanction
from tests.going_on import GO_ON

# Article 9 of Decree 98/2020: 50 to 70 million, doubled for cosmetics, is beyond the branch (100) and not the province.
FAKES = replace(
    ACT,
    series="ND98-D9",
    point="",
    violation_class="HG-CD",
    description="Buôn bán 400 hộp kem giả về giá trị sử dụng",
    conditions=("C_COSMETIC_MEDICAL_CHEM",),
)
WORTH = 40_000_000
CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh, thành phố"
TEAM_HEAD = "Đội trưởng Đội Quản lý thị trường thuộc Chi cục Quản lý thị trường thuộc Sở Công Thương"
TAKEN = OtherMeasure(kind="CONFISCATE_GOODS", text="Tịch thu tang vật", details="Toàn bộ 400 hộp kem")


@dataclass(frozen=True)
class Committee:
    """The people's committee of the province, its chairman and who keeps its papers."""

    agency: Agency
    chairman: Post
    clerk: Post


def committee_agency() -> Agency:
    found: Agency = Agency.objects.on(on(0)).get(name="Ủy ban nhân dân tỉnh Lạng Sơn")
    return found


def make_committee() -> Committee:
    agency = committee_agency()
    chairman = _post("chutich", "Hoàng Văn Thọ", agency, Role.HEAD, "Chủ tịch", may_sign=True)
    Post.objects.filter(id=chairman.id).update(powers_title=CHAIRMAN)
    chairman.refresh_from_db()
    return Committee(agency, chairman, _post("vanthu", "Bế Thị Lan", agency, Role.RECORDS_CLERK, "Văn thư"))


def make_team_head(world: World) -> Post:
    head = _post("doitruong", "Triệu Quang Hùng", world.team, Role.HEAD, "Đội trưởng", may_sign=True)
    Post.objects.filter(id=head.id).update(powers_title=TEAM_HEAD)
    head.refresh_from_db()
    return head


def case_of_fakes(world: World, *, days: int = 0) -> Case:
    """A case at its decision, the sanction worked out, that nobody of the branch may decide.

    Fakes of such a value may be a crime, which each step asks about.
    """
    case = case_at(world, "inspected", days=days)
    acts: list[tuple[float, Any]] = [
        (4, record(world, acts=(FAKES,), goods_value_vnd=WORTH, report_category="HANG_GIA_SHTT", days=days + 3)),
        (5, ExplanationEnded(manner=ExplanationManner.WAIVED)),
        (7, replace(sanction(), additional=(TAKEN,), confiscated_value_vnd=WORTH)),
    ]
    for day, fact in acts:
        with as_officer(world.inspector, at(days + day)) as officer:
            services.do(officer=officer, at=at(days + day), case=case, fact=fact, confirmed=GO_ON)
    return case


def go_up(world: World, case: Case, agency: Agency, *, days: float = 8, note: str = "") -> Any:
    with as_officer(world.head, at(days)) as officer:
        fact = GoneUp(agency_id=str(agency.id), note=note)
        return services.do(officer=officer, at=at(days), case=case, fact=fact, confirmed=GO_ON).event


def do(post: Post, case: Case, fact: Any, *, days: float = 9, **more: Any) -> Any:
    with as_officer(post, at(days)) as officer:
        return services.do(officer=officer, at=at(days), case=case, fact=fact, **{"confirmed": GO_ON, **more})


def state_of(world: World, case: Case) -> CaseState:
    with as_officer(world.inspector, at(20)):
        return selectors.case_state(case)
