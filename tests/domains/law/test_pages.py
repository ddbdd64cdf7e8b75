"""The law pages: what each role may see and do, and what the calculator reads."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law.models import ChangeProposal, Holiday, HolidayYear, LawRow, LawSwitch
from minhbach.domains.law.web import facts

pytestmark = pytest.mark.django_db

PAGES = [
    "/phap-luat/",
    "/phap-luat/van-ban/",
    "/phap-luat/khung-tien-phat/",
    "/phap-luat/lich-nghi/",
    "/phap-luat/muc/ND98-D9-2022/",
    "/phap-luat/muc/HC/",
    "/phap-luat/muc/P-QL-DOI-2025/",
    "/phap-luat/muc/MQĐ02/",
    "/phap-luat/so-sanh/?trai=ND98-D15-2022&phai=ND98-D15-2025",
]


@pytest.fixture
def as_inspector(client: Client, inspector: Officer) -> Client:
    client.force_login(inspector)
    return client


@pytest.fixture
def as_legal_officer(legal_officer: Officer) -> Client:
    client = Client()
    client.force_login(legal_officer)
    return client


def confirmed_by(second: Officer) -> None:
    """Let the second legal officer confirm the one change that waits, on its page."""
    client = Client()
    client.force_login(second)
    page = ChangeProposal.objects.get(state="waiting").get_absolute_url()
    assert client.get(page).status_code == 200
    assert client.post(f"{page}xac-nhan/").status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_the_law_is_for_signed_in_officers_only(client: Client, page: str) -> None:
    response = client.get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/tai-khoan/")


@pytest.mark.parametrize("page", PAGES)
def test_every_officer_reads_the_law(as_inspector: Client, page: str) -> None:
    assert as_inspector.get(page).status_code == 200


CHANGES: list[tuple[str, dict[str, str]]] = [
    ("/phap-luat/muc/XPHC.TAMGIU.XACMINH/bat-tat/", {"is_on": "1", "basis": "x"}),
    ("/phap-luat/muc/CAP-TM-2022/sua/", {"basis": "x"}),
    ("/phap-luat/muc/CAP-TM-2022/them-ky/", {"basis": "x"}),
    ("/phap-luat/lich-nghi/ngay/", {"day": "2026-12-24", "kind": "off", "name_vi": "x"}),
    ("/phap-luat/lich-nghi/xac-nhan/", {"year": "2026", "basis": "x"}),
]


@pytest.mark.parametrize(("page", "data"), CHANGES)
def test_only_a_legal_officer_changes_law(client: Client, inspector: Officer, page: str, data: dict[str, str]) -> None:
    before = (LawRow.objects.count(), LawSwitch.objects.count(), Holiday.objects.count(), HolidayYear.objects.count())
    assert client.post(page, data).status_code == 302
    client.force_login(inspector)
    assert client.post(page, data).status_code == 403
    after = (LawRow.objects.count(), LawSwitch.objects.count(), Holiday.objects.count(), HolidayYear.objects.count())
    assert after == before


@pytest.mark.parametrize("page", ["/phap-luat/muc/CAP-TM-2022/sua/", "/phap-luat/muc/CAP-TM-2022/them-ky/"])
def test_the_form_for_a_change_opens_for_legal_officers_only(
    as_inspector: Client, as_legal_officer: Client, page: str
) -> None:
    assert as_inspector.get(page).status_code == 403
    assert as_legal_officer.get(page).status_code == 200


def test_buttons_for_changes_are_not_offered_to_others(as_inspector: Client, as_legal_officer: Client) -> None:
    page = "/phap-luat/muc/XPHC.TAMGIU.XACMINH/"
    assert "bat-tat" not in as_inspector.get(page).content.decode()
    assert "bat-tat" in as_legal_officer.get(page).content.decode()


@pytest.mark.parametrize(
    "page", ["/phap-luat/muc/NOPE/", "/phap-luat/muc/HC/?phien-ban=99", "/phap-luat/so-sanh/?trai=HC&phai=HC:x"]
)
def test_an_unknown_row_is_not_found(as_inspector: Client, page: str) -> None:
    assert as_inspector.get(page).status_code == 404


def test_search_finds_with_and_without_tone_marks(as_inspector: Client) -> None:
    for text in ("hàng hóa quá hạn sử dụng", "hang hoa qua han su dung"):
        assert "ND98-D17-EXP-2020" in as_inspector.get("/phap-luat/", {"q": text}).content.decode()


def test_the_list_filters_by_state_day_and_instrument(as_inspector: Client) -> None:
    off = as_inspector.get("/phap-luat/", {"state": "off", "table": "deadlines"}).content.decode()
    assert "XPHC.TAMGIU.XACMINH" in off
    assert "XPHC.QD.THUONG" not in off
    held = {"table": "fine_frames", "on": "2026-05-01", "q": "qua han su dung"}
    assert "ND98-D17-EXP-2020" not in as_inspector.get("/phap-luat/", held).content.decode()
    own = as_inspector.get("/phap-luat/", {"instrument": "99/2013/NĐ-CP", "table": "caps"}).content.decode()
    assert "CAP-SHCN-2013" in own
    assert "CAP-TM-2022" not in own


def test_a_row_says_where_it_is_from_and_how_far_it_was_checked(as_inspector: Client) -> None:
    unchecked = as_inspector.get("/phap-luat/muc/ND99-D12-2022/").content.decode()
    assert "chưa đối chiếu bản gốc" in unchecked
    off = as_inspector.get("/phap-luat/muc/XPHC.TAMGIU.XACMINH/").content.decode()
    assert "chưa kiểm chứng" in off
    seen = as_inspector.get("/phap-luat/muc/ND98-D9-2022/").content.decode()
    assert "chưa đối chiếu bản gốc" not in seen
    assert "/phap-luat/so-sanh/?trai=ND98-D9-2020&amp;phai=ND98-D9-2022" in seen


def test_comparing_marks_what_differs(as_inspector: Client) -> None:
    page = as_inspector.get("/phap-luat/so-sanh/?trai=ND98-D63-K2-2020&phai=ND98-D63-K2-2022").content.decode()
    assert "không đủ điều kiện kinh doanh" in page
    assert 'class="is-changed"' in page


def test_a_legal_officer_switches_a_row_on_from_its_page(
    as_legal_officer: Client, legal_officer: Officer, second_legal_officer: Officer
) -> None:
    page = "/phap-luat/muc/XPHC.TAMGIU.XACMINH/"
    data = {"is_on": "1", "basis": "Luật Xử lý vi phạm hành chính, Điều 125"}
    response = as_legal_officer.post(f"{page}bat-tat/", data, follow=True)
    assert response.status_code == 200
    assert "chờ xác nhận" in response.content.decode()
    assert not LawSwitch.objects.exists()
    confirmed_by(second_legal_officer)
    switch = LawSwitch.objects.get()
    assert (switch.officer, switch.is_on, switch.basis) == (
        legal_officer,
        True,
        "Luật Xử lý vi phạm hành chính, Điều 125",
    )
    assert "Luật Xử lý vi phạm hành chính, Điều 125" in as_legal_officer.get(page).content.decode()


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"is_on": "1", "basis": ""}, "basis", "Chưa nhập mục này."),
        ({"is_on": "0", "basis": "Công báo"}, None, "XPHC.TAMGIU.XACMINH"),
    ],
)
def test_a_switch_that_is_refused_says_why_on_the_page_of_the_row(
    as_legal_officer: Client, data: dict[str, str], field: str | None, sentence: str
) -> None:
    response = as_legal_officer.post("/phap-luat/muc/XPHC.TAMGIU.XACMINH/bat-tat/", data)
    assert response.status_code == 422
    [fault] = response.context["switch_form"].faults
    assert (fault.field and fault.field.name) == field
    assert sentence in fault.sentence
    assert data["basis"] in response.content.decode()
    assert not LawSwitch.objects.exists()


def test_the_calendar_leads_to_its_other_years(as_inspector: Client) -> None:
    shown = as_inspector.get("/phap-luat/lich-nghi/?nam=2026").content.decode()
    assert "<h1>Lịch nghỉ năm 2026</h1>" in shown
    # The years near today and no others; what the product brought itself is not said at every day.
    assert re.findall(r'href="\?nam=(\d+)"', shown) == ["2025", "2026", "2027", "2028"]
    assert "có sẵn trong hệ thống" not in shown


def form_data(page: str, client: Client, **changes: str) -> dict[str, str]:
    form = client.get(page).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in data.items() if value not in (None, False)} | changes


def test_a_legal_officer_adds_a_period_with_tiers_pasted_from_excel(
    as_legal_officer: Client, second_legal_officer: Officer
) -> None:
    page = "/phap-luat/muc/ND98-D9-2022/them-ky/"
    data = form_data(
        page,
        as_legal_officer,
        row_id="ND98-D9-2027",
        effective_from="2027-01-01",
        source="Công báo",
        basis="Nghị định mới",
        tiers="0\t5.000.000\t2.000.000\t4.000.000\t1a\n5.000.000\t\t4 triệu\t80 triệu\t1b",
    )
    response = as_legal_officer.post(page, data)
    assert response.status_code == 302, response.content.decode()
    assert not LawRow.objects.filter(row_id="ND98-D9-2027").exists()
    confirmed_by(second_legal_officer)
    row = LawRow.objects.get(row_id="ND98-D9-2027")
    assert (row.series, row.valid_from, row.origin) == ("ND98-D9", date(2027, 1, 1), "officer")
    assert [(one["from"], one["to_exclusive"], one["fine_max"]) for one in row.content["tiers"]] == [
        (0, 5_000_000, 4_000_000),
        (5_000_000, None, 80_000_000),
    ]
    assert row.content["remedies_vi"] == LawRow.objects.filter(row_id="ND98-D9-2022").first().content["remedies_vi"]  # type: ignore[union-attr]
    assert LawRow.objects.current().get(row_id="ND98-D9-2022").valid_until == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tiers": "0; 1.000.000; 1; 2"}, "Dòng 1 có 4 ô"),
        ({"tiers": "0; abc; 1; 2; 1a"}, "Dòng 1"),
        ({"tiers": "0; 5.000.000; 1; 2; 1a\n6.000.000; ; 1; 2; 1b"}, "5000000"),
        ({"row_id": "ND98-D9-2020"}, "ND98-D9-2020"),
        ({"close_previous": ""}, "ND98-D9-2022"),
        ({"effective_from": ""}, "ngày đầu tiên"),
    ],
)
def test_a_broken_row_is_refused_with_what_was_typed_kept(
    as_legal_officer: Client, changes: dict[str, str], said: str
) -> None:
    page = "/phap-luat/muc/ND98-D9-2022/them-ky/"
    whole = {"row_id": "ND98-D9-2027", "effective_from": "2027-01-01", "source": "Công báo", "basis": "Bản thử"}
    before = LawRow.objects.count()
    response = as_legal_officer.post(page, form_data(page, as_legal_officer, **(whole | changes)))
    assert response.status_code == 422
    text = response.content.decode()
    assert said in text
    assert "Bản thử" in text
    assert LawRow.objects.count() == before


def test_a_correction_keeps_the_row_and_adds_a_version(as_legal_officer: Client, second_legal_officer: Officer) -> None:
    page = "/phap-luat/muc/CAP-TM-2022/sua/"
    data = form_data(
        page, as_legal_officer, cap_individual_vnd="120 triệu", cap_organisation_vnd="240 triệu", basis="x"
    )
    assert as_legal_officer.post(page, data).status_code == 302
    confirmed_by(second_legal_officer)
    row = LawRow.objects.current().get(row_id="CAP-TM-2022")
    assert (row.version, row.content["cap_individual_vnd"]) == (2, 120_000_000)
    shown = as_legal_officer.get("/phap-luat/muc/CAP-TM-2022/?phien-ban=1").content.decode()
    assert "100.000.000 ₫" in shown


def test_a_legal_officer_mends_and_confirms_the_calendar(as_legal_officer: Client, legal_officer: Officer) -> None:
    data = {"day": "2026-12-24", "kind": "off", "name_vi": "Nghỉ bù theo thông báo"}
    assert as_legal_officer.post("/phap-luat/lich-nghi/ngay/", data).status_code == 302
    assert Holiday.objects.get(day=date(2026, 12, 24)).name_vi == "Nghỉ bù theo thông báo"
    assert as_legal_officer.post("/phap-luat/lich-nghi/ngay/", {"day": "x"}).status_code == 422
    year = {"year": "2026", "basis": "Thông báo nghỉ lễ"}
    assert as_legal_officer.post("/phap-luat/lich-nghi/xac-nhan/", year).status_code == 302
    assert HolidayYear.objects.get().confirmed_by == legal_officer
    shown = as_legal_officer.get("/phap-luat/lich-nghi/?nam=2026").content.decode()
    assert "Thông báo nghỉ lễ" in shown


# --- Khung tiền phạt --------------------------------------------------------------------------------------------

FINE = "/phap-luat/khung-tien-phat/"


def reckon(client: Client, **asked: Any) -> str:
    named = {name.replace("_", "-"): value for name, value in asked.items() if not name.startswith("v_")}
    values = {f"v-{name[2:]}": value for name, value in asked.items() if name.startswith("v_")}
    return client.get(FINE, named | values).content.decode()


def test_the_sum_of_an_expired_goods_act_reads_line_by_line(as_inspector: Client) -> None:
    page = reckon(
        as_inspector,
        lop="QH",
        tinh_trang="da-ket-thuc",
        ket_thuc="2023-05-10",
        phat_hien="2023-05-12",
        ky="2026-11-21",
        v_goods_value_vnd="12 triệu",
        doi_tuong="organisation",
    )
    for words in (
        "điểm a khoản 1 Điều 17 Nghị định số 98/2020/NĐ-CP",
        "từ 10.000.000 ₫ đến dưới 20.000.000 ₫",
        "10.000.000 ₫ – 14.000.000 ₫",
        "12.000.000 ₫",
        "có thể không còn quy định xử phạt hành vi này",
        "Đội trưởng Đội Quản lý thị trường",
    ):
        assert words in page, words


def test_expired_goods_today_have_no_amount_and_the_page_says_why(as_inspector: Client) -> None:
    page = reckon(as_inspector, lop="QH", phat_hien="2026-11-20", ky="2026-11-21")
    assert "NĐ 24/2025 bỏ hành vi quá hạn sử dụng" in page
    assert "Mức phạt đề xuất" not in page


def test_a_counterfeit_medicine_is_doubled_and_warned_about(as_inspector: Client) -> None:
    page = reckon(
        as_inspector,
        lop="HG-CD",
        dieu="ND98-D9|",
        phat_hien="2026-03-02",
        v_goods_value_vnd="12.000.000",
        dieu_kien="C_FOOD_DRUG",
        hang_hinh_su="COUNTERFEIT_DRUG",
    )
    assert "20.000.000 ₫ – 60.000.000 ₫" in page
    assert "Có dấu hiệu tội phạm" in page
    assert "Điều 194" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Chọn lớp hành vi"),
        ({"lop": "HG-CD"}, "Chọn điều khoản"),
        ({"lop": "HG-CD", "dieu": "ND98-D9|"}, "Nhập trị giá"),
        ({"lop": "HG-CD", "dieu": "ND98-D9|", "v_goods_value_vnd": "mười triệu"}, "mười triệu"),
        (
            {"lop": "HC", "dieu": "ND98-D8|1-8", "hang": "FIRECRACKER", "v_quantity": "3,5"},
            "30.000.000 ₫ – 50.000.000 ₫",
        ),
        ({"lop": "HG-CD", "phat_hien": "2026-13-40"}, "2026-13-40"),
        ({"lop": "NOPE"}, "NOPE"),
        ({"lop": "QH", "tinh_trang": "da-ket-thuc", "ket_thuc": "2023-05-10", "phat_hien": "2023-05-01"}, "10/05/2023"),
    ],
)
def test_the_calculator_asks_for_what_is_missing_and_keeps_what_was_typed(
    as_inspector: Client, asked: dict[str, str], said: str
) -> None:
    assert said in reckon(as_inspector, **asked)


def test_the_calculator_answers_htmx_with_the_part_that_changes(as_inspector: Client) -> None:
    part = as_inspector.get(FINE, {"lop": "HG-CD"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'name="dieu"' in part


def test_the_list_and_the_calculator_cost_few_queries(as_inspector: Client, django_assert_max_num_queries: Any) -> None:
    as_inspector.get(FINE)
    with django_assert_max_num_queries(16):
        as_inspector.get("/phap-luat/")
    with django_assert_max_num_queries(12):
        as_inspector.get(FINE, {"lop": "HG-CD", "dieu": "ND98-D9|", "v-goods_value_vnd": "1"})


# --- What the last review changed ---------------------------------------------------------------------------------


def test_the_review_says_what_each_row_said_before_and_why(as_inspector: Client) -> None:
    page = as_inspector.get("/phap-luat/thay-doi/?bang=criminal_thresholds").content.decode()
    assert "<h1>Thay đổi ngày 29/11/2026</h1>" in page
    assert "Sửa sai: ngưỡng trị giá là 30 triệu đồng" in page
    # BLHS Đ195 k1: from 20 to 30 million.
    assert "từ 20.000.000 ₫ trở lên" in page
    assert "từ 30.000.000 ₫ trở lên" in page
    for table in ("deadlines", "request_bases", "instrument_status"):
        assert as_inspector.get(f"/phap-luat/thay-doi/?bang={table}").status_code == 200
    row = as_inspector.get("/phap-luat/muc/BLHS-195-K1/").content.decode()
    assert "Sửa sai: ngưỡng trị giá là 30 triệu đồng" in row


@pytest.mark.parametrize(
    ("row_id", "words"),
    [
        ("LIM-TM-2025", ("2 năm", "Thương mại, hàng cấm")),
        ("REQ.SAN.GO", ("24 giờ", "Phải có trong văn bản", "Ai được yêu cầu")),
        ("PUB.XPHC", ("phải công bố", "ít nhất 30 ngày")),
        ("TO_CAO", ("bắt buộc", "Kết quả xử lý")),
        ("LUU.SAN.TIN", ("ít nhất 1 năm", "Thời gian lưu")),
        ("VB-296-2025-NĐ-CP", ("166/2013/NĐ-CP", "Nghị định số 296/2025/NĐ-CP")),
        ("PROT.BIMAT", ("Điều 47 Luật Tố cáo",)),
    ],
)
def test_a_row_of_each_later_table_reads_in_words(as_inspector: Client, row_id: str, words: tuple[str, ...]) -> None:
    page = as_inspector.get(f"/phap-luat/muc/{row_id}/").content.decode()
    assert [one for one in words if one not in page] == []


def test_the_search_finds_a_row_of_the_later_tables_and_puts_what_is_in_force_first(as_inspector: Client) -> None:
    assert "REQ.CC.PHONGTOA" in as_inspector.get("/phap-luat/", {"q": "phong toa"}).content.decode()
    page = as_inspector.get("/phap-luat/", {"q": "nhap lau", "table": "fine_frames"}).content.decode()
    shown = re.findall(r"/phap-luat/muc/(ND98-D15-\d{4})/", page)
    assert list(dict.fromkeys(shown)) == ["ND98-D15-2025", "ND98-D15-2020", "ND98-D15-2022"]
    # By where they stand, not by their names in the tables.
    assert "khoản 1 đến khoản 5 Điều 15 Nghị định số 98/2020/NĐ-CP" in page


def test_the_row_is_called_by_its_place_and_its_name_is_folded(as_inspector: Client) -> None:
    page = as_inspector.get("/phap-luat/muc/ND98-D15-2020/").content.decode()
    assert "<title>Khoản 1 đến khoản 5 Điều 15 Nghị định số 98/2020/NĐ-CP" in page
    assert "Tên trong bảng" in page
    known = as_inspector.get("/phap-luat/muc/KRNG/").content.decode()
    assert "ND98-D17-ORI-2025" not in known.split("Tên trong bảng")[0].split('<h2 id="content-title">')[1]


def test_a_fine_says_its_reservation_once_and_asks_what_a_measure_depends_on(as_inspector: Client) -> None:
    asked = {"lop": "NL", "dieu": "ND98-D15|1", "phat_hien": "2026-09-28", "v_goods_value_vnd": "4 triệu"}
    page = reckon(as_inspector, **asked)
    assert page.count("Chưa đối chiếu bản gốc:") == 1
    assert "Nếu</strong>" not in page
    assert "<strong>Nếu hàng hóa, vật phẩm gây hại" in page
    assert "Buộc tiêu hủy" in page
    ticked = reckon(as_inspector, **asked, dieu_kien="HARMFUL")
    assert "<strong>Nếu hàng hóa, vật phẩm gây hại" not in ticked
    assert "Buộc tiêu hủy" in ticked
    assert "Bảng chưa có hành vi về: nhãn hàng hóa" in page


def test_one_circumstance_left_gives_a_range_and_no_sum(as_inspector: Client) -> None:
    asked = {"lop": "NL", "dieu": "ND98-D15|1", "phat_hien": "2026-09-28", "v_goods_value_vnd": "4 triệu"}
    page = reckon(as_inspector, **asked, giam_nhe="1")
    # NĐ 98/2020 Đ15 k1b: 1 to 2 million.
    assert "trên 1.000.000 ₫ đến dưới 1.500.000 ₫" in page
    # Going on when found on 28/9/2026: two years.
    assert "Thời hiệu xử phạt: đến hết 28/09/2028" in page
    ended = {**asked, "tinh_trang": "da-ket-thuc", "ket_thuc": "2024-09-20"}
    assert "Hết thời hiệu xử phạt từ sau ngày 20/09/2026" in reckon(as_inspector, **ended)


def test_no_row_shows_the_codes_of_the_tables_makers(db: None) -> None:
    """Notes say how far something was read in the words of the page; a threshold is written in its unit."""
    codes = re.compile(r"\b(?:SEEN|SEEN_2ND|2ND|MEMORY|OPEN)\b|_or_|cột unit|to_exclusive|[a-z]_vnd")
    shown = [
        (row.row_id, line)
        for row in LawRow.objects.current()
        for fact in facts.facts_of(row.content)
        for line in fact.value
        if codes.search(line)
    ]
    assert shown == []
