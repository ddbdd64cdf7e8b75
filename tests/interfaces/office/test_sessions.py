"""A session that ended or was changed elsewhere is said on a whole page, which leads back"""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World

LOGIN = "/tai-khoan/dang-nhap/"
PAGE = "http://testserver/thong-tin/?state=new"


@pytest.fixture
def ended(db: None) -> Client:
    """A browser that still carries the cookie of a session that is over."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "gone"
    return client


def test_a_part_of_a_page_is_never_the_door(ended: Client) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": PAGE}
    for answer in (ended.get("/vu-viec/", headers=asked), ended.post("/van-ban/so/", headers=asked)):
        assert (answer.status_code, answer.content) == (401, b"")
        assert answer.headers["HX-Redirect"] == f"{LOGIN}?next=/thong-tin/%3Fstate%3Dnew&het-phien=1"


@pytest.mark.parametrize(
    ("referer", "back"), [(PAGE, "/thong-tin/%3Fstate%3Dnew"), ("https://khac.example/x", "/"), ("", "/")]
)
def test_a_form_sent_too_late_leads_back_to_the_page_it_stood_on(ended: Client, referer: str, back: str) -> None:
    answer = ended.post("/vu-viec/", {"x": "y"}, headers={"Referer": referer})
    assert answer.headers["Location"] == f"{LOGIN}?next={back}&het-phien=1"


def test_only_who_had_a_session_is_told_of_its_end(ended: Client) -> None:
    assert Client().get("/vu-viec/").headers["Location"] == f"{LOGIN}?next=/vu-viec/"
    assert "Phiên làm việc đã hết." in ended.get("/vu-viec/", follow=True).content.decode()
    assert "Phiên làm việc đã hết." not in Client().get(LOGIN).content.decode()


def test_no_page_is_english_blank_or_half(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(enforce_csrf_checks=True)
    with acting_as(SYSTEM):
        client.force_login(world.inspector)

    rotated = client.post("/doi-tuong/moi/", {"name": "x"}, headers={"Referer": "http://testserver/doi-tuong/moi/"})
    text = rotated.content.decode()
    assert rotated.status_code == 403
    assert "Phiên làm việc đã đổi, biểu mẫu chưa được ghi." in text
    assert '<a class="btn btn-primary" href="/doi-tuong/moi/">' in text
    assert "CSRF verification" not in text
    within = client.post("/doi-tuong/moi/", headers={"HX-Request": "true", "HX-Current-URL": PAGE})
    assert (within.status_code, within.headers["HX-Retarget"]) == (403, "#refusal")
    assert "<html" not in within.content.decode()

    not_by_address = client.get("/danh-sach/cot/")
    assert (not_by_address.status_code, not_by_address.headers["Allow"]) == (405, "POST")
    assert "chỉ nhận nội dung gửi từ một biểu mẫu" in not_by_address.content.decode()

    alone = client.get("/doi-tuong/trung/")
    assert alone.status_code == 200
    assert '<nav class="rooms"' in alone.content.decode()
    assert "Ở đây không có gì để hiện." in alone.content.decode()
    assert client.get("/doi-tuong/trung/", headers={"HX-Request": "true"}).content.count(b"<html") == 0

    lost: Any = client.get("/khong-co/")
    assert lost.status_code == 404
    assert "<title>Không tìm thấy" in lost.content.decode()
    forbidden = client.get("/nhat-ky/")
    assert (forbidden.status_code, "<title>Không có quyền" in forbidden.content.decode()) == (403, True)
