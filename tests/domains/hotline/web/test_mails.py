"""The pages of e-mails and of what the national consumer line hands on"""

from __future__ import annotations

from uuid import uuid4

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from minhbach.domains.hotline import codes
from minhbach.domains.hotline.models import Mail, Mailbox, MailFile, Transfer
from minhbach.domains.intake import receipts
from minhbach.domains.intake.models import Report
from minhbach.foundation import files as store
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.making import entered, line
from tests.domains.hotline.test_mails import ADDRESS, EICAR, waiting
from tests.domains.hotline.test_transfers import listed
from tests.domains.hotline.web.test_pages import as_officer
from tests.domains.intake.making import opened
from tests.worlds import AT, World


def with_file(mail: Mail, name: str, content: bytes, *marks: str) -> MailFile:
    stored = store.put(content)
    with acting_as(SYSTEM):
        made: MailFile = MailFile.objects.create(
            mail=mail, position=mail.files.count() + 1, name=name, media_type="x", size=stored.size,
            sha256=stored.sha256, marks=list(marks),
        )  # fmt: skip
        return made


@time_machine.travel(AT)
def test_lead_from_a_mail_to_its_receipt(world: World) -> None:
    letterbox, client = opened(world), as_officer(world.committee_officer)
    mail = waiting(world, subject="Kem trộn <b>giả</b>")
    page = client.get(reverse("hotline:mails")).content.decode()
    # Who sent it stands in no list.
    assert ("Kem trộn &lt;b&gt;giả&lt;/b&gt;" in page, ADDRESS in page) == (True, False)
    page = client.get(mail.get_absolute_url()).content.decode()
    assert ADDRESS in page
    assert "Kem trộn <b>" not in page
    enter, press = reverse("hotline:enter_mail", args=[mail.pk]), uuid4()
    told = {"kind": "TIN_BAO", "what": "", "where": "", "letterbox": letterbox.pk, "press": press}
    assert client.post(enter, told).status_code == 422
    page = client.post(enter, {**told, "what": "Kem trộn."}, follow=True).content.decode()
    assert receipts.write_code(codes.code_of(press)) in page
    with acting_as(SYSTEM):
        report = Report.objects.get()
    panel = client.get(reverse("hotline:of_report", args=[report.pk])).content.decode()
    assert mail.get_absolute_url() in panel
    after = client.get(mail.get_absolute_url()).content.decode()
    assert (ADDRESS in after, enter in after, report.number in after) == (False, False, True)
    assert as_officer(world.stranger).get(mail.get_absolute_url()).status_code == 404


@time_machine.travel(AT)
def test_join_a_mail_to_the_report_it_names_and_set_another_aside(world: World) -> None:
    client = as_officer(world.committee_officer)
    report = entered(world, line(world))
    named, other = waiting(world, subject=f"Số {report.number}"), waiting(world, subject="Quảng cáo")
    page = client.get(named.get_absolute_url()).content.decode()
    assert "Ai cũng viết được một con số" in page
    assert client.post(reverse("hotline:join_mail", args=[named.pk]), {"number": "26-1"}).status_code == 422
    joined = client.post(reverse("hotline:join_mail", args=[named.pk]), {"number": report.number})
    assert joined["Location"] == report.get_absolute_url()
    aside = reverse("hotline:set_mail_aside", args=[other.pk])
    assert client.post(aside, {"reason": ""}).status_code == 422
    assert client.post(aside, {"reason": "Quảng cáo."})["Location"] == reverse("hotline:mails")
    page = client.post(reverse("hotline:take_mail_back", args=[other.pk]), follow=True).content.decode()
    assert aside in page


@time_machine.travel(AT)
def test_give_no_file_out_by_a_click_that_could_do_harm(world: World) -> None:
    opened(world)
    mail, client = waiting(world), as_officer(world.committee_officer)
    with_file(mail, "anh.zip", b"PK\x05\x06" + b"\0" * 18, "archive")
    virus = with_file(mail, "thu.com", EICAR, "test_virus")
    page = client.get(mail.get_absolute_url()).content.decode()
    addresses = [reverse("hotline:mail_file", args=[mail.pk, number]) for number in (1, 2)]
    assert [f'href="{address}"' in page for address in addresses] == [True, False]
    assert "là tệp thử của phần mềm diệt vi-rút" in page
    harmless = client.get(addresses[0])
    assert (harmless["Content-Type"], harmless["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert b"".join(harmless.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    refused = client.get(addresses[1])
    assert (refused.status_code, "không mở trực tiếp được" in refused.content.decode()) == (409, True)
    assert EICAR not in refused.content
    out = reverse("hotline:hand_out", args=[mail.pk, 2])
    assert client.get(out).status_code == 405
    given = client.post(out, {"reason": "Giám định."})
    assert (given["Content-Type"], EICAR in given.content) == ("text/plain; charset=utf-8", False)
    assert given["Content-Disposition"] == f'attachment; filename="{virus.sha256[:12]}.base64.txt"'
    assert as_officer(world.stranger).post(out, {"reason": "x"}).status_code == 404


@time_machine.travel(AT)
def test_say_of_a_mailbox_since_when_it_fails_and_what_to_do(world: World) -> None:
    opened(world)
    waiting(world)
    with acting_as(SYSTEM):
        Mailbox.objects.update(failing_since=AT, trouble="refused")
    client = as_officer(world.committee_officer)
    for name in ("mails", "mailboxes"):
        page = client.get(reverse(f"hotline:{name}")).content.decode()
        assert "Máy chủ thư không nhận tài khoản." in page
    assert "09:00" in page


@time_machine.travel(AT)
def test_take_a_list_of_the_consumer_line_in_and_tell_what_is_ours(world: World) -> None:
    letterbox, client = opened(world), as_officer(world.committee_officer)
    take = reverse("hotline:take_transfers")
    assert client.post(take, {"list": "", "letterbox": letterbox.pk}).status_code == 422
    wrong = client.post(take, {"list": "Mã phiếu\tHọ tên\tNội dung\nA\t\tx", "letterbox": letterbox.pk})
    assert (wrong.status_code, "thiếu “Người tiêu dùng”" in wrong.content.decode()) == (422, True)
    file = SimpleUploadedFile("chuyen.csv", listed(local_date(AT)).encode(), "text/csv")
    page = client.post(take, {"list": "", "file": file, "letterbox": letterbox.pk}, follow=True)
    with acting_as(SYSTEM):
        first, second = Transfer.objects.select_related("report").order_by("number")
    assert page.redirect_chain == [(first.get_absolute_url(), 302)]
    text = page.content.decode()
    assert all(number in text for one in (first, second) for number in (one.number, one.report.number))
    again = client.post(take, {"list": listed(local_date(AT)), "letterbox": letterbox.pk}, follow=True)
    assert again.redirect_chain == [(reverse("hotline:transfers"), 302)]
    assert "0 yêu cầu; 2 yêu cầu đã có từ trước" in again.content.decode()
    single = {
        "number": "TD-9", "name": "Lý Thị Tư", "what": "Hàng giả.", "came_on": "20/11/2026",
        "letterbox": letterbox.pk, "phone": "", "address": "", "trader": "", "link": "",
    }  # fmt: skip
    text = client.post(reverse("hotline:enter_transfer"), single, follow=True).content.decode()
    assert "TD-9" in text
    exported = client.get(reverse("hotline:transfers"), {"export": "csv"})
    assert exported.status_code == 200
