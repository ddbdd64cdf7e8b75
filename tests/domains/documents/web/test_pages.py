"""The pages of documents: who may open what, one act for each state, files handed over safely."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhbach.domains.agencies.models import Delegation, Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents import services
from minhbach.domains.documents.models import DocumentFile, NumberRegister, RegisterLine
from minhbach.domains.documents.types import NO_SCAN, FileKind, Kind, State
from minhbach.foundation import trusted_clock
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.layout.samples import SAMPLES
from tests.domains.documents.world import (
    GAPPED,
    NOW,
    World,
    as_officer,
    draft_decision,
    drafted_record,
    issued_decision,
    make_post,
    numbered_decision,
    read,
    signed_decision,
    submitted_decision,
)

PDF = b"%PDF-1.7\n1 0 obj\n"

pytestmark = pytest.mark.usefixtures("world_today")


@pytest.fixture
def world_today(time_machine_today: None) -> None:
    """The pages read the clock; it shows the world's day."""


def sign_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(post: Post, name: str, *arguments: object) -> HttpResponse:
    response: HttpResponse = sign_in(post).get(reverse(f"documents:{name}", args=arguments))  # type: ignore[assignment]
    return response


def text(response: HttpResponse) -> str:
    return response.content.decode()


def press(post: Post, name: str, document_id: UUID, **fields: object) -> HttpResponse:
    address = reverse(f"documents:{name}", args=[document_id])
    response: HttpResponse = sign_in(post).post(address, fields)  # type: ignore[assignment]
    return response


def file_id(document_id: UUID, kind: FileKind) -> UUID:
    with acting_as(SYSTEM):
        found: UUID = DocumentFile.objects.get(document_id=document_id, kind=kind).id
        return found


def test_the_whole_way_by_the_buttons_of_the_page(world: World) -> None:
    document_id = draft_decision(world)
    assert "Trình ký" in text(page(world.inspector, "document", document_id))
    press(
        world.inspector,
        "submit",
        document_id,
        signer_post_id=world.deputy.id,
        proposal="Kính trình ký",
    )
    shown = text(page(world.deputy, "document", document_id))
    assert "Ký KT. theo Quyết định giao quyền 05/QĐ-GQXP ngày 05/01/2026." in shown
    press(world.deputy, "sign", document_id)
    assert "Cấp số" in text(page(world.clerk, "document", document_id))
    press(world.clerk, "give_number", document_id, dated="2026-11-21")
    press(world.clerk, "issue", document_id, confirmed=NO_SCAN)
    press(world.clerk, "file_away", document_id, file_reference="HS-12")
    document = read(document_id)
    assert (document.state, document.number_text) == (State.FILED, "01/QĐ-XPHC")
    story = text(page(world.inspector, "document", document_id))
    for word in ("Vi Văn Hải", "Hoàng Thị Bình", "Lương Thị Chi", "HS-12", "Số: <span", "không phải chữ ký số"):
        assert word.split("<")[0] in story


@pytest.mark.parametrize("name", ["document", "draft_file", "pdf_copy", "edit"])
def test_reading_pages_ask_for_an_account_and_hide_what_is_not_shared(world: World, name: str) -> None:
    document_id = draft_decision(world)
    address = reverse(f"documents:{name}", args=[document_id])
    anonymous = Client().get(address)
    assert anonymous.status_code == 302
    assert anonymous["Location"].startswith("/tai-khoan/")
    assert page(world.policeman, name, document_id).status_code == 404
    assert page(world.inspector, name, document_id).status_code == 200
    assert "Công ty TNHH Thương mại Hoa Hồi" not in text(page(world.policeman, name, document_id))


