"""The pages of an area, as its keeper walks them at seven in the morning"""

from __future__ import annotations

from typing import Any

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.areas.models import Keeping, Plan, Source
from minhbach.domains.areas.types import PlanState
from minhbach.domains.subjects.models import Subject
from tests.domains.areas.test_keepings import kept, merchant
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def read(client: Client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def send(client: Client, url: str, **given: Any) -> str:
    """Send a form, first with nothing: what it needs is said, and nothing is kept."""
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, given, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


@time_machine.travel(AT)
def test_a_merchant_from_the_record_to_the_list_and_the_look(world: World) -> None:
    subject = merchant(world)
    client = as_officer(world.inspector)
    panel = read(client, reverse("areas:of_subject", args=[subject.id]))
    add = reverse("areas:add", args=[subject.id])
    assert add in panel
    page = send(client, add, group="tourist_street", place=world.commune.pk, goods="Túi xách", brands="Sao Mây")
    one = Keeping.unscoped.get()
    assert "cửa hàng tuyến phố, điểm du lịch" in page
    assert "chưa xem" in read(client, reverse("areas:list") + "?due=never")
    visit = reverse("areas:visit", args=[subject.id])
    page = send(client, visit, made_on="19/11/2026", met="Chủ hộ", seen="Có 20 túi không hóa đơn")
    assert "Có 20 túi không hóa đơn" in page
    assert "Xem lại trước 17/02/2027" in page
    page = send(
        client, reverse("areas:add_licence", args=[subject.id]), kind="alcohol", number="12/GP-KT", last_day="1/12/2026"
    )
    assert "12/GP-KT" in read(client, one.get_absolute_url())
    assert "sắp hết hạn" in read(client, reverse("areas:licences") + "?term=soon")
    assert client.get(reverse("areas:list") + "?export=xlsx").status_code == 200
    assert "Túi xách" in read(client, reverse("areas:list") + "?print=1")
    page = send(client, reverse("areas:change", args=[one.id]), group="retail", goods="Ví da")
    assert "Ví da" in page
    send(client, reverse("areas:end", args=[one.id]), reason="closed")
    assert "Hộ kinh doanh Vàng Thị Sen" not in read(client, reverse("areas:list") + "?all=1")
    assert reverse("areas:add", args=[subject.id]) not in read(
        as_officer(world.auditor), reverse("areas:of_subject", args=[subject.id])
    )


@time_machine.travel(AT)
def test_three_hundred_rows_cost_no_more_questions_than_three(world: World) -> None:
    for number in range(3):
        kept(world, merchant(world, f"Hộ {number}"))
    client = as_officer(world.inspector)
    read(client, reverse("areas:list") + "?all=1")

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            read(client, reverse("areas:list") + "?all=1")
        return len(questions)

    few = asked()
    for number in range(12):
        kept(world, merchant(world, f"Hộ nữa {number}"))
    assert asked() == few


@time_machine.travel(AT)
def test_many_are_put_on_the_list_by_ticking_them(world: World) -> None:
    all_of_them = [merchant(world, f"Hộ Mây {number}") for number in range(4)]
    kept(world, all_of_them[0])
    client = as_officer(world.inspector)
    url = reverse("areas:add_many")
    assert "Hộ Mây" not in read(client, url)
    here = f"{url}?xa={world.commune.pk}"
    page = read(client, here)
    assert [f"Hộ Mây {number}" in page for number in range(4)] == [False, True, True, True]
    assert "Hộ Mây 2" not in read(client, here + "&q=Mây 3")
    ticked = [str(one.pk) for one in all_of_them[1:3]]
    page = send(client, here, group="retail", subjects=ticked)
    assert "Đã đưa 2 cơ sở vào danh sách." in page
    assert "cửa hàng bán lẻ khác" in page
    # One who is there already, sent from an old page, is refused as one who is not offered.
    assert client.post(here, {"group": "retail", "subjects": ticked}).status_code == 422
    assert Keeping.unscoped.count() == 3


@time_machine.travel(AT)
def test_a_plan_is_carried_out_by_who_and_closed_by_the_head(world: World) -> None:
    subject: Subject = merchant(world)
    keeper, head = as_officer(world.inspector), as_officer(world.team_head)
    send(keeper, reverse("areas:open_plan", args=[subject.id]), ground="other", about="Bán lại sau khi bị nhắc nhở")
    plan = Plan.unscoped.get()
    measure = {"what": "Kiểm tra đột xuất", "assignee": str(world.inspection_leader.pk), "due_on": "30/11/2026"}
    assert "Kiểm tra đột xuất" in send(keeper, reverse("areas:set_measure", args=[plan.id]), **measure)
    assert "Lý Minh Tuấn" in read(keeper, plan.get_absolute_url())
    assert plan.get_absolute_url() in read(as_officer(world.inspection_leader), reverse("office:today"))
    close = reverse("areas:close_plan", args=[plan.id])
    assert keeper.get(close).status_code == 403
    refused = head.post(close, {"end": "stopped", "result": "Đã nghỉ bán"})
    assert (refused.status_code, "Còn 1 biện pháp" in refused.content.decode()) == (422, True)
    done = reverse("areas:finish_measure", args=[plan.measures.get().id])
    assert "Đã lập biên bản" in send(as_officer(world.inspection_leader), done, result="Đã lập biên bản")
    assert "đang thu hẹp" in send(keeper, reverse("areas:note_plan", args=[plan.id]), words="Hộ đang thu hẹp")
    assert "đối tượng đã chấm dứt vi phạm" in send(head, close, end="stopped", result="Đã nghỉ bán")
    plan.refresh_from_db()
    assert (plan.state, plan.closed_by, plan.due_on) == (PlanState.CLOSED, world.team_head, None)


@time_machine.travel(AT)
def test_a_seller_nobody_has_identified_is_looked_for_step_by_step(world: World) -> None:
    with world.acting(world.inspector):
        from minhbach.domains.subjects import services as subjects

        subject = subjects.register_subject(
            officer=world.inspector, at=AT, kind="unknown", name="Shop Mây Trắng", place=world.commune
        )
    client = as_officer(world.inspector)
    listed = reverse("areas:unknown")
    assert "Shop Mây Trắng" in read(client, listed + "?looking=nobody")
    step = {"assignee": str(world.inspector.pk), "next_step": "Hỏi đơn vị vận chuyển", "next_on": "20/11/2026"}
    send(client, reverse("areas:pursue", args=[subject.id]), found="Sàn chưa trả lời", **step)
    assert "Hỏi đơn vị vận chuyển" in read(client, listed + "?looking=mine")
    panel = read(client, reverse("areas:of_subject", args=[subject.id]))
    assert "Sàn chưa trả lời" in panel
    assert "Hỏi đơn vị vận chuyển" in read(client, reverse("office:today"))
    with world.acting(world.inspector):
        subjects.change_subject(officer=world.inspector, at=AT, subject=subject, kind="individual", place=world.commune)
    assert "Shop Mây Trắng" not in read(client, listed + "?all=1")
    assert "Hỏi đơn vị vận chuyển" not in read(client, reverse("office:today"))


@time_machine.travel(AT)
def test_an_informant_is_known_to_one_officer_alone(world: World) -> None:
    client = as_officer(world.inspector)
    taken = client.post(reverse("areas:open_source"), {"alias": "0912345678"})
    assert (taken.status_code, Source.unscoped.count()) == (422, 0)
    page = send(client, reverse("areas:open_source"), alias="Cây Đa")
    assert "Cây Đa" in page
    with world.acting(world.inspector):
        source = Source.objects.get()
    send(client, reverse("areas:note_source", args=[source.id]), words="Xe tải về kho lúc 3 giờ sáng")
    assert "3 giờ sáng" in read(client, source.get_absolute_url())
    for who in (world.team_head, world.inspection_leader, world.head, world.auditor, world.administrator):
        other = as_officer(who)
        assert other.get(source.get_absolute_url()).status_code == 404
        assert str(source.id) not in read(other, reverse("office:search") + "?q=Cây Đa")
        assert "Cây Đa" not in other.get(reverse("areas:sources")).content.decode()
    # Not by its own officer either: a screen with a search on it is seen by who stands beside it.
    for text in ("Cây Đa", "kho lúc"):
        assert str(source.id) not in read(client, f"{reverse('office:search')}?q={text}")
    log = read(as_officer(world.auditor), reverse("office:audit") + "?all=1")
    assert "ghi tin của một cơ sở tin báo" in log
    assert "Cây Đa" not in log
    client.post(reverse("areas:end_source", args=[source.id]))
    assert client.post(reverse("areas:note_source", args=[source.id]), {"words": "x"}).status_code == 422


@time_machine.travel(AT)
def test_points_and_keepers_are_written_and_read(world: World) -> None:
    client, head = as_officer(world.inspector), as_officer(world.team_head)
    point = {"kind": "crossing", "name": "Lối mở Khe Vắng", "place": world.commune.pk, "sharing": "area"}
    page = send(client, reverse("areas:add_point"), note="Có vết xe", **point)
    assert "Có vết xe" in page
    assert "Khe Vắng" in read(as_officer(world.commune_officer), reverse("areas:points") + "?q=Khe")
    page = send(head, reverse("areas:assign"), place=world.commune.pk, keeper=str(world.inspector.pk))
    assert "Hoàng Văn Kiên" in page
