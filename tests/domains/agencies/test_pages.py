from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.models import Agency, Delegation, Officer, Place, Post, PostProposal
from minhbach.domains.agencies.types import Role
from minhbach.foundation.audit.models import AuditEntry
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def pages(world: World) -> list[str]:
    return [
        "/co-quan/",
        f"/co-quan/{world.branch.pk}/",
        "/co-quan/dia-ban/",
        f"/co-quan/dia-ban/{world.commune.pk}/",
        f"/co-quan/dia-ban/{world.divided_ward.pk}/",
        f"/co-quan/can-bo/{world.head.pk}/",
    ]


def administrators_pages(world: World) -> list[str]:
    return [
        "/co-quan/moi/",
        f"/co-quan/{world.branch.pk}/sua/",
        f"/co-quan/{world.branch.pk}/ket-thuc/",
        f"/co-quan/{world.branch.pk}/chuc-vu/",
        "/co-quan/can-bo/moi/",
        f"/co-quan/chuc-vu/{world.post(world.inspector, Role.INSPECTOR).pk}/ket-thuc/",
    ]


@pytest.fixture
def administrator(world: World) -> Officer:
    """An administrator above the branch: of the people's committee of the province."""
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM
    from tests.worlds import agency, officer_in

    with acting_as(SYSTEM):
        return officer_in(agency("ubnd.20"), Role.ADMINISTRATOR, "Hà Văn Quản", "Quản trị", username="top")


def test_nobody_signed_in_sees_a_page(world: World) -> None:
    for path in pages(world) + administrators_pages(world):
        response = Client().get(path)
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/tai-khoan/dang-nhap/")


def test_the_directory_is_open_to_every_officer(world: World) -> None:
    for officer in (world.inspector, world.stranger, world.auditor):
        client = as_officer(officer)
        assert [client.get(path).status_code for path in pages(world)] == [200] * 6


def test_only_an_administrator_of_the_agency_or_above_it_may_change_it(world: World, administrator: Officer) -> None:
    for officer in (world.inspector, world.head, world.stranger):
        client = as_officer(officer)
        assert [client.get(path).status_code for path in administrators_pages(world)] == [403] * 6
    # The committee's administrator has no say over market surveillance, though over new accounts and agencies.
    client = as_officer(world.administrator)
    assert [client.get(path).status_code for path in administrators_pages(world)] == [200, 403, 403, 403, 200, 403]
    client = as_officer(administrator)
    assert [client.get(path).status_code for path in administrators_pages(world)] == [200] * 6


def test_the_directory_finds_by_place_and_force(world: World) -> None:
    client = as_officer(world.analyst)
    assert "Chi cục Quản lý thị trường tỉnh Lạng Sơn" in text(client.get("/co-quan/?q=chi+cuc+qltt+lang+son"))
    page = text(client.get(f"/co-quan/?force=QLTT&province={world.province.pk}"))
    assert "Đội Quản lý thị trường số 1" in page
    assert "Cao Bằng" not in page.split('id="list"')[1]
    old = text(client.get("/co-quan/?ngay=2024-05-31&force=QLTT&q=lang+son"))
    assert "Cục Quản lý thị trường tỉnh Lạng Sơn" in old
    assert "Chi cục Quản lý thị trường" not in old.split('id="list"')[1]


def test_the_directory_asks_few_questions_of_the_database(world: World, django_assert_max_num_queries: Any) -> None:
    client = as_officer(world.analyst)
    client.get("/co-quan/?all=1")
    with django_assert_max_num_queries(16):
        client.get("/co-quan/")


def test_an_agency_shows_what_was_before_it_and_who_is_in_it(world: World) -> None:
    page = text(as_officer(world.inspector).get(f"/co-quan/{world.branch.pk}/"))
    assert "Cục Quản lý thị trường tỉnh Lạng Sơn" in page
    assert "Vi Đức Thắng" in page
    assert "15/QĐ-GQXP" in page
    assert "chưa đối chiếu" in page


def test_a_divided_ward_says_that_it_is_not_determined(world: World) -> None:
    page = text(as_officer(world.inspector).get(f"/co-quan/dia-ban/{world.divided_ward.pk}/"))
    assert "chưa xác định" in page
    assert "Xã Đồng Đăng" in page
    assert "Xã Hồng Phong" in page


def test_the_map_of_30_6_2025_is_shown_when_asked_for(world: World) -> None:
    page = text(as_officer(world.inspector).get("/co-quan/dia-ban/?ngay=2025-06-30&q=cao+loc"))
    assert "Huyện Cao Lộc" in page
    assert "63 tỉnh" in page


