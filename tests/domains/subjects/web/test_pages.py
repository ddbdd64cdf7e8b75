"""The pages of the record, through the office: who may, what is shown, what a wrong entry answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import services, tasks
from minhbach.domains.subjects.models import Import, Merge, Statement, Subject
from minhbach.domains.subjects.selectors import subject_card
from minhbach.foundation.audit.models import AuditEntry
from tests.domains.subjects.conftest import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SOURCE = {"source_kind": "officer", "source_note": "", "sharing": "area"}


@pytest.fixture
def subject(world: World, reach: Callable[[Officer], Any]) -> Subject:
    with reach(world.inspector):
        made = services.register_subject(
            officer=world.inspector, at=AT, kind="household", name="Hộ kinh doanh Hoa Hồng", place=world.commune
        )
        services.add_identifier(officer=world.inspector, at=AT, subject=made, kind="phone", value="0912345678")
        services.add_presence(
            officer=world.inspector, at=AT, subject=made, kind="shop", name="Tiệm Hoa", platform="chovui",
            account="hoa", url="https://chovui.example/shop/hoa",
        )  # fmt: skip
        services.add_premises(officer=world.inspector, at=AT, subject=made, kind="shop", address="12 Bắc Sơn")
    return made


@pytest.fixture
def enter(client: Client) -> Callable[[Officer], Client]:
    def sign_in(officer: Officer) -> Client:
        client.force_login(officer, backend=BACKEND)
        return client

    return sign_in


def read(subject: Subject, reach: Callable[[Officer], Any], officer: Officer) -> Subject:
    with reach(officer):
        return Subject.objects.get(pk=subject.pk)


PAGES = ("list", "register", "imports", "import")
RECORD_PAGES = ("subject", "change", "merge", "withdraw", "share")


@pytest.mark.parametrize("page", PAGES)
def test_nobody_enters_without_signing_in(client: Client, db: None, page: str) -> None:
    response = client.get(reverse(f"subjects:{page}"))
    assert response.status_code == 302
    assert "/tai-khoan/" in response["Location"]


@pytest.mark.parametrize("page", RECORD_PAGES)
def test_a_record_is_closed_to_the_anonymous_and_to_another_agency(
    world: World, subject: Subject, enter: Callable[[Officer], Client], client: Client, page: str
) -> None:
    url = reverse(f"subjects:{page}", args=[subject.id])
    assert client.get(url).status_code == 302
    response = enter(world.stranger).get(url)
    assert response.status_code == 404
    assert "Hoa Hồng" not in response.content.decode()
    assert AuditEntry.objects.filter(action="office.look.denied", officer_id=world.stranger.id).exists()


@pytest.mark.parametrize("page", ["change", "merge", "withdraw", "share"])
def test_the_wrong_role_may_look_but_not_write(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any], page: str
) -> None:
    client = enter(world.auditor)
    assert client.get(reverse("subjects:subject", args=[subject.id])).status_code == 200
    assert client.get(reverse(f"subjects:{page}", args=[subject.id])).status_code == 403
    response = client.post(reverse("subjects:add", args=[subject.id, "thong-tin"]), {"value": "x"})
    assert response.status_code == 403
    with reach(world.inspector):
        assert Statement.objects.filter(subject=subject).count() == 4


def test_another_agencys_posts_change_nothing(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.stranger)
    with reach(world.inspector):
        statement = Statement.objects.filter(subject=subject).first()
        assert statement is not None
    for url in (
        reverse("subjects:retract", args=[statement.id]),
        reverse("subjects:withdraw", args=[subject.id]),
        reverse("subjects:merge", args=[subject.id]),
        reverse("subjects:add", args=[subject.id, "dinh-danh"]),
    ):
        assert client.post(url, {"reason": "x"}).status_code == 404
    with reach(world.inspector):
        assert not Statement.objects.filter(retracted_at__isnull=False).exists()
        assert not Merge.objects.exists()
    assert read(subject, reach, world.inspector).withdrawn_at is None


def test_the_page_tells_what_is_known_and_the_look_is_audited(
    world: World, subject: Subject, enter: Callable[[Officer], Client]
) -> None:
    page = enter(world.inspector).get(reverse("subjects:subject", args=[subject.id])).content.decode()
    for words in ("Hộ kinh doanh Hoa Hồng", "0912 345 678", "Tiệm Hoa", "12 Bắc Sơn", "Đã đăng ký vào hồ sơ", "Xã Một"):
        assert words in page
    looked = AuditEntry.objects.filter(action="subjects.subject.viewed", target_id=str(subject.id))
    assert [entry.officer_id for entry in looked] == [world.inspector.id]


def test_the_story_can_be_narrowed(world: World, subject: Subject, enter: Callable[[Officer], Client]) -> None:
    page = enter(world.inspector).get(reverse("subjects:subject", args=[subject.id]), {"nhom": "case"})
    assert "Đã đăng ký vào hồ sơ" not in page.content.decode()


def test_registering_asks_again_when_the_number_is_known_and_believes_the_officer(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.inspector)
    given = {**SOURCE, "kind": "individual", "name": "Trần Thị Mơ", "phone": "+84912345678", "place": "Xã Một"}
    response = client.post(reverse("subjects:register"), given)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Hộ kinh doanh Hoa Hồng" in page
    assert 'value="Trần Thị Mơ"' in page
    response = client.post(reverse("subjects:register"), {**given, "is_new": "on"})
    with reach(world.inspector):
        made = Subject.objects.get(name="Trần Thị Mơ")
        assert (made.place, made.kind) == (world.commune, "individual")
    assert response["Location"] == reverse("subjects:subject", args=[made.id])


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "12345"), ("tax_code", "0100233489"), ("url", "không phải"), ("place", "Xã Không Có Đâu"), ("name", "")],
)
def test_a_wrong_entry_is_said_beside_its_field_and_nothing_typed_is_lost(
    world: World, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any], field: str, value: str
) -> None:
    given = {**SOURCE, "kind": "individual", "name": "Trần Thị Mơ", "representative": "Chị Mơ", field: value}
    response = enter(world.inspector).post(reverse("subjects:register"), given)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Chị Mơ" in response.content.decode()
    with reach(world.inspector):
        assert not Subject.objects.exists()


def test_a_new_subject_is_read_as_a_row_of_a_list_is(
    world: World, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client, url = enter(world.inspector), reverse("subjects:register")
    given = {**SOURCE, "kind": "individual", "name": "Nông Thị Lá"}
    wrong = client.post(url, {**given, "phone": "0912345671 (chị Lá)", "account": "0161000200300", "url": "shopee.vn"})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"phone", "bank", "url"}
    assert "“chị Lá” không phải điện thoại" in wrong.content.decode()
    right = {"phone": "912345671 / 0253 876 571", "account": "MoMo 0912345672", "url": "hxxps://vi-du-la[.]example/"}
    assert client.post(url, {**given, **right, "tax_code": "020090001171"}).status_code == 302
    with reach(world.inspector):
        lines = subject_card(Subject.objects.get()).identifiers
    assert [(line.kind, line.value) for line in lines] == [
        ("phone", "0205 387 6571"),
        ("phone", "0912 345 671"),
        ("phone", "0912 345 672"),
        ("tax_code", "020090001171"),
        ("wallet", "0912 345 672 (MoMo)"),
        ("url", "vi-du-la.example"),
        ("domain", "vi-du-la.example"),
    ]


@pytest.mark.parametrize(
    ("what", "given", "shown"),
    [
        ("dinh-danh", {"kind": "bank_account", "value": "0011223344", "bank": "970436"}, "0011223344 (Vietcombank)"),
        ("gian-hang", {"kind": "page", "name": "Trang Hoa", "url": "https://facebook.com/hoa.ls"}, "Trang Hoa"),
        ("co-so", {"kind": "warehouse", "address": "Kho số 3"}, "Kho số 3"),
        ("thong-tin", {"property": "representative", "value": "Lê Thị Hoa"}, "Lê Thị Hoa"),
    ],
)
def test_what_is_added_shows_on_the_page(
    world: World, subject: Subject, enter: Callable[[Officer], Client], what: str, given: dict[str, str], shown: str
) -> None:
    client = enter(world.inspector)
    url = reverse("subjects:add", args=[subject.id, what])
    assert client.get(url).status_code == 200
    assert client.post(url, {**SOURCE, **given}).status_code == 302
    assert shown in client.get(reverse("subjects:subject", args=[subject.id])).content.decode()


def test_an_account_without_its_bank_is_refused_at_the_bank(
    world: World, subject: Subject, enter: Callable[[Officer], Client]
) -> None:
    url = reverse("subjects:add", args=[subject.id, "dinh-danh"])
    response = enter(world.inspector).post(url, {**SOURCE, "kind": "bank_account", "value": "0011223344"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["bank"]


def test_retracting_needs_a_reason_and_then_shows_it(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.inspector)
    with reach(world.inspector):
        phone = Statement.objects.get(subject=subject, property="identifier")
    url = reverse("subjects:retract", args=[phone.id])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Nhầm số"}).status_code == 302
    page = client.get(reverse("subjects:subject", args=[subject.id])).content.decode()
    assert "Nhầm số" in page


def test_two_records_are_joined_by_search_and_taken_apart(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.inspector)
    with reach(world.inspector):
        other = services.register_subject(officer=world.inspector, at=AT, kind="unknown", name="Tiệm Hoa Hồng 99")
    page = client.get(reverse("subjects:merge", args=[other.id]), {"q": "hoa hong"})
    assert str(subject.id) in page.content.decode()
    response = client.post(
        reverse("subjects:merge", args=[other.id]), {"into": str(subject.id), "reason": "Cùng số điện thoại"}
    )
    assert response["Location"] == reverse("subjects:subject", args=[subject.id])
    assert client.get(reverse("subjects:subject", args=[other.id]))["Location"] == response["Location"]
    assert client.post(reverse("subjects:separate", args=[other.id]), {"reason": "Nhầm"}).status_code == 302
    assert client.get(reverse("subjects:subject", args=[other.id])).status_code == 200


def test_only_those_who_lead_assign_a_keeper(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    url = reverse("subjects:keeper", args=[subject.id])
    given = {"keeper": str(world.inspector.id)}
    assert enter(world.inspector).post(url, given).status_code == 403
    assert read(subject, reach, world.inspector).keeper is None
    assert enter(world.head).post(url, given).status_code == 302
    assert read(subject, reach, world.inspector).keeper == world.inspector


def test_the_list_is_searched_filtered_and_exported_within_a_budget(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.inspector)
    with reach(world.inspector):
        for number in range(30):
            services.register_subject(officer=world.inspector, at=AT, kind="unknown", name=f"Gian hàng {number}")
    url = reverse("subjects:list")
    assert "Hoa Hồng" in client.get(url, {"q": "hoa hong"}).content.decode()
    assert "Hoa Hồng" not in client.get(url, {"q": "hoa hong", "kind": "unknown"}).content.decode()
    with CaptureQueriesContext(connection) as queries:
        client.get(url, {"all": "1", "sort": "name"})
        client.get(url, {"sort": "name"})
    assert len(queries) <= 40
    response = client.get(url, {"export": "xlsx", "sort": "name"})
    assert response.content[:2] == b"PK"
    assert "Hoa Hồng" not in enter(world.stranger).get(url, {"all": "", "q": "hoa"}).content.decode()


def test_an_identifiers_page_says_who_carries_it(
    world: World, subject: Subject, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    with reach(world.inspector):
        phone = Statement.objects.get(subject=subject, property="identifier")
    url = reverse("subjects:identifier", args=[phone.identifier_id])
    assert "Hộ kinh doanh Hoa Hồng" in enter(world.inspector).get(url).content.decode()
    assert enter(world.stranger).get(url).status_code == 404


def test_a_pasted_list_is_taken_in_and_back(
    world: World, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client = enter(world.inspector)
    given = {"kind": "register", "name": "Danh sách thử", "sharing": "area"}
    pasted = "Tên\tĐiện thoại\tMàu biển\nHộ An\t0912345678\txanh\nHộ Ba\t123\t\n"
    assert client.post(reverse("subjects:import"), given).status_code == 422
    sent = client.post(reverse("subjects:import"), {**given, "pasted": pasted})
    assert sent.status_code == 302
    with reach(world.inspector):
        taken_in = Import.objects.get()

    def at(name: str) -> str:
        return reverse(f"subjects:{name}", args=[taken_in.id])

    def work() -> str:
        tasks.run_import(import_id=str(taken_in.id))
        return client.get(at("taken")).content.decode()

    assert sent["Location"] == at("taken")
    assert "Cột không dùng: Màu biển." in client.get(at("taken")).content.decode()
    assert client.post(at("check_import"), {"column1": "phone"}).status_code == 422
    assert client.post(at("check_import"), {"column0": "name", "column1": "phone"}).status_code == 302
    assert "hx-get" in client.get(at("import_progress")).content.decode()
    page = work()
    assert "Nhập 1 dòng đọc được, để lại 1 dòng có lỗi" in page
    assert "“123”" in page
    assert client.get(at("import_faults")).getvalue()[:2] == b"PK"
    assert client.post(at("start_import"), {}).status_code == 409
    assert client.post(at("start_import"), {"takes_good": "1"}).status_code == 302
    assert client.post(at("stop_import")).status_code == 302
    assert "đã dừng" in work()
    assert client.post(at("start_import"), {"takes_good": "1"}).status_code == 302
    assert "đã nhập" in work()
    assert "Danh sách thử" in client.get(reverse("subjects:imports")).content.decode()
    assert enter(world.stranger).post(at("undo_import"), {"reason": "x"}).status_code == 404
    client = enter(world.inspector)
    assert client.post(at("undo_import"), {"reason": "Nhầm"}).status_code == 302
    assert "đã rút lại" in work()
    with reach(world.inspector):
        assert not Statement.objects.filter(retracted_at__isnull=True).exists()


def test_a_column_nobody_knows_is_named_before_anything_is_kept(
    world: World, enter: Callable[[Officer], Client], reach: Callable[[Officer], Any]
) -> None:
    client, url = enter(world.inspector), reverse("subjects:import")
    page = client.get(url).content.decode()
    assert "Tài khoản ngân hàng" in page
    assert "Địa bàn (xã, phường, đặc khu)" in page
    given = {"name": "Danh sách thử", "sharing": "area"}
    pasted = "Tên\tĐiện thoại\tMàu sơn\tSố căn cước\tĐịa bàn\nHộ An\t912345678\txanh\t020090001161\tXã Không Có Đâu\n"
    looked = client.post(url, {"kind": "register", **given, "pasted": pasted}, follow=True).content.decode()
    assert "Cột không dùng: Màu sơn. Nội dung các cột này không được ghi nhận." in looked
    assert "Cột chứa số định danh cá nhân, chưa lưu ở đây và sẽ không được nhập: Số căn cước." in looked
    with reach(world.inspector):
        assert not Subject.objects.exists()


def test_a_value_leads_to_who_uses_it_or_to_the_search_for_it(
    world: World, subject: Subject, enter: Callable[[Officer], Client]
) -> None:
    url = reverse("subjects:value")
    client = enter(world.inspector)
    page = client.get(url, {"loai": "phone", "gia-tri": "84912345678"}, follow=True).content.decode()
    for words in (
        "điện thoại: 0912 345 678",
        "Hoa Hồng",
        "Chưa thấy ai khác dùng.",
        "Cán bộ thu thập, Đội Một: 1 thông tin",
    ):
        assert words in page
    for officer, kind, value in (
        (world.inspector, "phone", "0912345679"),
        (world.stranger, "phone", "0912345678"),
        (world.inspector, "phi-thuyen", "0912345678"),
    ):
        response = enter(officer).get(url, {"loai": kind, "gia-tri": value})
        assert response["Location"].startswith(f"{reverse('subjects:list')}?q=0912")


def test_hints_at_duplicates_come_while_the_form_is_filled_in(
    world: World, subject: Subject, enter: Callable[[Officer], Client]
) -> None:
    url = reverse("subjects:duplicates")
    assert "Hoa Hồng" in enter(world.inspector).get(url, {"phone": "0912345678"}).content.decode()
    assert "Hoa Hồng" not in enter(world.stranger).get(url, {"phone": "0912345678"}).content.decode()
    assert enter(world.auditor).get(url, {"phone": "0912345678"}).status_code == 403
