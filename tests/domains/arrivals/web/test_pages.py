"""The pages of what arrives: from the register to the head's word to how it was dealt with."""

from __future__ import annotations

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.types import State
from minhbach.domains.cases.services import open_case
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST = "/van-ban-den/"


def sits(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def only() -> Arrival:
    with acting_as(SYSTEM):
        found: Arrival = Arrival.unscoped.select_related("case", "assignee").get()
        return found


def asked(world: World, **more: object) -> dict[str, object]:
    return {
        "agency": world.branch.id,
        "arrived_on": "2026-11-20",
        "sender": "Công an phường Kỳ Lừa",
        "symbol": "118/CAP",
        "abstract": "Công văn về việc phối hợp xác minh kho hàng",
        "urgency": "express",
        **more,
    }


@time_machine.travel(AT)
def test_the_way_from_the_register_to_the_outcome(world: World) -> None:
    with world.acting(world.inspector):
        subject = register_subject(
            officer=world.inspector, at=AT, kind=SubjectKind.INDIVIDUAL, name="Hộ Một", place=world.commune
        )
        case = open_case(officer=world.inspector, at=AT, title="Vụ một", subject_id=subject.id, place=world.commune)
    clerk, head, inspector = (sits(one) for one in (world.records_clerk, world.head, world.inspector))
    scan = SimpleUploadedFile("cv.pdf", b"%PDF-1.7 cong van")
    assert "Đăng ký văn bản đến" in clerk.get(LIST).content.decode()
    said = clerk.post(f"{LIST}dang-ky/", asked(world, case=case.code, file=scan), follow=True).content.decode()
    one = only()
    assert "Đã đăng ký văn bản đến số 1." in said
    assert (one.case, one.file_name) == (case, "cv.pdf")
    for words in ("hỏa tốc", "chờ bút phê", case.code, "Đang chờ thủ trưởng bút phê."):
        assert words in said, words
    address = one.get_absolute_url()
    # Its case lists it among its papers, for whoever sees both.
    piece = f"{LIST}cua-vu-viec/{case.id}/"
    assert piece in inspector.get(f"{case.get_absolute_url()}van-ban/").content.decode()
    assert one.abstract in clerk.get(piece, HTTP_HX_REQUEST="true").content.decode()
    refused = head.post(f"{address}but-phe/", {"instruction": "Giao Đội 1"})
    assert refused.status_code == 422
    assert "Chưa chọn người được giao." in refused.content.decode()
    assert "Giao Đội 1" in refused.content.decode()
    given = {"instruction": "Giao Đội 1", "assignee": str(world.inspector.id), "due_on": "2026-11-19"}
    assert "Hạn xử lý không trước hôm nay" in head.post(f"{address}but-phe/", given).content.decode()
    assert head.post(f"{address}but-phe/", {**given, "due_on": "2026-11-25"}).status_code == 302
    assert "Xử lý văn bản đến" in inspector.get("/").content.decode()
    handed = inspector.get(f"{address}tep/")
    assert handed["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert b"".join(handed) == b"%PDF-1.7 cong van"  # type: ignore[arg-type]
    assert inspector.post(f"{address}ket-qua/", {"outcome": ""}).status_code == 422
    assert inspector.post(f"{address}ket-qua/", {"outcome": "Đã cử người phối hợp"}).status_code == 302
    assert only().state == State.DONE
    shown = head.get(f"{LIST}?state=done").content.decode()
    for words in ("Đã cử người phối hợp", "Giao Đội 1", world.inspector.full_name, "25/11/2026", "118/CAP"):
        assert words in shown, words
    assert "Văn bản đến số 1" in head.get(reverse("office:search"), {"q": "xac minh kho"}).content.decode()


@time_machine.travel(AT)
def test_what_cannot_be_registered_is_said_and_what_was_typed_stays(world: World) -> None:
    clerk = sits(world.records_clerk)
    answer = clerk.post(f"{LIST}dang-ky/", asked(world, case="VV-2026-99999", answers="99/CV", arrived_on="2026-11-21"))
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Không có vụ việc số này trong phạm vi của bạn." in said
    assert "Không có văn bản đi số này trong phạm vi của bạn." in said
    assert "Công an phường Kỳ Lừa" in said
    late = clerk.post(f"{LIST}dang-ky/", asked(world, arrived_on="2026-11-21"))
    assert "Ngày đến không sau hôm nay, 20/11/2026." in late.content.decode()
    with acting_as(SYSTEM):
        assert not Arrival.unscoped.exists()


@time_machine.travel(AT)
def test_a_line_is_mended_and_another_hand_is_not_overwritten(world: World) -> None:
    clerk = sits(world.records_clerk)
    clerk.post(f"{LIST}dang-ky/", asked(world))
    address = f"{only().get_absolute_url()}sua/"
    pages = [clerk.get(address) for _ in range(2)]
    first, second = ({field.html_name: field.value() or "" for field in page.context["form"]} for page in pages)
    assert clerk.post(address, {**first, "sender": "Công an xã Hữu Lũng"}).status_code == 302
    assert clerk.post(address, {**second, "sender": "Cục Thuế"}).status_code == 409
    assert only().sender == "Công an xã Hữu Lũng"


@time_machine.travel(AT)
def test_who_may_not_register_is_offered_nothing(world: World) -> None:
    for who in (world.auditor, world.inspector):
        assert reverse("arrivals:register") not in sits(who).get(LIST).content.decode()
        assert sits(who).get(f"{LIST}dang-ky/").status_code == 403


@time_machine.travel(AT)
def test_a_register_that_goes_on_from_paper_is_offered_until_its_first_number(world: World) -> None:
    clerk, address = sits(world.records_clerk), reverse("arrivals:start_register")
    assert address in clerk.get(LIST).content.decode()
    said = {"agency": world.branch.id, "first_number": "318", "reason": "Nối sổ giấy đến 17/11"}
    assert "Ít nhất là 2." in clerk.post(address, {**said, "first_number": "1"}).content.decode()
    assert clerk.post(address, said).status_code == 302
    clerk.post(f"{LIST}dang-ky/", asked(world))
    assert (only().number, only().year) == (318, 2026)
    page = clerk.get(LIST).content.decode()
    assert "bắt đầu ở đây từ số 318" in page
    assert "Nối sổ giấy đến 17/11" in page
    # The clerk keeps the committee's register too; the branch's is running and is offered no more.
    offered = clerk.get(address).context["form"].fields["agency"].queryset
    assert list(offered) == [world.committee]
    assert clerk.post(address, said).status_code == 422
