"""The public's way in, as `minhbach serve` runs it: a process of its own, which comes in by the role of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlencode
from uuid import uuid4

import pytest

from minhbach.domains.intake import selectors, services
from minhbach.domains.intake.models import Attachment, Letterbox, Person, Recording, RecordingPart, Report
from minhbach.domains.mediation.types import FIRM, StepKind
from minhbach.foundation import files
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.cli.portal import environment_of_portal
from tests.domains.intake.making import STORY, opened
from tests.domains.mediation import making as disputes
from tests.engine.pictures.test_unmarking import SECRET, jpeg
from tests.engine.recordings import PLACE, mp3, mp4
from tests.engine.recordings import SECRET as MARKED
from tests.engine.recordings import box as box_of
from tests.interfaces.portal.running import BYTES, Answer, Site, running_portal
from tests.worlds import World, make_world

LARGEST_FIRST_VIEW = 100_000
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HTML = """<script>alert(1)</script>'"&lt;{{ 7|add:7 }}"""


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def box(world: World) -> Letterbox:
    return opened(world)


@pytest.fixture(scope="module")
def site(box: Letterbox) -> Iterator[Site]:
    with running_portal() as running:
        yield running


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
        entry = AuditEntry.objects.get(target_id=str(report.id))
        assert (entry.officer_id, entry.vouched_by) == (None, "public")
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


PAGES = (
    "/", "/?o=lang-son", "/loai/", "/loai/bao-tin/", "/gui/to-giac/", "/gui/to-cao/", "/theo-doi/", "/kiem-chung/",
    "/co-quan/", "/co-quan/?noi=Kỳ Lừa", "/an-toan/",
)  # fmt: skip


def test_every_page_says_what_a_browser_may_do_and_leaves_nothing_in_it(site: Site, box: Letterbox) -> None:
    for path in (*PAGES, *(f"/en{path}" for path in PAGES), "/x/", "/en/x/"):
        answer = site.get(path)
        assert answer.status == (404 if path.endswith("/x/") else 200), path
        assert "Set-Cookie" not in answer.headers, path
        assert answer.headers["Cache-Control"] == "no-store", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?! src=)|\son\w+=|\sstyle=|https?://(?!www\.w3)", answer.text), path
        assert f'<html lang="{"en" if path.startswith("/en/") else "vi"}">' in answer.text, path


def test_the_first_view_is_light(site: Site, box: Letterbox) -> None:
    page = site.get("/")
    files = [site.get(path) for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)]
    assert [one.status for one in files] == [200] * 3
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
    # Before a whole form is filled in: who cannot keep a name, and which ways stay open.
    page = site.get("/gui/to-cao/")
    assert ("chưa có người giữ danh tính" in page.text, "<textarea" in page.text) == (True, False)
    assert "/gui/to-cao-khong-danh/?o=lang-son" in page.text
    assert "0205 3812 389" in page.text
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


def test_a_consumer_takes_his_own_steps_in_a_dispute_by_his_receipt(site: Site, box: Letterbox, world: World) -> None:
    sending = {"press": str(uuid4()), "what": "Đòi đổi tủ lạnh hỏng", "trader": "Điện máy X", "letterbox": "lang-son"}
    told = {"person_name": "Nông Thị Mai", "person_address": "Thôn Nà Sầm"}
    receipt = site.post("/gui/nguoi-tieu-dung-co-quan/", **sending, **told)
    code = code_of(receipt.text)
    assert "Thương lượng với người bán</button>" not in site.post("/theo-doi/", code=code).text
    dispute = disputes.passed(world, disputes.begun(world, only_report(what="Đòi đổi tủ lạnh hỏng")))
    assert "Thương lượng với người bán</button>" in site.post("/theo-doi/", code=code).text
    page = site.post("/theo-doi/thuong-luong/", code=code)
    assert "đã chuyển, chờ người bán trả lời" in page.text
    told = site.post("/theo-doi/thuong-luong/", code=code, press=str(uuid4()), kind="consented", told="name")
    assert "cho người bán biết: họ và tên" in told.text
    offer = disputes.stepped(world, dispute, FIRM, StepKind.OFFERED, "<i>Đổi</i> máy mới.")
    page = site.post("/theo-doi/thuong-luong/", code=code)
    assert "&lt;i&gt;Đổi&lt;/i&gt; máy mới." in page.text
    changed = site.post("/theo-doi/thuong-luong/", code=code, kind="took", about=str(uuid4()))
    assert (changed.status, "Hãy đọc bản mới bên dưới" in changed.text) == (422, True)
    taken = site.post("/theo-doi/thuong-luong/", code=code, kind="took", about=str(offer.pk), press=press_of(page.text))
    assert "đã thuận, chờ cơ quan lập văn bản" in taken.text
    assert site.post("/theo-doi/thuong-luong/", code="000 000").status == 302
    assert "Negotiation with the seller" in site.post("/en/theo-doi/thuong-luong/", code=code).text


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