def test_an_administrator_makes_an_officer_gives_a_post_and_ends_it(world: World, administrator: Officer) -> None:
    client = as_officer(administrator)
    response = client.post("/co-quan/can-bo/moi/", {"full_name": "Lành  Thị Mai", "username": "lanhmai"})
    person = Officer.objects.get(username="lanhmai")
    assert (response.headers["Location"], person.full_name) == (person.get_absolute_url(), "Lành Thị Mai")
    page = client.post(f"/co-quan/can-bo/{person.pk}/mat-khau/")
    assert page.context["password"] in text(page)
    person.refresh_from_db()
    assert person.check_password(page.context["password"])
    response = client.post(
        f"/co-quan/{world.team.pk}/chuc-vu/",
        {"person": person.pk, "role": "inspector", "title_vi": "Kiểm soát viên", "valid_from": "2026-11-01"},
    )
    assert response.status_code == 302
    post = Post.objects.get(officer=person)
    response = client.post(f"/co-quan/chuc-vu/{post.pk}/ket-thuc/", {"valid_until": "2026-12-31"})
    post.refresh_from_db()
    assert (response.status_code, post.valid_until) == (302, date(2027, 1, 1))
    actions = set(AuditEntry.objects.filter(officer_id=administrator.pk).values_list("action", flat=True))
    assert actions >= {
        "agencies.officer.created",
        "agencies.officer.password_given",
        "agencies.post.given",
        "agencies.post.ended",
    }


def test_what_was_typed_stays_when_it_is_refused(world: World, administrator: Officer) -> None:
    response = as_officer(administrator).post(
        "/co-quan/can-bo/moi/", {"full_name": "Người Khác", "username": "inspector"}
    )
    assert response.status_code == 422
    assert "Tên đăng nhập inspector đã có người dùng" in text(response)
    assert 'value="Người Khác"' in text(response)


def test_an_area_is_given_by_names_and_each_doubtful_line_is_named(world: World, administrator: Officer) -> None:
    client = as_officer(administrator)
    form = {
        "name": "Đội Quản lý thị trường số 5",
        "short_name": "Đội QLTT số 5",
        "symbol": "QLTTLS-Đ5",
        "key": "qltt.20.doi-5",
        "force": "QLTT",
        "level": "team",
        "parent": str(world.branch.pk),
        "areas": "Phường Kỳ Lừa\nHồng Phong\nXã Không Có",
    }
    response = client.post("/co-quan/moi/", form)
    assert response.status_code == 422
    assert "Dòng 2, “Hồng Phong”" in text(response)
    assert "Dòng 3, “Xã Không Có”" in text(response)
    assert not Agency.objects.filter(key="qltt.20.doi-5").exists()
    response = client.post("/co-quan/moi/", form | {"areas": "Phường Kỳ Lừa\n06385"})
    made = Agency.objects.get(key="qltt.20.doi-5")
    assert response.headers["Location"] == made.get_absolute_url()
    assert sorted(place.name for place in made.areas.all()) == ["Phường Kỳ Lừa", "Xã Hữu Lũng"]


def test_a_head_delegates_and_takes_it_back(world: World) -> None:
    client = as_officer(world.team_head)
    deputy = world.post(world.inspection_leader, Role.INSPECTION_LEADER)
    path = f"/co-quan/{world.team.pk}/giao-quyen/"
    form = {
        "from_post": str(world.post(world.team_head, Role.HEAD).pk),
        "to_post": str(deputy.pk),
        "decision_number": "03/QĐ-GQXP",
        "decision_on": "2026-11-02",
        "valid_from": "2026-11-02",
        "valid_until": "2027-03-31",
    }
    assert as_officer(world.inspector).post(path, form).status_code == 403
    assert client.post(path, form).status_code == 302
    made = Delegation.objects.get(decision_number="03/QĐ-GQXP")
    assert made.valid_until == date(2027, 4, 1)
    assert list(selectors.delegations_held(world.inspection_leader, on=date(2026, 11, 20))) == [made]
    assert as_officer(world.inspector).post(f"/co-quan/giao-quyen/{made.pk}/thu-hoi/").status_code == 403
    assert client.post(f"/co-quan/giao-quyen/{made.pk}/thu-hoi/").status_code == 302
    assert not selectors.delegations_held(world.inspection_leader, on=date(2026, 12, 20)).exists()


def test_a_head_cannot_delegate_for_another(world: World) -> None:
    form = {
        "from_post": str(world.post(world.head, Role.HEAD).pk),
        "to_post": str(world.post(world.legal_officer, Role.LEGAL_OFFICER).pk),
        "decision_number": "04/QĐ-GQXP",
        "decision_on": "2026-11-02",
        "valid_from": "2026-11-02",
    }
    assert as_officer(world.team_head).post(f"/co-quan/{world.branch.pk}/giao-quyen/", form).status_code == 403
    assert as_officer(world.team_head).post(f"/co-quan/{world.team.pk}/giao-quyen/", form).status_code == 422
    assert not Delegation.objects.filter(decision_number="04/QĐ-GQXP").exists()


def test_what_does_not_exist_is_not_found(world: World) -> None:
    client = as_officer(world.inspector)
    missing = "01990000-0000-7000-8000-000000000000"
    for path in (f"/co-quan/{missing}/", f"/co-quan/can-bo/{missing}/", "/co-quan/dia-ban/999999/"):
        assert client.get(path).status_code == 404


