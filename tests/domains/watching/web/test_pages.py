"""The pages of watch lists and of what patrols found"""

from __future__ import annotations

from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.watching import services
from minhbach.domains.watching.models import Alert, WatchEntry, WatchList
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.watching.test_services import PHONE, carrier
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@time_machine.travel(AT, tick=False)
def test_lead_from_an_empty_list_to_a_settled_alert(world: World) -> None:
    client = as_officer(world.inspector)
    assert "người giữ danh sách được báo một lần" in words_of(client.get(reverse("watching:list")))
    said = {"title": "Thuốc lá ngoại", "reason": "Theo tin báo", "sharing": "force"}
    client.post(reverse("watching:open"), said)
    with acting_as(SYSTEM):
        watch_list: WatchList = WatchList.unscoped.get()
    subject = carrier(world, world.police_officer)
    add = reverse("watching:add", args=[watch_list.id])
    assert client.post(add, {"kind": "identifier:phone", "value": "09010"}).status_code == 422
    client.post(add, {"kind": "identifier:phone", "value": PHONE})
    lines = reverse("watching:add_lines", args=[watch_list.id])
    assert client.post(lines, {"kind": "identifier:tax_code", "lines": "1\n2"}).status_code == 422
    assert "Đã thêm 2 mục." in words_of(
        client.post(lines, {"kind": "goods", "lines": "rượu ngoại\npháo nổ"}, follow=True)
    )
    pick = reverse("watching:pick_subject")
    assert f'value="{subject.id}"' in words_of(client.get(pick, {"q": "hà văn kín"}))
    client.post(reverse("watching:add_subject", args=[watch_list.id]), {"subject": subject.id})
    page = words_of(client.get(watch_list.get_absolute_url()))
    for shown in (PHONE, "rượu ngoại", "Hà Văn Kín", "Theo tin báo"):
        assert shown in page
    with acting_as(SYSTEM):
        entry = WatchEntry.objects.get(key="phao no")
    client.post(reverse("watching:end_entry", args=[watch_list.id, entry.id]))
    assert "pháo nổ" not in words_of(client.get(watch_list.get_absolute_url()))

    services.meet_register(at=AT)
    assert "Danh sách theo dõi gặp tổ chức, cá nhân" in words_of(client.get(reverse("office:today")))
    with acting_as(SYSTEM):
        alert: Alert = Alert.unscoped.get()
    page = words_of(client.get(alert.get_absolute_url()))
    assert reverse("subjects:subject", args=[subject.id]) in page
    assert as_officer(world.inspection_leader).get(alert.get_absolute_url()).status_code == 404
    client.post(reverse("watching:settle", args=[alert.id]), {"note": "Đã chuyển"})
    assert "đã xử lý" in words_of(client.get(reverse("watching:alerts")))
    client.post(reverse("watching:close", args=[watch_list.id]))
    assert add not in words_of(client.get(watch_list.get_absolute_url()))


@time_machine.travel(AT, tick=False)
def test_lead_from_a_patrol_to_its_page(world: World) -> None:
    client = as_officer(world.inspector)
    assert "Kế hoạch tuần tra không lưu trong hệ thống" in words_of(client.get(reverse("watching:patrols")))
    said = {"on": "19/11/2026", "stretch": "Mốc 1088 – 1090", "found": "Bắt giữ 3 bao hàng", "value_vnd": "12 triệu"}
    record = reverse("watching:record_patrol")
    assert client.post(record, {**said, "on": "21/11/2026"}).status_code == 422
    page = words_of(client.post(record, said, follow=True))
    assert "Bắt giữ 3 bao hàng" in page
    assert "12.000.000" in page
    assert "Mốc 1088 – 1090" in words_of(as_officer(world.head).get(reverse("watching:patrols")))


@time_machine.travel(AT, tick=False)
def test_offer_an_auditor_nothing_to_do(world: World) -> None:
    client = as_officer(world.auditor)
    assert reverse("watching:open") not in words_of(client.get(reverse("watching:list")))
    for page in ("open", "record_patrol"):
        assert client.get(reverse(f"watching:{page}")).status_code == 403
