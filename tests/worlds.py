"""A small world for tests of any domain: the demo province, a neighbor, and one officer for each role.

def test_something(world: World) -> None:
    with world.acting(world.inspector):
        ...
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from minhbach.domains.agencies import services
from minhbach.domains.agencies.models import Agency, Delegation, Officer, Place, Post
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.agencies.types import Role
from minhbach.foundation.scope import Access, acting_as
from minhbach.foundation.scope.access import SYSTEM

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # 9:00 on a Friday in Lạng Sơn
SINCE = date(2025, 7, 1)
HEAD_POWERS = (
    "Chi cục trưởng Chi cục Quản lý thị trường, Trưởng phòng Nghiệp vụ Quản lý thị trường thuộc "
    "Cục Quản lý và Phát triển thị trường trong nước"
)
TEAM_HEAD_POWERS = "Đội trưởng Đội Quản lý thị trường thuộc Chi cục Quản lý thị trường thuộc Sở Công Thương"
CONTROLLER_POWERS = "Kiểm soát viên thị trường đang thi hành công vụ"


@dataclass(frozen=True)
class World:
    """Agencies and people of the demo province; `at` is the moment the tests take place."""

    at: datetime
    province: Place
    commune: Place  # Phường Kỳ Lừa, in team 1's area
    other_commune: Place  # Xã Hữu Lũng, in team 3's area
    divided_ward: Place  # Xã Hồng Phong of the map of 30/6/2025
    branch: Agency  # Chi cục QLTT
    team: Agency  # Đội QLTT số 1
    other_team: Agency  # Đội QLTT số 3
    committee: Agency  # BCĐ 389 tỉnh
    commune_committee: Agency  # BCĐ 389 phường Kỳ Lừa
    customs: Agency
    police: Agency
    neighbor: Agency  # Chi cục QLTT tỉnh Cao Bằng
    analyst: Officer  # committee, sees the province
    inspector: Officer  # team
    inspection_leader: Officer  # team
    team_head: Officer  # signs for the team
    head: Officer  # signs for the branch, sees the province
    deputy: Officer  # signs KT. by delegation
    records_clerk: Officer  # branch and committee
    committee_officer: Officer
    committee_head: Officer  # signs the committee's reports
    commune_officer: Officer
    legal_officer: Officer
    auditor: Officer
    administrator: Officer
    outsider: Officer  # inspector of the other team: another agency, the same province
    stranger: Officer  # inspector in the neighboring province
    customs_officer: Officer
    police_officer: Officer
    delegation: Delegation  # head to deputy, decisions on sanctions and inspection orders alike

    def access(self, officer: Officer) -> Access:
        return access_of(officer, at=self.at)

    @contextmanager
    def acting(self, officer: Officer) -> Iterator[Access]:
        """Run a block with the officer's reach, as a page does."""
        with acting_as(self.access(officer)) as access:
            yield access

    def post(self, officer: Officer, role: Role | str) -> Post:
        return Post.objects.select_related("agency", "officer").get(officer=officer, role=role)


def make_world(at: datetime = AT) -> World:
    """Make the world; needs the reference data, which the `db` fixture has loaded."""
    with acting_as(SYSTEM):
        services.load_demo_province(at=at)
        return _people(at)


def agency(key: str) -> Agency:
    found: Agency = Agency.objects.get(key=key)
    return found


def place(key: str) -> Place:
    found: Place = Place.objects.get(key=key)
    return found


def officer_in(
    home: Agency,
    role: Role,
    name: str,
    title: str,
    *,
    at: datetime = AT,
    username: str = "",
    powers_title: str = "",
    may_sign: bool = False,
    covers_area: bool = False,
) -> Officer:
    """Make an officer with one post. Needs the system's access."""
    person = services.create_officer(username=username or name, full_name=name, officer=None, at=at)
    services.appoint(
        person=person,
        agency=home,
        role=role,
        title_vi=title,
        valid_from=SINCE if home.valid_from is None or home.valid_from <= SINCE else home.valid_from,
        powers_title=powers_title,
        may_sign=may_sign,
        covers_area=covers_area,
        officer=None,
        at=at,
    )
    return person


