"""The pages of this room"""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.domains.outreach.types import KeyState, State
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.outreach.making import drafted
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GIVEN = {
    "title": "Rượu Mẫu Sơn giả",
    "summary": "Nắp in mực.",
    "ground": "Thông báo 3",
    "goods": "Rượu",
    "compared": "Nắp | khắc | in mực\nĐáy | có số lô | trơn",
    "source": "Hãng",
    "goods_found_by": "Rượu Mẫu Sơn",
}


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def only(**named: Any) -> Publication:
    with acting_as(SYSTEM):
        return Publication.objects.get(**named)


def test_lead_from_the_draft_through_a_second_officer_to_the_retraction(world: World) -> None:
    writer, head = as_officer(world.committee_officer), as_officer(world.committee_head)
    assert reverse("outreach:draft") in writer.get(reverse("outreach:list")).content.decode()
    address = reverse("outreach:draft_kind", args=["huong-dan"])
    assert address in writer.get(reverse("outreach:draft")).content.decode()
    wrong = writer.post(address, {**GIVEN, "compared": "Nắp | khắc"})
    assert wrong.status_code == 422
    assert "Dòng 1 chưa đủ các phần" in wrong.content.decode()
    refused = writer.post(address, {**GIVEN, "goods_found_by": "0912345678"})
    assert "dẫn tới một người bán" in refused.content.decode()
    page = writer.post(address, GIVEN, follow=True).content.decode()
    assert "khắc" in page
    one = only(title=GIVEN["title"])

    def act(client: Client, name: str, **given: Any) -> str:
        answer = client.post(reverse(f"outreach:{name}", args=[one.pk]), given, follow=True)
        return str(answer.content.decode())

    form = writer.get(reverse("outreach:edit", args=[one.pk])).content.decode()
    assert "Nắp | khắc | in mực\nĐáy | có số lô | trơn" in form
    assert "Đã lưu." in act(writer, "edit", **{**GIVEN, "title": "Rượu Mẫu Sơn bị làm giả"})
    assert "Đã trình duyệt." in act(writer, "submit")
    assert reverse("outreach:publication", args=[one.pk]) in head.get("/").content.decode()
    assert reverse("outreach:approve", args=[one.pk]) not in writer.get(one.get_absolute_url()).content.decode()
    assert "Hãy nêu lý do" in act(head, "give_back", reason="") or only(pk=one.pk).state == State.WAITING
    assert "Đã trả lại." in act(head, "give_back", reason="Thêm ảnh")
    assert "Thêm ảnh" in act(writer, "submit")
    assert "Đã duyệt." in act(head, "approve")
    assert "Đã đăng ý kiến" in act(writer, "reply", party="Hãng", text="Đúng.", dated="20/11/2026")
    withdraw = reverse("outreach:withdraw_reply", args=[one.pk, 1])
    assert "Đã gỡ ý kiến." in writer.post(withdraw, follow=True).content.decode()
    assert "bản đính chính" in act(writer, "correct")
    assert "Đã rút lại" in act(writer, "retract", reason="Nhầm hãng")
    assert only(pk=one.pk).state == State.RETRACTED


def test_show_a_key_once_to_who_takes_it(world: World) -> None:
    writer, head = as_officer(world.committee_officer), as_officer(world.committee_head)
    given = {"partner": "Ngân hàng Thử", "paper": "CV 5", "per_second": 20, "valid_until": "31/12/2027"}
    page = writer.post(reverse("outreach:propose_key"), given, follow=True).content.decode()
    assert "người thứ hai duyệt" in page
    with acting_as(SYSTEM):
        key = PartnerKey.objects.get()
    assert reverse("outreach:confirm_key", args=[key.pk]) not in page
    head.post(reverse("outreach:confirm_key", args=[key.pk]))
    shown = writer.post(reverse("outreach:take_key", args=[key.pk])).content.decode()
    assert "mbtc_" in shown
    assert "mbtc_" not in writer.get(key.get_absolute_url()).content.decode()
    assert writer.post(reverse("outreach:take_key", args=[key.pk])).status_code == 409
    assert "Đã thu hồi" in writer.post(reverse("outreach:revoke_key", args=[key.pk]), follow=True).content.decode()
    with acting_as(SYSTEM):
        key.refresh_from_db()
    assert key.state == KeyState.REVOKED


def test_offer_an_auditor_nothing_and_another_agency_no_page(world: World) -> None:
    draft = drafted(world)
    assert as_officer(world.auditor).get(reverse("outreach:list")).status_code == 403
    assert as_officer(world.legal_officer).get(draft.get_absolute_url()).status_code == 404