ACTS = {
    "submit": (draft_decision, "inspector"),
    "recall": (submitted_decision, "inspector"),
    "send_back": (submitted_decision, "deputy"),
    "sign": (submitted_decision, "deputy"),
    "sign_and_number": (drafted_record, "inspector"),
    "give_number": (signed_decision, "clerk"),
    "number_and_issue": (signed_decision, "clerk"),
    "issue": (numbered_decision, "clerk"),
    "file_away": (issued_decision, "clerk"),
    "cancel": (signed_decision, "inspector"),
    "correct": (issued_decision, "inspector"),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_open_to_the_right_role_alone(world: World, act: str) -> None:
    make, right = ACTS[act]
    document_id = make(world)
    state = read(document_id).state
    fields = {
        "signer_post_id": world.deputy.id,
        "confirmed": [NO_SCAN],
        "reason": "Sửa lại",
        "dated": "2026-11-21",
        "supersession": "replaces",
    }
    address = reverse(f"documents:{act}", args=[document_id])
    assert Client().post(address, fields).status_code == 302
    assert press(world.policeman, act, document_id, **fields).status_code == 404
    assert press(world.auditor, act, document_id, **fields).status_code == 403
    assert press(world.analyst, act, document_id, **fields).status_code == 403
    assert sign_in(getattr(world, right)).get(address).status_code == 405
    assert read(document_id).state == state
    assert press(getattr(world, right), act, document_id, **fields).status_code == 302
    assert act == "correct" or read(document_id).state != state


def test_a_denied_look_is_audited(world: World) -> None:
    document_id = draft_decision(world)
    page(world.policeman, "document", document_id)
    entry = AuditEntry.objects.get(action="office.look.denied")
    assert (entry.officer_id, entry.target_id) == (world.policeman.officer_id, str(document_id))


def test_a_look_at_personal_data_is_audited(world: World) -> None:
    document_id = draft_decision(world)
    page(world.inspector, "document", document_id)
    assert AuditEntry.objects.filter(action="documents.document.looked_at", target_id=str(document_id)).count() == 1


def test_a_refused_act_says_why_at_its_field_and_what_was_typed_stays(world: World) -> None:
    document_id = draft_decision(world, content=GAPPED)
    response = press(world.inspector, "submit", document_id, signer_post_id=world.deputy.id, proposal="Đề nghị ký gấp")
    assert response.status_code == 422
    form = response.context["first"]["form"]  # type: ignore[attr-defined]
    gap = f"{reverse('documents:edit', args=[document_id])}#id_payment_place"
    assert [(one.sentence, one.url) for one in form.unmet] == [("Chưa điền: Nơi nộp tiền phạt", gap)]
    assert f'href="{gap}"' in text(response)
    assert "Đề nghị ký gấp" in text(response)
    assert read(document_id).state == State.DRAFT


@pytest.mark.parametrize(
    ("make", "by", "act", "fields", "sentence"),
    [
        (draft_decision, "inspector", "submit", {"signer_post_id": ""}, "Chưa chọn mục nào."),
        (draft_decision, "inspector", "submit", {"signer_post_id": "không phải mã"}, "Mục đã chọn không có"),
        (submitted_decision, "deputy", "send_back", {"reason": " "}, "Chưa nhập mục này."),
        (signed_decision, "clerk", "give_number", {"dated": "31/02/2026"}, "Không đọc được ngày này."),
        (signed_decision, "clerk", "give_number", {"dated": "2027-01-01"}, "Ngày phải từ "),
        (issued_decision, "inspector", "correct", {"supersession": "x"}, "Mục đã chọn không có"),
    ],
)
def test_what_cannot_be_used_is_said_on_the_page_of_the_document(
    world: World, make: Callable[[World], UUID], by: str, act: str, fields: dict[str, str], sentence: str
) -> None:
    document_id = make(world)
    before = read(document_id)
    response = press(getattr(world, by), act, document_id, **fields)
    assert response.status_code == 422
    assert sentence in text(response)
    assert "Quá trình xử lý" in text(response)
    assert read(document_id).state == before.state
    assert read(document_id).number is None or before.number is not None


def test_a_step_that_came_too_late_is_said_on_the_page_as_it_is_now(world: World) -> None:
    document_id = submitted_decision(world)
    press(world.deputy, "sign", document_id)
    response = press(world.inspector, "recall", document_id)
    assert response.status_code == 422
    assert "Văn bản đang ở trạng thái “đã ký” nên không làm được bước này." in text(response)
    assert read(document_id).state == State.SIGNED


def test_a_phone_photographs_the_sealed_paper(world: World) -> None:
    document_id = signed_decision(world)
    assert 'name="content_camera" accept="image/*" capture="environment"' in text(
        page(world.clerk, "document", document_id)
    )
    press(world.clerk, "attach_scan", document_id, content_camera=SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff anh"))
    with acting_as(SYSTEM):
        assert DocumentFile.objects.get(document_id=document_id, kind=FileKind.SCAN).media_type == "image/jpeg"


def test_a_member_is_added_and_taken_off_on_the_draft_of_an_order(world: World) -> None:
    with as_officer(world.inspector) as officer:
        document_id = services.draft(
            officer=officer, at=NOW, agency=world.team, issuing_agency=world.department, kind=Kind.INSPECTION_ORDER,
            content=SAMPLES["order"][0],
        ).id  # fmt: skip
    members = len(read(document_id).content["members"])
    fields = initial_values(page(world.inspector, "edit", document_id))
    fields = {name: value for name, value in fields.items() if value not in (None, False)}
    fields[f"members__{members}__full_name"] = "Nông Thị Thu"
    press(world.inspector, "edit", document_id, **fields)
    assert [one["full_name"] for one in read(document_id).content["members"]][-1] == "Nông Thị Thu"
    again = initial_values(page(world.inspector, "edit", document_id))
    kept = {name: value for name, value in again.items() if value and not name.startswith("members__0__")}
    press(world.inspector, "edit", document_id, **kept)
    assert len(read(document_id).content["members"]) == members


def test_the_paper_shows_its_empty_fields(world: World) -> None:
    document_id = draft_decision(world, content=GAPPED)
    shown = text(page(world.inspector, "document", document_id))
    assert 'class="paper-missing"' in shown
    assert "1 dòng còn chỗ trống" in shown
    # Beside the boxes that fill it, the paper shows what is typed before it is kept.
    form = page(world.inspector, "edit", document_id)
    assert 'href="#id_payment_place">Nơi nộp tiền phạt</a>' in text(form)
    assert 'class="paper-missing"' in text(form)
    typed = {name: value for name, value in initial_values(form).items() if value not in (None, False)}
    drawn = press(world.inspector, "preview", document_id, **{**typed, "payment_place": "Kho bạc Nhà nước khu vực VII"})
    assert "Kho bạc Nhà nước khu vực VII" in text(drawn)
    assert "paper-missing" not in text(drawn)
    assert press(world.inspector, "preview", document_id, **{**typed, "payment_days": "mười"}).status_code == 204
    assert read(document_id).content["payment_place"] is None


def test_a_draft_is_filled_on_its_own_page(world: World) -> None:
    document_id = draft_decision(world)
    form = page(world.inspector, "edit", document_id)
    assert "Tài khoản nộp tiền phạt" in text(form)
    fields = {name: value for name, value in initial_values(form).items() if value not in (None, False)}
    fields |= {
        "payment_account": "3511.0.1054660",
        "coordinating": "Công an phường Kỳ Lừa",
        "acts__0__fine_vnd": "16 triệu",
    }
    assert press(world.inspector, "edit", document_id, **fields).status_code == 302
    content = read(document_id).content
    assert content["payment_account"] == "3511.0.1054660"
    assert content["acts"][0]["fine_vnd"] == 16_000_000
    assert content["acts"][1]["fine_vnd"] == 20_000_000
    assert content["party"]["name"] == "Công ty TNHH Thương mại Hoa Hồi"
    assert content["violation_record"]["dated"] == "2026-11-12"


def test_a_wrong_field_is_named_and_what_was_typed_stays(world: World) -> None:
    document_id = draft_decision(world)
    before = read(document_id).content
    fields = initial_values(page(world.inspector, "edit", document_id))
    fields |= {"acts__0__fine_vnd": "nhiều lắm", "payment_account": "đang nhập dở"}
    response = press(world.inspector, "edit", document_id, **{k: v for k, v in fields.items() if v is not None})
    assert response.status_code == 422
    assert "nhiều lắm" in text(response)
    assert "đang nhập dở" in text(response)
    assert read(document_id).content == before


def test_a_record_keeps_its_moments_through_the_form(world: World) -> None:
    document_id = drafted_record(world)
    before = read(document_id).content
    fields = initial_values(page(world.inspector, "edit", document_id))
    fields = {name: value for name, value in fields.items() if value not in (None, False)}
    assert press(world.inspector, "edit", document_id, **fields).status_code == 302
    assert read(document_id).content == before


def initial_values(response: HttpResponse) -> dict[str, object]:
    """What a browser would send back untouched."""
    sent: dict[str, object] = {}
    for field in response.context["form"]:  # type: ignore[attr-defined]
        value = field.value()
        sent[field.html_name] = field.field.widget.format_value(value) if hasattr(value, "year") else value
    return sent


def test_files_are_handed_over_as_attachments_that_cannot_run(world: World) -> None:
    document_id = issued_decision(world)
    response = page(world.inspector, "file", document_id, file_id(document_id, FileKind.NUMBERED))
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="01-QD-XPHC-2026.docx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response).startswith(b"PK")  # type: ignore[arg-type]
    assert page(world.policeman, "file", document_id, file_id(document_id, FileKind.NUMBERED)).status_code == 404
    assert Client().get(response.wsgi_request.path).status_code == 302  # type: ignore[attr-defined]


def test_a_scan_is_uploaded_and_handed_back(world: World) -> None:
    document_id = issued_decision(world)
    press(world.clerk, "attach_scan", document_id, content=SimpleUploadedFile("ban-quet.pdf", PDF))
    response = page(world.clerk, "file", document_id, file_id(document_id, FileKind.SCAN))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response) == PDF  # type: ignore[arg-type]


def test_markup_dressed_as_a_scan_is_refused(world: World) -> None:
    document_id = issued_decision(world)
    dressed = SimpleUploadedFile("ban-quet.pdf", b"<svg onload=alert(1)>", content_type="application/pdf")
    response = press(world.clerk, "attach_scan", document_id, content=dressed)
    assert response.status_code == 422
    assert "PDF, JPEG hoặc PNG" in text(response)
    assert press(world.clerk, "attach_scan", document_id).status_code == 422


def test_a_correction_is_drafted_from_the_issued_document(world: World) -> None:
    old = issued_decision(world)
    response = press(world.inspector, "correct", old, supersession="revokes")
    new = UUID(response["Location"].split("/")[-2])
    assert (read(new).supersedes_id, read(new).supersession, read(new).content) == (old, "revokes", read(old).content)
    assert "Đang có văn bản thay thế, thu hồi" in text(page(world.inspector, "document", old))


def test_the_list_shows_what_may_be_seen_and_filters_it(world: World) -> None:
    draft_decision(world)
    submitted_decision(world)
    numbered_decision(world)
    everything = text(page(world.inspector, "list"))
    assert "3 dòng" in everything
    assert "01/QĐ-XPHC" in everything
    assert "0 dòng" in text(page(world.policeman, "list"))
    client = sign_in(world.deputy)
    assert "1 dòng" in text(client.get("/van-ban/?mine=sign"))  # type: ignore[arg-type]
    assert "1 dòng" in text(client.get("/van-ban/?state=numbered"))  # type: ignore[arg-type]
    assert "3 dòng" in text(client.get("/van-ban/?q=quyet+dinh+xu+phat"))  # type: ignore[arg-type]
    assert "1 dòng" in text(client.get("/van-ban/?q=01/QĐ-XPHC"))  # type: ignore[arg-type]
    assert Client().get("/van-ban/").status_code == 302


def test_the_list_asks_as_many_questions_for_six_documents_as_for_one(world: World) -> None:
    client = sign_in(world.deputy)

    def question_count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/van-ban/?state=submitted")
        return len(asked)

    submitted_decision(world)
    question_count()  # the first look also fills the session
    for_one = question_count()
    for _ in range(5):
        submitted_decision(world)
    assert question_count() == for_one <= 17


def test_the_register_lists_every_number_and_marks_the_cancelled(world: World) -> None:
    first = numbered_decision(world)
    numbered_decision(world)
    press(world.inspector, "cancel", first, reason="Sai tên")
    shown = text(page(world.clerk, "register"))
    assert "01/QĐ-XPHC" in shown
    assert "02/QĐ-XPHC" in shown
    assert "đã hủy" in shown
    assert "01/QĐ-XPHC" not in text(page(world.police_clerk, "register"))
    assert Client().get("/van-ban/so/").status_code == 302


def test_a_page_names_whom_it_waits_for(world: World) -> None:
    shown = text(page(world.inspector, "document", submitted_decision(world)))
    assert "Đang chờ: Phó Chi cục trưởng Hoàng Thị Bình." in shown


def test_the_page_of_each_kind_says_how_far_its_form_was_checked(world: World) -> None:
    assert "Mẫu MQĐ02 Nghị định 118/2021/NĐ-CP, chưa hợp nhất" in text(
        page(world.inspector, "document", draft_decision(world))
    )


def test_a_draft_another_changed_meanwhile_comes_back_as_it_was_typed(world: World) -> None:
    document_id = draft_decision(world)
    pages = [page(world.inspector, "edit", document_id) for _ in range(2)]
    one, two = (
        {field.html_name: field.value() for field in response.context["form"] if field.value() is not None}
        for response in pages
    )
    assert press(world.inspector, "edit", document_id, **{**one, "title": "Tên của người trước"}).status_code == 302
    late = {**two, "recipients": "Phòng Tổng hợp"}
    refused = press(world.inspector, "edit", document_id, **late)
    assert refused.status_code == 409
    assert "Người khác đã sửa mục này thành “Tên của người trước”." in text(refused)
    assert refused.context["form"]["recipients"].value() == "Phòng Tổng hợp"
    assert read(document_id).title == "Tên của người trước"
    again = {field.html_name: field.value() for field in refused.context["form"] if field.value() is not None}
    assert press(world.inspector, "edit", document_id, **again).status_code == 302
    assert read(document_id).recipients == ["Phòng Tổng hợp"]


@pytest.mark.parametrize(("step", "ready"), [("give_number", signed_decision), ("issue", numbered_decision)])
def test_a_clock_that_jumped_dates_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str, ready: Callable[[World], UUID]
) -> None:
    document_id = ready(world)
    before = read(document_id)
    month_ago = now() - timedelta(days=30)
    monkeypatch.setattr(trusted_clock, "readings", lambda: trusted_clock.Readings(month_ago, None))
    refused = press(world.clerk, step, document_id, dated="2026-11-21")
    assert refused.status_code == 422
    assert "nhưng giờ của cơ sở dữ liệu là" in text(refused)
    assert (read(document_id).state, read(document_id).number) == (before.state, before.number)