def test_the_same_pages_stand_in_english_and_each_leads_to_the_other(site: Site, box: Letterbox) -> None:
    page = site.get("/en/?o=lang-son")
    assert "What happened?" in page.text
    assert '<a href="/?o=lang-son" lang="vi" hreflang="vi">Tiếng Việt</a>' in page.text
    assert '<a href="/en/?o=lang-son" lang="en" hreflang="en">English</a>' in site.get("/?o=lang-son").text
    receipt = site.post("/en/", press=press_of(page.text), what="They sell fake cream", letterbox="lang-son")
    report = only_report(what="They sell fake cream")
    assert f"by {report.due_on:%-d %b %Y}. This is the office&#x27;s promise" in receipt.text
    # What was just sent is on no other page: leaving it would lose the code.
    assert 'hreflang="vi"' not in receipt.text
    talk = site.post("/en/theo-doi/", code=code_of(receipt.text))
    assert "Just received" in talk.text
    wrong = site.post("/en/", press=str(uuid4()), what="a" * 20_001, letterbox="lang-son")
    assert "is 20,001 letters long; at most 20,000" in wrong.text
    assert "Too large" in site.post("/en/", press=str(uuid4()), what="b" * 1_100_000, letterbox="lang-son").text


def test_a_film_that_was_cut_off_goes_on_and_is_kept_without_its_marks(site: Site, box: Letterbox) -> None:
    film = mp4(bytes(range(256)) * 8_000)
    key = site.tus("POST", "/tep/", Upload_Length=str(len(film))).headers["Location"]
    first = site.tus("PATCH", key, film[: 1 << 20], Upload_Offset="0", Content_Type=BYTES)
    assert (first.status, first.headers["Upload-Offset"]) == (204, str(1 << 20))
    # The connection broke; what came twice, or out of turn, is told where it stands and changes nothing.
    twice = site.tus("PATCH", key, film[: 1 << 20], Upload_Offset="0", Content_Type=BYTES)
    assert (twice.status, twice.headers["Upload-Offset"]) == (409, str(1 << 20))
    stands = site.tus("HEAD", key)
    assert (stands.headers["Upload-Offset"], stands.headers["Upload-Length"]) == (str(1 << 20), str(len(film)))
    # Half a film belongs to nothing yet.
    sent = {"press": str(uuid4()), "what": "Tin có phim", "letterbox": "lang-son", "recordings": key.split("/")[2]}
    half = site.post("/", **sent)
    assert "Kèm" not in half.text
    last = site.tus("PATCH", key, film[1 << 20 :], Upload_Offset=str(1 << 20), Content_Type=BYTES)
    assert last.headers["Upload-Offset"] == str(len(film))
    whole = site.post("/", **sent)
    assert "Kèm 1 video, ghi âm." in whole.text
    assert "Kèm" not in site.post("/", **{**sent, "press": str(uuid4()), "what": "Tin khác, cùng phim"}).text
    report = only_report(what="Tin có phim")
    assert site.tus("HEAD", key).status == 404
    assert "đang được cất vào kho" in site.post("/theo-doi/", code=code_of(whole.text)).text
    assert services.put_recordings_away() == 1
    with acting_as(SYSTEM):
        [kept] = Attachment.objects.filter(report=report)
        assert (kept.media_type, kept.medium, kept.size) == ("video/mp4", "video", len(film))
        assert kept.original_sha256 == hashlib.sha256(film).hexdigest()
        assert not RecordingPart.objects.exists()
    with files.open_stored(kept.sha256) as stored:
        content = stored.read()
    # What is asked for later comes the same way, pictures too.
    picture = site.upload(jpeg(6)).split("/")[2]
    added = site.post("/theo-doi/", code=code_of(whole.text), recordings=picture)
    assert "Đã nhận 1 tệp." in added.text
    assert services.put_recordings_away() == 1
    with acting_as(SYSTEM):
        assert [one.medium for one in report.attachments.order_by("position")] == ["video", "picture"]
        drawn = report.attachments.get(media_type="image/jpeg")
    with files.open_stored(drawn.sha256) as stored:
        assert SECRET not in stored.read()
    assert MARKED in film
    assert (MARKED in content, PLACE in content) == (False, False)
    assert services.put_recordings_away() == 0


