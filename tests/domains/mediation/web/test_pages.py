"""The pages of a dispute"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.mediation.types import CONSUMER, FIRM, State, StepKind
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened, sent
from tests.domains.mediation.making import FIRM_NAME, STORY, asked, begun, fresh, passed, settled, stepped, today
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("files")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def test_lead_from_the_request_to_its_end(world: World) -> None:
    client, report = as_officer(world.committee_officer), asked(world)
    panel = client.get(reverse("mediation:of_report", args=[report.id])).content.decode()
    assert reverse("mediation:begin", args=[report.id]) in panel
    address = reverse("mediation:begin", args=[report.id])
    barred = client.post(address, {"firm": FIRM_NAME, "bar": "many"})
    assert barred.status_code == 422
    assert "khoản 2 Điều 54" in barred.content.decode()
    client.post(address, {"firm": FIRM_NAME, "bar": "none"})
    with acting_as(SYSTEM):
        dispute = Dispute.objects.get()

    def act(name: str, **given: Any) -> str:
        answer = client.post(reverse(f"mediation:{name}", args=[dispute.id]), given, follow=True)
        return str(answer.content.decode())

    going = client.get(reverse("mediation:pass_on", args=[dispute.id])).content.decode()
    assert STORY in going
    assert "chưa trả lời có cho nói mình là ai không" in going
    assert "họ và tên của người tiêu dùng" in act("pass_on", text="Bà Nông Thị Mai đòi đổi máy.")
    assert "hạn của doanh nghiệp đếm từ hôm nay" in act("pass_on", text=STORY)
    said = {"happened_on": today().isoformat(), "way": "letter"}
    assert "Đã ghi." in act("enter", what="firm:offered", text="Đổi máy <b>mới</b>.", **said)
    page = client.get(dispute.get_absolute_url()).content.decode()
    assert "Đổi máy &lt;b&gt;mới&lt;/b&gt;." in page
    assert "Đề nghị đang chờ trả lời, của doanh nghiệp" in page
    assert "khoản 5 Điều 57" in page
    assert "Đã ghi." in act("enter", what="consumer:took", **said)
    assert "Ghi đủ cả ba" in act("write_agreement", text="Đổi máy.", what_1="Đổi máy")
    due = {"side_1": "firm", "due_1": today().isoformat()}
    assert "hai bên ký đúng bản này" in act("write_agreement", text="Đổi máy.", what_1="Đổi máy", **due)
    scan = SimpleUploadedFile("don-nong-thi-mai.pdf", b"%PDF-1.7 x", content_type="application/pdf")
    assert "Đã ghi." in act("enter", what="consumer:signed", scan=scan, **said)
    assert "Đã ghi." in act("enter", what="firm:signed", **said)
    assert fresh(dispute).state == State.SETTLED
    printed = client.get(reverse("mediation:agreement", args=[dispute.id])).content.decode()
    assert "không trình bày như văn bản hành chính" in printed
    page = client.get(dispute.get_absolute_url()).content.decode()
    assert "mai.pdf" not in page
    with acting_as(SYSTEM):
        paper = dispute.steps.exclude(sha256="").get()
    got = client.get(reverse("mediation:paper", args=[dispute.id, paper.id]))
    assert b"".join(got.streaming_content) == b"%PDF-1.7 x"
    assert "attachment" in got["Content-Disposition"]
    assert "Đã trả lời người gửi" in act("close", outcome="THANH", text="Hai bên đã ký.")
    assert "Hỏi hai bên: thỏa thuận đã thực hiện chưa" in client.get("/").content.decode()


def test_offer_nothing_of_a_tip_and_nothing_to_a_stranger(world: World) -> None:
    box = opened(world)
    tip, report = sent(box), asked(world, box)
    client = as_officer(world.committee_officer)
    panel = client.get(reverse("mediation:of_report", args=[tip.id])).content.decode()
    assert reverse("mediation:begin", args=[tip.id]) not in panel
    dispute = begun(world, report)
    stranger = as_officer(world.stranger)
    assert stranger.get(dispute.get_absolute_url()).status_code == 404
    assert stranger.post(reverse("mediation:pass_on", args=[dispute.id]), {"text": "x"}).status_code == 404
    assert as_officer(world.auditor).get(reverse("mediation:list")).status_code == 403
    assert fresh(dispute).state == State.PREPARED


def test_list_disputes_and_their_silence_and_say_both_in_figures(world: World) -> None:
    dispute = settled(world)
    client = as_officer(world.committee_officer)
    listed = client.get(reverse("mediation:list")).content.decode()
    assert dispute.number in listed
    assert dispute.number not in client.get(reverse("mediation:list"), {"state": "silent"}).content.decode()
    assert "thỏa thuận đã ký" in client.get(reverse("mediation:list"), {"q": "kỳ lừa"}).content.decode()
    told = client.get(reverse("mediation:figures"), {"export": "csv"}).content.decode()
    lines = [line.split(",") for line in told.splitlines()]
    assert lines[1][:3] == [FIRM_NAME, "1", "1"]
    assert lines[2][0] == "Tất cả"
    assert "Đã chuyển" in client.get(reverse("mediation:figures")).content.decode()


def test_show_a_fault_where_it_stands_and_lose_nothing_typed(world: World) -> None:
    dispute, client = passed(world), as_officer(world.committee_officer)
    given = {"what": "firm:refused", "happened_on": today().isoformat(), "way": "phone"}
    answer = client.post(reverse("mediation:enter", args=[dispute.id]), given)
    assert answer.status_code == 422
    assert "phải nêu lý do cụ thể bằng văn bản" in answer.content.decode()
    assert fresh(dispute).state == State.PASSED
    stepped(world, dispute, FIRM, StepKind.ACCEPTED)
    page = client.get(dispute.get_absolute_url()).content.decode()
    # Nobody has offered anything that could be taken.
    assert "chấp nhận đề nghị" not in page
    assert f'value="{CONSUMER}:offered"' in page