def test_who_heads_the_agency_brings_a_register_back_on_its_page(world: World) -> None:
    numbered_decision(world, at=now() + timedelta(days=30))
    with acting_as(SYSTEM):
        register = NumberRegister.unscoped.get()
    assert register.get_absolute_url() in text(page(world.head, "register"))
    assert page(world.clerk, "register_back", register.id).status_code == 403
    assert press(world.head, "register_back", register.id, reason="").status_code == 422
    assert press(world.head, "register_back", register.id, reason="Đồng hồ chạy trước").status_code == 302
    shown = text(page(world.head, "register"))
    assert "Đồng hồ chạy trước" in shown
    assert register.get_absolute_url() not in shown
    assert press(world.head, "register_back", register.id, reason="Nữa").status_code == 409


def test_the_clerk_reads_the_number_about_to_be_given_and_is_told_when_it_was_taken(world: World) -> None:
    first, second = signed_decision(world), signed_decision(world)
    shown = page(world.clerk, "document", first)
    assert "Sẽ cấp: 01/QĐ-XPHC, ngày 21/11/2026" in text(shown)
    expected = shown.context["first"]["form"]["expected"].value()  # type: ignore[attr-defined]
    press(world.clerk, "give_number", second, dated="2026-11-21", expected="01/QĐ-XPHC")
    client = sign_in(world.clerk)
    address = reverse("documents:give_number", args=[first])
    said = text(client.post(address, {"dated": "2026-11-21", "expected": expected}, follow=True))  # type: ignore[arg-type]
    assert "Đã cấp số 02/QĐ-XPHC, ngày 21/11/2026. Số 01/QĐ-XPHC vừa được cấp cho văn bản khác." in said


