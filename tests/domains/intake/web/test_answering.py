"""The pages of answers"""

from __future__ import annotations

import re

from django.urls import reverse

from minhbach.domains.intake import services
from minhbach.domains.intake.models import Template
from minhbach.foundation.clock import now
from tests.domains.intake.making import opened, sent
from tests.domains.intake.web.test_pages import as_officer
from tests.worlds import World


def test_keep_a_text_and_fill_an_answer_in_with_it(world: World) -> None:
    report, client = sent(opened(world), kind="KIEN_NGHI_PHAN_ANH"), as_officer(world.committee_officer)
    form = {"name": "Đã nhận", "kind": "", "stage": "received", "text": "Đơn số {số}, {tên}."}
    refused = client.post(reverse("intake:keep_template"), form).content.decode()
    assert "Không có chỗ điền nào tên {tên}." in refused
    page = client.post(reverse("intake:keep_template"), {**form, "text": "Đơn số {số}."}, follow=True)
    assert "Đơn số {số}." in page.content.decode()
    assert f"Đơn số {now():%y}-01234567." in page.content.decode()
    template = Template.objects.get()
    assert "Đã nhận" in client.get(reverse("intake:templates")).content.decode()

    shown = client.get(report.get_absolute_url()).content.decode()
    address = reverse("intake:fill", args=[report.pk, template.series])
    assert f'formaction="{address}" accesskey="1"' in shown
    assert "Luật muốn trong trả lời loại này" in shown
    assert "thông báo bằng văn bản" in shown
    filled = client.post(address, {"text": "Kính gửi ông, bà."}).content.decode()
    assert f"Kính gửi ông, bà.\n\nĐơn số {report.number}.</textarea>" in filled

    changed = reverse("intake:change_template", args=[template.series])
    assert "Đã có bản mới" in client.post(changed, {**form, "text": "Lời mới"}, follow=True).content.decode()
    away = reverse("intake:put_away_template", args=[template.series])
    assert "Đã cất mẫu" in client.post(away, follow=True).content.decode()
    assert "formaction" not in client.get(report.get_absolute_url()).content.decode()


def test_two_officers_who_answer_at_once_do_not_write_past_each_other(world: World) -> None:
    report, client = sent(opened(world)), as_officer(world.committee_officer)
    shown = client.get(report.get_absolute_url()).content.decode()
    seen = carried(shown)
    with world.acting(world.committee_officer):
        services.answer(officer=world.committee_officer, at=now(), report=report, text="Đã kiểm tra.")
    address = reverse("intake:answer", args=[report.pk])
    answer = client.post(address, {"text": "Chưa kiểm tra.", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{world.committee_officer.full_name} vừa trả lời người gửi" in page
    assert "Chưa kiểm tra.</textarea>" in page
    assert carried(page) != seen
    again = client.post(address, {"text": "Chưa kiểm tra.", "seen": carried(page)}, follow=True)
    assert "Đã trả lời người gửi." in again.content.decode()


def carried(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1]