def _people(at: datetime) -> World:
    branch, team, other_team = agency("qltt.20"), agency("qltt.20.doi-1"), agency("qltt.20.doi-3")
    committee, commune_committee = agency("bcd389.20"), agency("bcd389.2025:06187")
    customs, police, neighbor = agency("hai-quan.20"), agency("cong-an.20"), agency("qltt.04")
    head = officer_in(
        branch, Role.HEAD, "Vi Đức Thắng", "Chi cục trưởng", username="head", powers_title=HEAD_POWERS, may_sign=True,
        covers_area=True,
    )  # fmt: skip
    deputy = officer_in(branch, Role.HEAD, "Đặng Bích Vân", "Phó Chi cục trưởng", username="deputy", covers_area=True)
    records_clerk = officer_in(branch, Role.RECORDS_CLERK, "Lương Thu Trang", "Văn thư", username="records_clerk")
    services.appoint(
        person=records_clerk, agency=committee, role=Role.RECORDS_CLERK, title_vi="Văn thư kiêm nhiệm",
        valid_from=SINCE, officer=None, at=at,
    )  # fmt: skip
    delegation = services.delegate(
        from_post=Post.objects.get(officer=head),
        to_post=Post.objects.get(officer=deputy),
        decision_number="15/QĐ-GQXP",
        decision_on=date(2026, 1, 5),
        valid_from=date(2026, 1, 5),
        valid_until=date(2027, 1, 1),
        officer=None,
        at=at,
    )
    return World(
        at=at,
        province=place("2025:20"),
        commune=place("2025:06187"),
        other_commune=place("2025:06385"),
        divided_ward=place("2024:06079"),
        branch=branch,
        team=team,
        other_team=other_team,
        committee=committee,
        commune_committee=commune_committee,
        customs=customs,
        police=police,
        neighbor=neighbor,
        analyst=officer_in(
            committee, Role.ANALYST, "Nông Thu Hiền", "Chuyên viên", username="analyst", covers_area=True
        ),
        inspector=officer_in(
            team, Role.INSPECTOR, "Hoàng Văn Kiên", "Kiểm soát viên", username="inspector",
            powers_title=CONTROLLER_POWERS,
        ),
        inspection_leader=officer_in(
            team, Role.INSPECTION_LEADER, "Lý Minh Tuấn", "Phó Đội trưởng", username="inspection_leader"
        ),
        team_head=officer_in(
            team, Role.HEAD, "Triệu Quang Hùng", "Đội trưởng", username="team_head", powers_title=TEAM_HEAD_POWERS,
            may_sign=True,
        ),
        head=head,
        deputy=deputy,
        records_clerk=records_clerk,
        committee_officer=officer_in(
            committee, Role.COMMITTEE_OFFICER, "Trần Ngọc Khánh", "Chuyên viên", username="committee_officer",
            covers_area=True,
        ),
        committee_head=officer_in(
            committee, Role.HEAD, "Hoàng Xuân Lâm", "Phó Trưởng Ban Thường trực", username="committee_head",
            may_sign=True, covers_area=True,
        ),
        commune_officer=officer_in(
            commune_committee, Role.COMMITTEE_OFFICER, "Lê Ngọc Yến", "Chuyên viên", username="commune_officer",
            covers_area=True,
        ),
        legal_officer=officer_in(
            branch, Role.LEGAL_OFFICER, "Dương Minh Chi", "Công chức pháp chế", username="legal_officer"
        ),
        auditor=officer_in(
            committee, Role.AUDITOR, "Đinh Hữu Toàn", "Thanh tra viên", username="auditor", covers_area=True
        ),
        administrator=officer_in(
            committee, Role.ADMINISTRATOR, "Chu Viết Dũng", "Quản trị hệ thống", username="administrator"
        ),
        outsider=officer_in(
            other_team, Role.INSPECTOR, "Mông Trung Hiếu", "Kiểm soát viên", username="outsider",
            powers_title=CONTROLLER_POWERS,
        ),
        stranger=officer_in(neighbor, Role.INSPECTOR, "Bế Văn Đàm", "Kiểm soát viên", username="stranger"),
        customs_officer=officer_in(
            customs, Role.COMMITTEE_OFFICER, "Phạm Đình Nghĩa", "Công chức tổng hợp", username="customs_officer"
        ),
        police_officer=officer_in(police, Role.INSPECTOR, "Nguyễn Công Vinh", "Cán bộ", username="police_officer"),
        delegation=delegation,
    )  # fmt: skip


def guest_of(
    world: World,
    name: str = "Phạm Thu Trà",
    *,
    body: str = "Công ty TNHH Trà Sương",
    code: str = "0109 999 991",
    kind: str = "trader",
    username: str = "guest",
) -> Officer:
    """Open an account for somebody outside, for whom the team answers; it can be signed in with by force_login."""
    on = world.at.date()
    terms = services.GuestTerms(
        kind=kind, name=body, code=code, paper_number="12/CV", paper_on=on, paper_at="Hồ sơ văn thư", full_name=name,
        title_vi="Đại diện", username=username, valid_from=on, valid_until=on + timedelta(days=90),
    )  # fmt: skip
    with world.acting(world.inspector):
        asked = services.propose_guest(agency=world.team, terms=terms, officer=world.inspector, at=world.at)
    with world.acting(world.team_head):
        return services.open_guest(proposal=asked, officer=world.team_head, at=world.at)