def test_where_numbers_come_from_elsewhere_the_clerk_types_one(world: World) -> None:
    post = make_post("quantri", "Chu Viết Dũng", world.department, Role.ADMINISTRATOR, "Quản trị")
    asked = {"agency": world.department.id, "kind": "", "source": "office", "valid_from": "2026-11-01"}
    assert sign_in(world.clerk).post(reverse("documents:set_source"), asked).status_code == 403
    assert sign_in(post).post(reverse("documents:set_source"), asked).status_code == 302
    assert "lấy từ phần mềm quản lý văn bản của cơ quan" in text(page(world.clerk, "sources"))
    document_id = signed_decision(world)
    shown = text(page(world.clerk, "document", document_id))
    assert "Sẽ cấp" not in shown
    assert press(world.clerk, "give_number", document_id, dated="2026-11-21").status_code == 422
    assert press(world.clerk, "give_number", document_id, dated="2026-11-21", number="118").status_code == 302
    assert read(document_id).number_text == "118/QĐ-XPHC"
    assert "số liền nhau" in text(page(world.clerk, "register"))


def test_what_the_register_holds_is_written_with_the_issue_and_mended_after(world: World) -> None:
    document_id = numbered_decision(world, recipients=["Như trên", "Lưu: VT"])
    shown = page(world.clerk, "document", document_id)
    form = shown.context["first"]["form"]  # type: ignore[attr-defined]
    assert (form["copies"].value(), form["file_copy"].value()) == (2, "Văn thư")
    assert "Chưa đính kèm bản quét văn bản đã ký, đóng dấu." in text(shown)
    press(world.clerk, "issue", document_id, confirmed=NO_SCAN, copies="5", file_copy="Văn thư", note="Gửi hỏa tốc")
    assert press(world.analyst, "write_line", document_id, copies="9").status_code == 403
    press(
        world.clerk, "write_line", document_id, copies="6", file_copy="Đội 1", sent_on="2026-11-21",
        received_by="Vi Văn Hải", note="Gửi hỏa tốc",
    )  # fmt: skip
    register = text(page(world.clerk, "register"))
    for words in ("Đội 1", "Vi Văn Hải", "Gửi hỏa tốc", "21/11/2026"):
        assert words in register, words
    with acting_as(SYSTEM):
        line = RegisterLine.objects.get()
    assert (line.copies, line.sent_on) == (6, date(2026, 11, 21))


