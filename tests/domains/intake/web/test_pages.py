"""The pages of this domain"""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.models import Letterbox, Report
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import STORY, opened, sent
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def fresh(report: Report) -> Report:
    with acting_as(SYSTEM):
        report.refresh_from_db()
    return report


def test_lead_from_the_letterbox_through_the_talk_to_the_end(world: World) -> None:
    client = as_officer(world.committee_officer)
    given = {"name": "BCĐ 389 Lạng Sơn", "slug": "lang-son", "place": world.province.pk, "promise_days": 10}
    page = client.post(reverse("intake:open_letterbox"), given, follow=True).content.decode()
    assert "người dân gửi được từ bây giờ" in page
    with acting_as(SYSTEM):
        box = Letterbox.objects.get()
    assert reverse("intake:open_letterbox") in client.get(reverse("intake:letterboxes")).content.decode()
    report = sent(box, where="Chợ Kỳ Lừa")
    listed = client.get(reverse("intake:list")).content.decode()
    assert report.number in listed
    assert STORY in listed
    assert report.number in client.get("/").content.decode()
    assert STORY not in client.get(reverse("intake:list"), {"export": "xlsx"}).content.decode("latin-1")

    def act(name: str, **given: Any) -> str:
        address = reverse(f"intake:{name}", args=[report.id])
        answer = client.post(address, given, follow=True)
        return str(answer.content.decode())

    page = client.get(report.get_absolute_url()).content.decode()
    assert STORY in page
    assert "cơ quan tự hứa; luật không đặt hạn trả lời đã biết" in page
    assert "Hãy chọn kết quả" in act("move", stage="done", outcome="")
    assert "Chưa trả lời người gửi" in act("move", stage="done", outcome="KIEM_TRA")
    assert "Đã giao." in act("assign", assignee=world.committee_officer.pk)
    assert "Đã ghi chú." in act("note", text="Hỏi Đội 1")
    assert "Đã trả lời người gửi." in act("answer", text="Đã kiểm tra, cảm ơn.")
    assert "Đã đổi loại" in act("turn", kind="KIEN_NGHI_PHAN_ANH", reason="Góp ý")
    assert "Đã chuyển bước." in act("move", stage="done", outcome="THU_LY")
    assert (fresh(report).stage, report.outcome) == ("done", "THU_LY")
    closed = client.post(reverse("intake:close_letterbox", args=[box.id]), follow=True).content.decode()
    assert "Đã đóng hộp thư." in closed


def test_a_denunciation_shows_no_word_on_a_list(world: World) -> None:
    sent(opened(world), kind="TO_CAO_KHONG_DANH", what="Ông Không Tên ở phòng cuối")
    page = as_officer(world.committee_officer).get(reverse("intake:list")).content.decode()
    assert "tố cáo không rõ người gửi" in page
    assert "Ông Không Tên" not in page


def test_other_agencies_and_other_roles_find_nothing(world: World) -> None:
    report = sent(opened(world))
    for officer in (world.inspector, world.head, world.stranger):
        client = as_officer(officer)
        assert report.number not in client.get(reverse("intake:list")).content.decode()
        assert client.get(report.get_absolute_url()).status_code == 404
    assert as_officer(world.auditor).get(reverse("intake:list")).status_code == 403