def test_where_there_is_no_room_who_has_most_gives_way_to_another(site: Site, box: Letterbox) -> None:
    def begin(size: int, sender: str) -> Answer:
        return site.tus("POST", "/tep/", Upload_Length=str(size), X_Sender=sender)

    large = begin(1_000, "8.8.8.8").headers["Location"]
    # As if of this one all had come that may wait.
    with acting_as(SYSTEM):
        Recording.objects.filter(pk=large.split("/")[2]).update(arrived=4 << 30)
    assert begin(500, "8.8.8.8").status == 507
    assert site.tus("HEAD", large).status == 200
    # Naming it in a report does not make it count for nothing.
    key, press = large.split("/")[2], str(uuid4())
    assert site.post("/", press=press, what="Tin kèm tệp dở", letterbox="lang-son", recordings=key).status == 200
    assert begin(500, "9.9.9.9").status == 201
    assert site.tus("HEAD", large).status == 404


def test_a_recording_of_another_kind_or_too_large_is_refused_before_it_has_come(site: Site, box: Letterbox) -> None:
    assert site.tus("OPTIONS", "/tep/").headers["Tus-Max-Size"] == str(200 << 20)
    assert site.tus("POST", "/tep/", Upload_Length=str((200 << 20) + 1)).status == 413
    for length in ("", "-1", "0", "x", "9" * 30):
        assert site.tus("POST", "/tep/", Upload_Length=length).status == 400, length
    for content in (b"MZ\x90\0" + b"x" * 60, b"<html><script>alert(1)</script>", b"PK\x03\x04" + b"x" * 60, EICAR):
        key = site.tus("POST", "/tep/", Upload_Length=str(len(content))).headers["Location"]
        assert site.tus("PATCH", key, content, Upload_Offset="0", Content_Type=BYTES).status == 415
        assert site.tus("HEAD", key).status == 404
    key = site.tus("POST", "/tep/", Upload_Length="10").headers["Location"]
    assert site.tus("PATCH", key, b"#!AMR\nmore than ten", Upload_Offset="0", Content_Type=BYTES).status == 409
    assert site.tus("PATCH", key, b"#!AMR\n", Upload_Offset="0", Content_Type="text/plain").status == 415
    assert site.tus("PATCH", key, bytes((1 << 20) + 1), Upload_Offset="0", Content_Type=BYTES).status == 413
    assert site.tus("DELETE", key).status == 204
    assert site.tus("DELETE", key).status == 404
    assert site.tus("HEAD", f"/tep/{uuid4()}/").status == 404


def test_a_broken_film_is_told_to_its_sender_and_takes_nothing_else_along(site: Site, box: Letterbox) -> None:
    key = site.upload(box_of(b"ftyp", b"isom") + b"never a film")
    receipt = site.post(
        "/", press=str(uuid4()), what="Tin có phim hỏng", letterbox="lang-son", recordings=key.split("/")[2]
    )
    assert services.put_recordings_away() == 1
    assert "không đọc được nên không giữ" in site.post("/theo-doi/", code=code_of(receipt.text)).text
    with acting_as(SYSTEM):
        assert not Attachment.objects.filter(report__what="Tin có phim hỏng").exists()


def test_what_nobody_goes_on_with_is_forgotten_after_a_day(site: Site, box: Letterbox) -> None:
    key = site.upload(mp3())
    assert services.forget_left(at=now()) == 0
    assert site.tus("HEAD", key).status == 200
    assert services.forget_left(at=now() + timedelta(hours=25)) >= 1
    assert site.tus("HEAD", key).status == 404
    with acting_as(SYSTEM):
        assert not RecordingPart.objects.exists()