def test_lists_name_a_paper_by_its_kind_and_whom_it_is_about(world: World) -> None:
    numbered_decision(world, title="Quyết định xử phạt – VV-2026-00059")
    named = "Quyết định xử phạt đối với Công ty TNHH Thương mại Hoa Hồi (VV-2026-00059)"
    for name in ("list", "register"):
        assert named in text(page(world.clerk, name)), name


def test_the_register_is_narrowed_by_day_and_kind_and_searched(world: World) -> None:
    numbered_decision(world)
    client = sign_in(world.clerk)
    for query, count in (
        ("from=2026-11-21&until=2026-11-21", 1), ("from=2026-11-22", 0), ("until=2026-11-20", 0),
        ("kind=sanction_decision", 1), ("kind=report", 0), ("q=01/QĐ-XPHC", 1), ("q=khong co", 0),
    ):  # fmt: skip
        shown = client.get(f"{reverse('documents:register')}?{query}").content.decode()
        assert f"{count} dòng" in shown, query


def test_a_signer_whose_right_has_ended_is_told_so_on_the_paper(world: World) -> None:
    document_id = submitted_decision(world)
    Delegation.objects.update(revoked_on=date(2026, 11, 21))
    response = press(world.deputy, "sign", document_id)
    assert response.status_code == 422
    assert "không được ký văn bản này vào ngày 21/11/2026" in text(response)
    assert "Quá trình xử lý" in text(response)
    assert read(document_id).state == State.SUBMITTED
