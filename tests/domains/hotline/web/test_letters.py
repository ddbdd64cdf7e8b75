"""The pages of letters, boxes and receptions"""

from __future__ import annotations

from uuid import uuid4

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from minhbach.domains.hotline import codes
from minhbach.domains.hotline.models import Box
from minhbach.domains.intake import receipts
from minhbach.domains.intake.models import Report
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.test_letters import PAPER
from tests.domains.hotline.web.test_pages import as_officer
from tests.domains.intake.making import opened
from tests.worlds import AT, World


@time_machine.travel(AT)
def test_lead_from_a_box_over_its_opening_to_a_letter_and_its_scan(world: World) -> None:
    letterbox, client, other = opened(world), as_officer(world.committee_officer), as_officer(world.records_clerk)
    keys = {"first_key": world.committee_officer.pk, "second_key": world.records_clerk.pk}
    put_up = {"name": "Hòm thư chợ", "spot": "Cổng chợ", "letterbox": letterbox.pk, **keys}
    same_hand = {**put_up, "second_key": world.committee_officer.pk}
    assert client.post(reverse("hotline:put_up_box"), same_hand).status_code == 422
    assert client.post(reverse("hotline:put_up_box"), put_up).status_code == 302
    with acting_as(SYSTEM):
        box = Box.objects.get()
    client.post(reverse("hotline:write_opening", args=[box.pk]), {"letters": 1})
    sign = reverse("hotline:sign_opening", args=[box.pk])
    assert sign not in client.get(box.get_absolute_url()).content.decode()
    assert sign in other.get(box.get_absolute_url()).content.decode()
    other.post(sign)
    enter, press = reverse("hotline:enter_from_box", args=[box.pk]), uuid4()
    assert enter in other.get(box.get_absolute_url()).content.decode()
    told = {
        "kind": "TIN_BAO", "what": "Thư tố hàng giả.", "where": "", "came_on": f"{AT:%d/%m/%Y}",
        "letterbox": letterbox.pk, "press": press, "scans": SimpleUploadedFile("thu.pdf", PAPER, "application/pdf"),
    }  # fmt: skip
    page = other.post(enter, told, follow=True)
    assert receipts.write_code(codes.code_of(press)) in page.content.decode()
    with acting_as(SYSTEM):
        report = Report.objects.get()
    panel = other.get(reverse("hotline:of_report", args=[report.pk])).content.decode()
    assert "Hòm thư chợ" in panel
    scan = other.get(reverse("hotline:scan", args=[report.pk, 1]))
    assert b"".join(scan.streaming_content) == PAPER  # type: ignore[attr-defined]
    assert (scan["Content-Disposition"], scan["Content-Security-Policy"]) == (
        'attachment; filename="thu.pdf"', "default-src 'none'; sandbox",
    )  # fmt: skip
    assert as_officer(world.stranger).get(reverse("hotline:scan", args=[report.pk, 1])).status_code == 404


@time_machine.travel(AT)
def test_write_a_reception_down(world: World) -> None:
    letterbox, client = opened(world), as_officer(world.committee_officer)
    visit = {
        "what": "Hỏi về tem.", "end": "told", "kind": "TIN_BAO", "told": "", "people": 1, "came_at": "08:30 20/11/2026",
        "letterbox": letterbox.pk,
    }  # fmt: skip
    assert client.post(reverse("hotline:enter_visit"), visit).status_code == 422
    page = client.post(reverse("hotline:enter_visit"), {**visit, "told": "Đã chỉ."}, follow=True)
    assert page.redirect_chain[0][0] == reverse("hotline:visits")
    assert "Hỏi về tem." in page.content.decode()
    taken = client.post(reverse("hotline:enter_visit"), {**visit, "end": "taken", "press": uuid4()}, follow=True)
    assert "receipt-code" in taken.content.decode()
