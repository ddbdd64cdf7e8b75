"""To be told by mail: one form, one press in the mail, one press out; whoever asks is answered the same"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from minhbach.domains.outreach import services
from minhbach.domains.outreach.models import Subscription
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.interfaces.portal.running import Site, running_portal
from tests.worlds import World, make_world

# The form with its styles and script, on a phone that never was here.
LARGEST_FIRST_VIEW = 100_000


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def site(world: World) -> Iterator[Site]:
    with running_portal(MINHBACH_PORTAL_MAILS="true") as running:
        yield running


@pytest.fixture(autouse=True)
def mails(settings: Any) -> None:
    settings.PORTAL_MAILS, settings.PORTAL_ADDRESS = True, "https://baotin.vi-du.vn"


def asked(site: Site, address: str, **more: Any) -> Any:
    given = {"press": str(uuid4()), "address": address, "kinds": "warning", "place": "", "goods": "", **more}
    return site.post(more.pop("at", "/nhan-thu/"), **{name: value for name, value in given.items() if name != "at"})


def link_mailed() -> str:
    """What the worker mails to who asked: the path of its link."""
    mail.outbox.clear()
    services.ask_back_all(at=now())
    (one,) = mail.outbox
    return re.search(r"https://baotin\.vi-du\.vn(\S+)", one.body)[1]  # type: ignore[index]


def test_from_the_form_by_the_mail_to_the_way_out(site: Site, world: World) -> None:
    assert 'href="/nhan-thu/"' in site.get("/cong-bo/").text
    form = site.get("/nhan-thu/")
    assert "Lạng Sơn" in form.text
    assert form.headers["Set-Cookie"] is None
    assert form.headers["Cache-Control"] == "no-store"
    answer = asked(site, "mai@vi-du.vn", place=world.province.key, goods="sữa bột, <b>kem</b>")
    assert answer.status == 200
    assert "trong hai ngày" in answer.text
    link = link_mailed()
    page = site.get(link).text
    assert "Lạng Sơn" in page
    assert "sữa bột, &lt;b&gt;kem&lt;/b&gt;" in page
    # A machine that looks at links confirms nothing and ends nothing.
    for _ in range(2):
        assert site.get(link).status == site.get(f"{link}ngung/").status == 200
    with acting_as(SYSTEM):
        assert not Subscription.objects.exists()
    assert "đang được báo tin" in site.post(link).text
    with acting_as(SYSTEM):
        (one,) = Subscription.objects.all()
    assert one.wanted == {"kinds": ["warning"], "place": world.province.key, "goods": ["sữa bột", "<b>kem</b>"]}
    assert "Ngừng nhận thư" in site.get(f"{link}ngung/").text
    # As a mail program presses, RFC 8058.
    out = site.post(f"{link}ngung/", **{"List-Unsubscribe": "One-Click"})
    assert (out.status, "Địa chỉ của bạn đã được xóa" in out.text) == (200, True)
    assert "Địa chỉ của bạn đã được xóa" in site.get(link).text


def test_who_is_known_and_who_asks_too_often_is_answered_as_everybody(site: Site) -> None:
    first = asked(site, "ai@vi-du.vn").text
    assert [asked(site, "ai@vi-du.vn").text for _ in range(4)] == [first] * 4
    mail.outbox.clear()
    services.ask_back_all(at=now())
    services.ask_back_all(at=now())
    assert [one.to for one in mail.outbox] == [["ai@vi-du.vn"]] * 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"address": "không phải"}, "Địa chỉ thư viết như"),
        ({"address": "a@vi-du.vn\nBcc: b@vi-du.vn"}, "Địa chỉ thư viết như"),
        ({"address": f"{'a' * 60}@{'b' * 250}.vn"}, "Địa chỉ thư"),
        ({"kinds": "x"}, "Hãy chọn ít nhất một loại"),
        ({"goods": ",".join(f"hàng {number}" for number in range(11))}, "Nhiều nhất 10 tên hàng"),
        ({"goods": "x" * 61}, "mỗi tên không quá 60 chữ"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(site: Site, given: dict[str, str], said: str) -> None:
    answer = asked(site, **{"address": "a@vi-du.vn", **given})
    assert answer.status == 422
    assert said in answer.text
    if "address" not in given:
        assert 'value="a@vi-du.vn"' in answer.text
    mail.outbox.clear()
    services.ask_back_all(at=now())
    assert mail.outbox == []


def test_a_link_that_nobody_was_sent_says_so(site: Site) -> None:
    for path in ("/nhan-thu/abc/", "/nhan-thu/abc/ngung/", f"/nhan-thu/{'x' * 500}/"):
        assert site.get(path).status == site.post(path).status == 404
        assert "Liên kết này không còn dùng được" in site.get(path).text


def test_it_is_there_in_english_and_light(site: Site) -> None:
    text = site.get("/en/nhan-thu/").text
    assert "Warnings by e-mail" in text
    assert "One step is left" in asked(site, "en@vi-du.vn", at="/en/nhan-thu/").text
    link = link_mailed()
    assert link.startswith("/en/nhan-thu/")
    assert "Confirm" in site.get(link).text
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    weight = len(text.encode()) + sum(len(site.get(path).text.encode()) for path in files)
    assert weight < LARGEST_FIRST_VIEW
