"""Other systems on their pages: an export read, differences settled, a ready file taken, what is still to be entered"""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.elsewhere.models import Entered, Export, Twin, Use
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, _post, at, case_at
from tests.domains.elsewhere.making import export_of, row_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(at(14), tick=False):
        yield


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.officer, backend=BACKEND)
    return client


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def the(model: Any) -> Any:
    with acting_as(SYSTEM):
        return model.objects.get()


def test_an_export_is_read_its_rows_become_cases_and_what_differs_is_settled(world: World) -> None:
    case = case_at(world, "decided")
    client = signed_in(world.inspector)
    content = export_of(row_of(case, fine="5.000.000"), "20010002,,Rượu giả,05/11/2026,Hộ Vi Văn Lý,,,,P2")
    assert "Chưa ghi gì" in text(client.get(reverse("elsewhere:send")))
    client.post(reverse("elsewhere:send"), {"file": SimpleUploadedFile("ins.csv", content)})
    export = the(Export)
    page = text(client.get(export.get_absolute_url()))
    assert "Cột chưa rõ ý nghĩa: Máy in." in page
    codes = [export.mapping.get(column, "") for column in export.columns]
    mapping = {f"column{place}": code for place, code in enumerate(codes)}
    wrong = client.post(reverse("elsewhere:try_export", args=[export.pk]), {**mapping, "column0": ""})
    assert "Hãy chỉ ra cột ghi số hồ sơ" in text(wrong, 422)
    client.post(reverse("elsewhere:try_export", args=[export.pk]), mapping)
    assert "Ghi 2 hồ sơ" in text(client.get(export.get_absolute_url()))
    client.post(reverse("elsewhere:take_export", args=[export.pk]))
    assert "Mở 1 vụ việc" in text(client.get(export.get_absolute_url()))
    client.post(reverse("elsewhere:open_all", args=[export.pk]))
    with acting_as(SYSTEM):
        assert Case.objects.count() == 2
        twin = Twin.objects.get(number="20010001")
    shown = text(client.get(reverse("elsewhere:twins")))
    assert "1 chỗ khác nhau" in shown
    assert shown.count("2001000") == 2
    assert "20010001" not in text(client.get(reverse("elsewhere:twins"), {"state": "same"}))
    assert "Tiền phạt 6.000.000 ₫ 5.000.000 ₫ Kết luận" in text(client.get(twin.get_absolute_url()))
    settling = reverse("elsewhere:settle", args=[twin.pk, "fine_vnd"])
    assert "Ở đây: 6.000.000 ₫. INS: 5.000.000 ₫." in text(client.get(settling))
    client.post(settling, {"right": "ours", "note": "INS nhập sai"})
    assert "ở đây đúng, hệ thống kia phải sửa: INS nhập sai" in text(client.get(twin.get_absolute_url()))
    assert "20010001" in text(client.get(reverse("office:search"), {"q": "2001000"}))
    undoing = reverse("elsewhere:undo_export", args=[export.pk])
    assert client.post(undoing, {"reason": ""}).status_code == 422
    client.post(undoing, {"reason": "Nhầm tệp"})
    assert client.get(twin.get_absolute_url()).status_code == 404
    assert "đã rút lại" in text(client.get(reverse("elsewhere:exports")))


