"""The public's way in, as `minhbach serve` runs it: a process of its own, which comes in by the role of its own."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlencode
from uuid import uuid4

import pytest
from django.conf import settings

from minhbach.domains.intake import selectors, services
from minhbach.domains.intake.models import Attachment, Letterbox, Person, Report
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.cli.portal import environment_of_portal
from minhbach.interfaces.cli.server import _portal_command
from tests.domains.intake.making import STORY, opened, portal_address
from tests.engine.test_pictures import SECRET, jpeg
from tests.worlds import World, make_world

LARGEST_FIRST_VIEW = 100_000
HTML = """<script>alert(1)</script>'"&lt;{{ 7|add:7 }}"""


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: http.client.HTTPMessage


class Site:
    """The running process, asked as a browser asks it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, **fields: str) -> Answer:
        body = urlencode(fields).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_files(self, path: str, *pictures: bytes, **fields: str) -> Answer:
        edge = uuid4().hex
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]  # fmt: skip
        head = f'--{edge}\r\nContent-Disposition: form-data; name="pictures"; filename="a.jpg"\r\n\r\n'.encode()
        parts += [head + picture + b"\r\n" for picture in pictures]
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(), answer.headers)
        finally:
            connection.close()


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def box(world: World) -> Letterbox:
    return opened(world)


@pytest.fixture(scope="module")
def site(box: Letterbox) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": "of the officers",
        "MINHBACH_SECRET_KEY": "of the officers",
        "MINHBACH_PORTAL_DATABASE_URL": portal_address(),
        "MINHBACH_PORTAL_KEY": settings.PORTAL_KEY.hex(),
    }
    with subprocess.Popen(_portal_command(f"--bind=127.0.0.1:{port}", 1), env=environment_of_portal(told)) as process:
        running = Site(port)
        for _ in range(200):
            try:
                if running.get("/song/").status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the process did not start")
        yield running
        process.terminate()


def press_of(page: str) -> str:
    return re.findall(r'name="press" value="([^"]+)"', page)[0]


def code_of(page: str) -> str:
    return re.findall(r'<p class="code">([\d ]+)</p>', page)[0]


def only_report(**named: Any) -> Report:
    with acting_as(SYSTEM):
        found: Report = Report.objects.get(**named)
        return found


def test_it_is_told_none_of_the_officers_secrets() -> None:
    known = {
        "PATH": "/usr/bin", "LANG": "C.UTF-8", "DATABASE_URL": "x", "MINHBACH_SECRET_KEY": "x", "PGPASSWORD": "x",
        "MINHBACH_OWNER_DATABASE_URL": "x", "MINHBACH_BACKUP_TO": "x", "DJANGO_SETTINGS_MODULE": "x",
        "MINHBACH_PORTAL_KEY": "k", "MINHBACH_PORTAL_DATABASE_URL": "d",
    }  # fmt: skip
    assert environment_of_portal(known) == {
        "PATH": "/usr/bin", "LANG": "C.UTF-8", "MINHBACH_PORTAL_KEY": "k", "MINHBACH_PORTAL_DATABASE_URL": "d",
    }  # fmt: skip


def test_a_tip_goes_from_the_qr_code_to_the_receipt_and_its_answer_comes_back(
    site: Site, box: Letterbox, world: World
) -> None:
    page = site.get("/?o=lang-son")
    assert page.status == 200
    assert '<option value="lang-son" selected>' in page.text
    sent = {"press": press_of(page.text), "what": STORY + HTML, "where": "Chợ Kỳ Lừa", "letterbox": "lang-son"}
    receipt = site.post_files("/", jpeg(6), **sent)
    assert receipt.status == 200
    code, report = code_of(receipt.text), only_report(what=STORY + HTML)
    assert len(code.split()) == 9
    assert report.number in receipt.text
    assert "Ban Chỉ đạo 389 tỉnh Lạng Sơn tự hứa trả lời chậm nhất ngày" in receipt.text
    assert "không phải hạn luật định" in receipt.text
    # Sent again, by a hand that was not sure: the same receipt, and nothing twice.
    again = site.post("/", **sent)
    assert code_of(again.text) == code
    assert "lần gửi này không ghi thêm gì" in again.text
    with acting_as(SYSTEM):
        [picture] = Attachment.objects.filter(report=report)
        assert SECRET not in bytes(picture.content)
        assert picture.original_sha256 != ""
        assert AuditEntry.objects.get(target_id=str(report.id)).officer_id is None
    # The talk, both ways.
    talk = site.post("/theo-doi/", code=code)
    said = site.post("/theo-doi/", code=code, press=press_of(talk.text), text=f"Họ vừa dọn hàng. {HTML}")
    assert "Đã nhận lời nhắn của bạn." in said.text
    assert (
        site.post("/theo-doi/", code=code, press=press_of(talk.text), text="Hai lần").text.count("Họ vừa dọn hàng.")
        == 1
    )
    assert "<script>alert" not in said.text
    officer = world.committee_officer
    with world.acting(officer):
        found = selectors.get_report(report.id)
        services.assign(officer=officer, at=now(), report=found, assignee=officer)
        services.answer(officer=officer, at=now(), report=found, text="Đội 1 sẽ tới.")
        services.add_note(officer=officer, at=now(), report=found, text="Ghi chú kín")
    answered = site.post("/theo-doi/", code=code)
    assert "Đội 1 sẽ tới." in answered.text
    assert "Đang xem xét" in answered.text
    assert "Ghi chú kín" not in answered.text


def test_a_statement_is_checked_by_anybody_and_a_forged_one_is_none(site: Site, box: Letterbox) -> None:
    receipt = site.post("/", press=str(uuid4()), what="Tin để kiểm chứng", letterbox="lang-son")
    [statement] = re.findall(r"\?c=([^\"]+)\"", receipt.text)
    genuine = site.get(f"/kiem-chung/?c={statement}")
    assert "Chứng nhận thật." in genuine.text
    assert only_report(what="Tin để kiểm chứng").number in genuine.text
    assert "Tin để kiểm chứng" not in genuine.text
    forged = unquote(statement).replace("~received~", "~done~")
    assert "Không phải chứng nhận của hệ thống này" in site.get(f"/kiem-chung/?{urlencode({'c': forged})}").text


def test_every_page_says_what_a_browser_may_do_and_leaves_nothing_in_it(site: Site, box: Letterbox) -> None:
    for path in ("/", "/loai/", "/loai/bao-tin/", "/gui/to-cao/", "/theo-doi/", "/kiem-chung/", "/co-quan/", "/x/"):
        answer = site.get(path)
        assert answer.status == (404 if path == "/x/" else 200), path
        assert "Set-Cookie" not in answer.headers, path
        assert answer.headers["Cache-Control"] == "no-store", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?! src=)|\son\w+=|\sstyle=|https?://(?!www\.w3)", answer.text), path
        assert '<html lang="vi">' in answer.text


def test_the_first_view_is_light(site: Site, box: Letterbox) -> None:
    page = site.get("/")
    files = [site.get(path) for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)]
    assert [one.status for one in files] == [200, 200]
    assert sum(len(one.text.encode()) for one in (page, *files)) < LARGEST_FIRST_VIEW // 4


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(site: Site, box: Letterbox) -> None:
    empty = site.post("/", press=str(uuid4()), where="Quán Gió", letterbox="")
    assert empty.status == 422
    assert "Hãy viết vài lời vào ô “Chuyện gì đã xảy ra?”." in empty.text
    assert "Quán Gió" in empty.text
    long = site.post("/", press=str(uuid4()), what="a" * 20_001, letterbox="lang-son")
    assert (long.status, "dài 20.001 chữ; nhiều nhất 20.000" in long.text) == (422, True)
    for picture in (b"GIF89a", b"%PDF-1.7", b"PK\x03\x04", jpeg()[:60]):
        refused = site.post_files("/", picture, press=str(uuid4()), what="x", letterbox="lang-son")
        assert (refused.status, "không phải ảnh JPEG, PNG, WebP" in refused.text) == (422, True)
    many = site.post_files("/", *[jpeg()] * 6, press=str(uuid4()), what="x", letterbox="lang-son")
    assert many.status in (400, 422)
    huge = site.post_files("/", b"\0" * (43 << 20), press=str(uuid4()), what="x", letterbox="lang-son")
    assert (huge.status, "nhiều nhất 42 MB" in huge.text) == (413, True)
    million = site.post("/", press=str(uuid4()), what="b" * 1_100_000, letterbox="lang-son")
    assert million.status == 413
    for code in ("1", "0" * 27, "khong co"):
        assert site.post("/theo-doi/", code=code).status == 422
    with acting_as(SYSTEM):
        assert not Report.objects.filter(what__in=["x", "a" * 20_001]).exists()


def test_a_kind_that_needs_a_name_says_where_to_go_while_nobody_keeps_it(site: Site, box: Letterbox) -> None:
    page = site.get("/gui/to-cao/")
    assert "Chỉ người giữ danh tính mở được" in page.text
    named = {"person_name": "Nông Thị Mai", "person_address": "Thôn Nà Sầm"}
    sending = {"press": str(uuid4()), "what": "Tố cáo", "accused": "Tiệm X", "letterbox": "lang-son"}
    nameless = site.post("/gui/to-cao/", **sending)
    assert (nameless.status, "cần ghi ô “Họ và tên”" in nameless.text) == (422, True)
    refused = site.post("/gui/to-cao/", **sending, **named)
    assert (refused.status, "chưa có người giữ danh tính" in refused.text) == (422, True)
    told = site.post("/", press=str(uuid4()), what="Tố cáo", letterbox="lang-son", person_phone="0912 345 678")
    assert (told.status, "gửi không tên" in told.text) == (422, True)
    with acting_as(SYSTEM):
        assert not Report.objects.filter(what="Tố cáo").exists()
    assert "không áp dụng cho thương mại" in site.get("/gui/du-lieu-nghi-dinh-61/").text


def test_an_open_kind_takes_a_name_for_the_office_that_answers_it(site: Site, box: Letterbox) -> None:
    sending = {"press": str(uuid4()), "what": "Khiếu nại quyết định 12", "decision": "12/QĐ", "letterbox": "lang-son"}
    receipt = site.post("/gui/khieu-nai/", **sending, person_name="Nông Thị Mai", person_address="Thôn Nà Sầm")
    assert receipt.status == 200
    report = only_report(what="Khiếu nại quyết định 12")
    with acting_as(SYSTEM):
        person = Person.objects.get(receipt=report.receipt)
    assert (person.name, person.address, person.box_id) == ("Nông Thị Mai", "Thôn Nà Sầm", None)
    # Whoever has the receipt is told that, and not by whom it was sent.
    talk = site.post("/theo-doi/", code=code_of(receipt.text))
    assert "Cho biết tôi là ai" not in talk.text
    assert "Nông Thị Mai" not in talk.text


def test_a_report_about_an_officer_says_where_nobody_is_designated(site: Site, box: Letterbox) -> None:
    assert "chưa có người được phân công" in site.get("/gui/can-bo-sai-pham/?o=lang-son").text
    sending = {"press": str(uuid4()), "what": "Cán bộ báo trước", "letterbox": "lang-son", "unit": "qltt.20.doi-1"}
    assert site.post("/gui/can-bo-sai-pham/", **sending).status == 422
    with acting_as(SYSTEM):
        assert not Report.objects.filter(what="Cán bộ báo trước").exists()


def test_the_picture_of_the_receipt_leads_to_the_talk_without_telling_the_server(site: Site, box: Letterbox) -> None:
    receipt = site.post("/", press=str(uuid4()), what="Tin có mã QR", letterbox="lang-son")
    assert receipt.text.count("<svg") == 1
    code = code_of(receipt.text).replace(" ", "")
    # In no address of the page: what a server logs, and a neighbour reads over one's shoulder.
    assert code not in "".join(re.findall(r'(?:href|src|action)="([^"]*)"', receipt.text))