@pytest.fixture
def second(world: World) -> Officer:
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM
    from tests.worlds import officer_in

    with acting_as(SYSTEM):
        return officer_in(world.branch, Role.ADMINISTRATOR, "Lộc Thị Hai", "Quản trị", username="second")


def test_a_signing_post_waits_on_the_page_and_among_todays_work_of_the_second_person(
    world: World, administrator: Officer, second: Officer
) -> None:
    first = as_officer(administrator)
    form = {
        "person": world.inspection_leader.pk,
        "role": "head",
        "title_vi": "Phó Đội trưởng",
        "may_sign": "on",
        "valid_from": "2026-11-01",
    }
    said = text(first.post(f"/co-quan/{world.team.pk}/chuc-vu/", form, follow=True))
    assert "khi người thứ hai xác nhận" in said
    proposal = PostProposal.objects.get()
    assert not Post.objects.filter(officer=world.inspection_leader, role=Role.HEAD).exists()
    page = text(first.get(proposal.get_absolute_url()))
    assert world.team.name in page
    assert "Rút lại" in page
    assert ">Xác nhận</button>" not in page
    assert first.post(f"{proposal.get_absolute_url()}xac-nhan/").status_code == 403
    other = as_officer(second)
    desk = text(other.get("/"))
    assert "Xác nhận chức vụ" in desk
    assert "Lý Minh Tuấn: Phó Đội trưởng, Đội QLTT số 1" in desk
    assert "Lý Minh Tuấn" in text(other.get("/co-quan/chuc-vu/cho-xac-nhan/"))
    assert ">Xác nhận</button>" in text(other.get(proposal.get_absolute_url()))
    assert other.post(f"{proposal.get_absolute_url()}xac-nhan/").status_code == 302
    assert Post.objects.filter(officer=world.inspection_leader, role=Role.HEAD, may_sign=True).exists()
    assert "Xác nhận chức vụ" not in text(other.get("/"))
    assert as_officer(world.administrator).get(proposal.get_absolute_url()).status_code == 404


def test_a_proposal_is_refused_with_a_reason_that_the_first_reads(
    world: World, administrator: Officer, second: Officer
) -> None:
    first, other = as_officer(administrator), as_officer(second)
    form = {
        "person": world.inspector.pk, "role": "legal_officer", "title_vi": "Pháp chế", "valid_from": "2026-11-01",
    }  # fmt: skip
    first.post(f"/co-quan/{world.team.pk}/chuc-vu/", form)
    page = PostProposal.objects.get().get_absolute_url()
    assert other.post(f"{page}tu-choi/", {"reason": ""}).status_code == 422
    assert first.get(f"{page}tu-choi/").status_code == 403
    assert other.post(f"{page}tu-choi/", {"reason": "Chưa có quyết định bổ nhiệm"}).status_code == 302
    assert "Chưa có quyết định bổ nhiệm" in text(first.get(page))
    assert not Post.objects.filter(officer=world.inspector, role="legal_officer").exists()


def test_an_administrator_is_told_who_looks_after_what_is_not_theirs(world: World) -> None:
    client = as_officer(world.administrator)
    page = text(client.get(f"/co-quan/can-bo/{world.inspector.pk}/"))
    assert f"Việc này do quản trị của {world.team.name} hoặc của cơ quan cấp trên làm." in page
    assert "Cấp mật khẩu mới" not in page
    page = text(client.get(f"/co-quan/{world.team.pk}/"))
    assert f"do quản trị của {world.team.name} hoặc của cơ quan cấp trên quản lý" in page
    for act in ("mat-khau", "khoa"):
        assert client.post(f"/co-quan/can-bo/{world.inspector.pk}/{act}/").status_code == 403
    assert "Cấp mật khẩu mới" in text(client.get(f"/co-quan/can-bo/{world.auditor.pk}/"))


@pytest.mark.parametrize(
    ("day", "key", "province"),
    [("2026-11-21", "2026:75", "Thành phố Đồng Nai"), ("2026-04-29", "2025:75", "Tỉnh Đồng Nai")],
)
def test_communes_of_a_renamed_province_are_listed_found_and_shown_under_its_name_of_the_day(
    world: World, day: str, key: str, province: str
) -> None:
    client, within = as_officer(world.inspector), Place.objects.get(key=key)
    listed = text(client.get(f"/co-quan/dia-ban/?ngay={day}&province={within.pk}&level=commune"))
    assert '<span id="count" class="list-count">95 dòng</span>' in listed
    assert listed.count(f'<span class="cell">{province}</span>') == 25
    assert ({"Thành phố Đồng Nai", "Tỉnh Đồng Nai"} - {province}).pop() not in listed
    shown = text(client.get(f"/co-quan/dia-ban/{within.pk}/"))
    assert "Các đơn vị bên trong (95)" in shown
    commune = Place.objects.get(key="2025:25195")
    assert "<dd>Thành phố Đồng Nai</dd>" in " ".join(text(client.get(f"/co-quan/dia-ban/{commune.pk}/")).split())
    hits = text(client.get("/tim/", {"q": commune.name}))
    assert "Thành phố Đồng Nai" in hits
    assert "Tỉnh Đồng Nai" not in hits