def test_one_file_is_brought_to_a_case_or_becomes_one(world: World) -> None:
    case = case_at(world, "opened")
    client = signed_in(world.inspector)
    rows = "Số hồ sơ\tNội dung\nA1\tTúi xách không rõ nguồn gốc\nA2\tRượu\n"
    client.post(reverse("elsewhere:send"), {"pasted": rows})
    export = the(Export)
    client.post(reverse("elsewhere:try_export", args=[export.pk]), {"column0": "number", "column1": "title"})
    client.post(reverse("elsewhere:take_export", args=[export.pk]))
    with acting_as(SYSTEM):
        first, second = Twin.objects.order_by("number")
    linking = reverse("elsewhere:link", args=[first.pk])
    assert "không có vụ việc số VV-1" in text(client.post(linking, {"code": "VV-1"}), 422)
    client.post(linking, {"code": case.code})
    client.post(reverse("elsewhere:open_case", args=[second.pk]))
    with acting_as(SYSTEM):
        assert {one.case.title for one in Twin.objects.select_related("case")} == {case.title, "Rượu"}
    neighbor = signed_in(world.neighbor)
    assert neighbor.get(first.get_absolute_url()).status_code == 404
    assert neighbor.get(export.get_absolute_url()).status_code == 404


def test_what_is_still_wanted_is_listed_taken_as_a_file_and_marked(world: World) -> None:
    case = case_at(world, "decided", is_ecommerce=True, platform="shopee")
    client = signed_in(world.inspector)
    listed = text(client.get(reverse("elsewhere:list")))
    assert case.code in listed
    assert "INS, online.gov.vn" in listed
    address = reverse("elsewhere:of_case", args=[case.pk])
    page = text(client.get(address))
    assert "Không cột nào phải gõ lại" in page
    assert "phải gõ tay" not in page
    assert "Hồ sơ chưa có: Số hồ sơ INS, Mã số thuế." in page
    assert "INS: còn phải nhập" in text(client.get(reverse("elsewhere:panel", args=[case.pk])))
    taken = client.post(reverse("elsewhere:ready", args=[case.pk, "ins", "csv"]))
    assert taken["Content-Disposition"] == f'attachment; filename="{case.code}-ins.csv"'
    assert "Lý Thị Mai" in taken.content.decode()
    assert client.post(reverse("elsewhere:ready", args=[case.pk, "ins", "exe"])).status_code == 404
    assert client.post(reverse("elsewhere:ready", args=[case.pk, "khac", "csv"])).status_code == 404
    marking = reverse("elsewhere:mark", args=[case.pk, "ins"])
    assert "đến hôm nay 16/11/2026" in text(client.post(marking, {"number": "A1", "entered_on": "17/11/2026"}), 422)
    client.post(marking, {"number": "20010001", "entered_on": "16/11/2026"})
    assert the(Entered).number == "20010001"
    assert "Số 20010001, nhập ngày 16/11/2026, Vi Văn Hải ghi." in text(client.get(address))
    listed = text(client.get(reverse("elsewhere:list")))
    assert case.code in listed
    assert "INS, online.gov.vn" not in listed
    assert case.code not in text(client.get(reverse("elsewhere:list"), {"system": "ins"}))
    # An analyst of the unit sees the case, and takes nothing of it.
    assert client.get(reverse("elsewhere:mark", args=[case.pk, "online"])).status_code == 200
    assert signed_in(world.analyst).get(reverse("elsewhere:mark", args=[case.pk, "online"])).status_code == 403


def test_an_administrator_says_what_is_wanted_and_nobody_else(world: World) -> None:
    keeper = _post("quan", "Đinh Văn Quản", world.department, Role.ADMINISTRATOR, "Quản trị")
    client = signed_in(keeper)
    address = reverse("elsewhere:set_use")
    asked = {"agency": world.team.pk, "system": "kntc", "is_used": "yes", "valid_from": "16/11/2026"}
    assert "không có trường" in text(client.post(address, {**asked, "columns": "A = b"}), 422)
    client.post(address, {**asked, "columns": "Hồ sơ = Số hồ sơ ở đây"})
    assert (the(Use).system, the(Use).is_used, the(Use).columns) == ("kntc", True, [["Hồ sơ", "code"]])
    assert "đơn vị đặt: 1 cột" in text(client.get(reverse("elsewhere:uses")))
    assert signed_in(world.inspector).get(address).status_code == 403
    assert signed_in(world.analyst).get(reverse("elsewhere:send")).status_code == 403