def test_what_stands_in_a_story_is_recognised_and_its_sender_may_take_it_away(site: Site, box: Letterbox) -> None:
    story = "Shop shopee.vn/kem.tot, zalo 0912345678, căn cước 001099012345, mã vạch 8934563138165"
    looked = site.post("/", look="1", press=str(uuid4()), what=story, letterbox="lang-son")
    assert looked.status == 200
    keys = re.findall(r'name="named" value="([^"]+)" checked', looked.text)
    assert keys == ["shop:shopee:kem.tot", "phone:+84912345678", "gtin:08934563138165"]
    assert story in looked.text
    with acting_as(SYSTEM):
        assert not Report.objects.filter(what=story).exists()
    sent = {"press": str(uuid4()), "what": story, "letterbox": "lang-son", "named_shown": "1"}
    site.post("/", **sent, named="phone:+84912345678")
    assert only_report(what=story).data == {"named": "điện thoại: 0912 345 678"}
    # What does not stand in the words is not taken from the form.
    site.post("/", **{**sent, "press": str(uuid4()), "what": "Không có gì"}, named="phone:+84912345678")
    assert only_report(what="Không có gì").data == {}
    assert "Chưa nhận ra" in site.post("/", look="1", press=str(uuid4()), what="Không", letterbox="").text


def test_an_office_is_found_by_the_name_that_a_place_has_or_had(site: Site, box: Letterbox, world: World) -> None:
    found = site.get(f"/co-quan/?{urlencode({'noi': world.province.name})}").text
    assert box.hotline in found
    assert found.count(f"<strong>{world.province.name}</strong>") == 1
    assert "Không có nơi nào tên như vậy" in site.get("/co-quan/?noi=Atlantis").text
    for typed in ("%", "_", "'", "a" * 3_000, "\u202e"):
        assert site.get(f"/co-quan/?{urlencode({'noi': typed})}").status == 200


def test_a_way_in_has_a_poster_whose_code_leads_to_its_form(site: Site, box: Letterbox) -> None:
    poster = site.get("/co-quan/lang-son/")
    assert f"http://127.0.0.1:{site.port}/?o=lang-son" in poster.text
    assert poster.text.count("<svg") == 1
    assert box.hotline in poster.text
    assert site.get("/co-quan/khong-co/").status == 404


def test_one_leaves_quickly_and_the_browser_forgets(site: Site, box: Letterbox) -> None:
    away = site.get("/thoat/")
    assert (away.status, away.headers["Location"]) == (302, "https://vi.wikipedia.org/")
    assert away.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert away.headers["Referrer-Policy"] == "no-referrer"
    for path in PAGES:
        assert "/thoat/" in site.get(path).text


def test_who_was_answered_is_asked_once_how_he_finds_it(site: Site, box: Letterbox, world: World) -> None:
    receipt = site.post("/", press=str(uuid4()), what="Tin hỏi ý kiến", letterbox="lang-son")
    code = code_of(receipt.text).replace(" ", "")
    question = "Bạn thấy cách trả lời thế nào?"
    assert question not in site.post("/theo-doi/", code=code).text
    assert "Mỗi việc chỉ hỏi một lần, khi đã kết thúc" in site.post("/theo-doi/y-kien/", code=code, verdict="good").text
    by: dict[str, Any] = {"officer": world.committee_officer, "at": now(), "report": only_report(what="Tin hỏi ý kiến")}
    with world.acting(world.committee_officer):
        services.answer(**by, text="Đã kiểm tra.")
        services.move(**by, stage="done", outcome="KIEM_TRA")
    assert question in site.post("/theo-doi/", code=code).text
    assert site.post("/theo-doi/y-kien/", code=code, verdict="poor", words="x" * 501).status == 422
    rated = site.post("/theo-doi/y-kien/", code=code, verdict="poor", words="Chờ lâu quá.")
    assert "Đã ghi ý kiến của bạn." in rated.text
    assert question not in site.post("/theo-doi/", code=code).text
    assert site.post("/theo-doi/y-kien/", code="1" * 27, verdict="good").status == 302
