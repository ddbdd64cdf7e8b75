"""The pages of the desk"""

from __future__ import annotations

from uuid import uuid4

import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline import codes
from minhbach.domains.hotline.models import Call, Stint
from minhbach.domains.intake import receipts
from minhbach.domains.intake.models import Report
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.making import entered, line, missed
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TOLD = {"kind": "TIN_BAO", "what": "Bán rượu không tem.", "where": "Chợ Đông Kinh"}


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


@time_machine.travel(AT)
def test_take_a_call_in_three_fields_and_read_its_receipt_out(world: World) -> None:
    at_line, client, press = line(world), as_officer(world.committee_officer), uuid4()
    desk = reverse("hotline:desk")
    assert 'name="what"' in client.get(desk).content.decode()
    assert client.post(desk, {**TOLD, "what": "", "line": at_line.pk, "press": press}).status_code == 422
    page = client.post(desk, {**TOLD, "line": at_line.pk, "press": press}, follow=True)
    address = reverse("hotline:told", args=[press])
    assert page.redirect_chain == [(address, 302)]
    code = receipts.write_code(codes.code_of(press))
    assert code in page.content.decode()
    # Sent again by a phone that lost the answer: the same report, the same receipt.
    again = client.post(desk, {**TOLD, "line": at_line.pk, "press": press}, follow=True)
    assert code in again.content.decode()
    with acting_as(SYSTEM):
        assert (Report.objects.count(), Call.objects.count()) == (1, 1)
    # Nobody else reads it out, not even a colleague who knows the address; nor a press that made no report.
    assert as_officer(world.committee_head).get(address).status_code == 404
    assert client.get(reverse("hotline:told", args=[uuid4()])).status_code == 404


@time_machine.travel(AT)
def test_show_who_waits_and_ask_again_without_a_word_in_the_log(world: World) -> None:
    at_line, client = line(world), as_officer(world.committee_officer)
    call = missed(world, at_line)
    page = client.get(reverse("hotline:desk")).content.decode()
    assert "••••345" in page
    assert f"{reverse('hotline:desk')}?call={call.pk}" in page
    sign = page.split("sign=")[1].split('"')[0]
    looks = AuditEntry.objects.count()
    same = client.get(f"{reverse('hotline:waiting')}?sign={sign}", headers={"HX-Request": "true"})
    assert (same.status_code, AuditEntry.objects.count()) == (204, looks)
    missed(world, at_line)
    changed = client.get(f"{reverse('hotline:waiting')}?sign={sign}", headers={"HX-Request": "true"})
    assert changed.content.decode().count("?call=") == 2


@time_machine.travel(AT)
def test_lead_from_a_missed_call_over_its_number_to_a_report(world: World) -> None:
    client = as_officer(world.committee_officer)
    at_line = line(world)
    noted = {"line": at_line.pk, "number": "0912 000 345", "came_at_0": "20/11/2026", "came_at_1": "08:30",
             "came_at": "08:30 20/11/2026"}  # fmt: skip
    assert client.post(reverse("hotline:note_missed"), noted).status_code == 302
    with acting_as(SYSTEM):
        call = Call.objects.get()
    assert "0912000345" not in client.get(call.get_absolute_url()).content.decode()
    page = client.post(reverse("hotline:take_on", args=[call.pk]), follow=True)
    assert "tel:0912000345" in page.content.decode()
    assert "tel:" not in as_officer(world.committee_head).get(call.get_absolute_url()).content.decode()
    assert client.post(reverse("hotline:try_back", args=[call.pk]), {"result": ""}).status_code == 422
    client.post(reverse("hotline:try_back", args=[call.pk]), {"result": "no_answer"})
    client.post(reverse("hotline:desk"), {**TOLD, "line": at_line.pk, "call": call.pk, "press": uuid4()})
    page_text = client.get(call.get_absolute_url()).content.decode()
    assert "đã gọi lại" in page_text
    assert "0912000345" not in page_text


@time_machine.travel(AT)
def test_take_over_hand_over_and_tell_the_head(world: World) -> None:
    at_line, client, head = line(world), as_officer(world.committee_officer), as_officer(world.committee_head)
    client.post(reverse("hotline:take_over", args=[at_line.pk]))
    report = entered(world, at_line)
    client.post(reverse("hotline:hand_over", args=[at_line.pk]), {"note": "Nhớ gọi lại."})
    page = head.get(at_line.get_absolute_url()).content.decode()
    assert report.number in page
    assert "Nhớ gọi lại." in page
    head.post(reverse("hotline:take_over", args=[at_line.pk]))
    assert Stint.objects.get(ended_at__isnull=True).officer == world.committee_head
    panel = reverse("hotline:of_report", args=[report.pk])
    assert panel in client.get(report.get_absolute_url()).content.decode()
    client.post(reverse("hotline:raise_to_head", args=[report.pk]))
    assert "Bút phê tin, đơn" in head.get(reverse("office:today")).content.decode()
    assert reverse("hotline:give_instruction", args=[report.pk]) in head.get(panel).content.decode()
    assert reverse("hotline:give_instruction", args=[report.pk]) not in client.get(panel).content.decode()
    head.post(reverse("hotline:give_instruction", args=[report.pk]), {"text": "Kiểm tra ngay."})
    assert "Bút phê: Kiểm tra ngay." in client.get(report.get_absolute_url()).content.decode()


@time_machine.travel(AT)
def test_give_figures_as_a_page_and_as_csv(world: World) -> None:
    client = as_officer(world.committee_officer)
    entered(world, line(world, name="=1+1"))
    address = reverse("hotline:figures")
    assert "=1+1" in client.get(address).content.decode()
    given = client.get(f"{address}?first=20/11/2026&last=20/11/2026&export=csv").content.decode("utf-8-sig")
    assert given.splitlines()[1].split(",")[:1] == ["'=1+1"]
    assert client.get(f"{address}?first=x&last=y").status_code == 200
    assert as_officer(world.auditor).get(address).status_code == 403
