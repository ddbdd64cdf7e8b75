"""The pages of this room"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.domains.outreach.types import KeyState, State
from minhbach.domains.sites.models import Site
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_day
from tests.domains.outreach.making import GUIDE, drafted
from tests.domains.outreach.test_notices import entered
from tests.domains.outreach.test_pictures import photograph
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


def test_take_a_pair_of_pictures_in_with_what_each_shows_and_out_again(world: World) -> None:
    writer, head = as_officer(world.committee_officer), as_officer(world.committee_head)
    draft = drafted(world, kind="guide", content=GUIDE, title="Rượu", goods_found_by=())
    page, address = draft.get_absolute_url(), reverse("outreach:add_pair", args=[draft.pk])

    def given(**more: Any) -> dict[str, Any]:
        files = {side: SimpleUploadedFile(f"{side}.jpg", photograph()) for side in ("genuine", "fake")}
        return {"caption": "Nắp chai", "genuine_alt": "Khắc laser", "fake_alt": "In mực", **files, **more}

    assert f'action="{address}"' in writer.get(page).content.decode()
    mute = writer.post(address, given(fake_alt=""))
    assert (mute.status_code, "Chưa nhập mục này" in mute.content.decode()) == (422, True)
    unfit = writer.post(address, given(fake=SimpleUploadedFile("trang.jpg", b"<svg/>")))
    assert "“trang.jpg” không phải ảnh" in unfit.content.decode()
    assert "Đã thêm cặp ảnh" in writer.post(address, given(), follow=True).content.decode()
    picture = reverse("outreach:picture", args=[draft.pk, 1, "gia"])
    assert picture in writer.get(page).content.decode()
    assert writer.get(picture)["Content-Type"] == "image/jpeg"
    assert writer.get(reverse("outreach:picture", args=[draft.pk, 2, "gia"])).status_code == 404
    assert as_officer(world.legal_officer).get(picture).status_code == 404
    writer.post(reverse("outreach:submit", args=[draft.pk]))
    assert 'alt="In mực"' in head.get(page).content.decode()
    assert f'action="{address}"' not in head.get(page).content.decode()
    head.post(reverse("outreach:give_back", args=[draft.pk]), {"reason": "Ảnh mờ"})
    drop = reverse("outreach:drop_pair", args=[draft.pk, 1])
    assert "Đã bỏ cặp ảnh" in writer.post(drop, follow=True).content.decode()
    assert writer.post(drop).status_code == 404


def test_draft_a_notice_from_the_register_and_edit_what_is_around_it(world: World) -> None:
    writer = as_officer(world.committee_officer)
    entered(world)
    address = reverse("outreach:draft_kind", args=["thong-bao-dang-ky"])
    assert "Mua Hàng · https://muahang-thu.vn" in writer.get(address).content.decode()
    site = Site._base_manager.values_list("pk", flat=True)
    with acting_as(SYSTEM):
        words = {"site": str(site[0]), "summary": "Đã thông báo.", "ground": "online.gov.vn"}
    ahead = writer.post(address, {**words, "seen_on": "01/01/2099"})
    assert "không sau hôm nay" in ahead.content.decode()
    page = writer.post(address, {**words, "seen_on": write_day(local_date(now()))}, follow=True).content.decode()
    assert "Mua Hàng: đã thông báo, đăng ký với Bộ Công Thương" in page
    one = only(kind="notice")
    edit = reverse("outreach:edit", args=[one.pk])
    assert "Đã thông báo." in writer.get(edit).content.decode()
    writer.post(edit, {"summary": "Đã thông báo từ tháng tám.", "ground": "online.gov.vn"})
    again = only(kind="notice")
    assert (again.summary, again.content["dated"]) == ("Đã thông báo từ tháng tám.", one.content["dated"])


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
