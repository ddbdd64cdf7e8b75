"""The pages of inspection plans"""

from __future__ import annotations

from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.inspections.models import Overlap, Plan
from minhbach.domains.inspections.types import OverlapState, PlanState
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.inspections.test_plans import MAY, merchant, set_term, shared
from tests.worlds import AT, World, officer_in

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@time_machine.travel(AT, tick=False)
def test_lead_from_an_empty_list_to_an_approved_plan(world: World) -> None:
    subject = merchant(world, world.inspector)
    # Out of the inspector's reach: of it he reads the unit and no more.
    shared(world, world.outsider, subject, period=MAY, read_by=Sharing.AGENCY)
    client, head = as_officer(world.inspector), as_officer(world.team_head)
    assert "Kế hoạch định kỳ, chuyên đề của đơn vị" in words_of(client.get(reverse("inspections:list")))
    draft = {"title": "Kế hoạch năm 2027", "kind": "periodic", "starts_on": "01/01/2027", "ends_on": "31/12/2027"}
    assert client.post(reverse("inspections:draw_up"), draft).status_code == 422
    page = client.post(reverse("inspections:draw_up"), {**draft, "read_by": "network"}, follow=True)
    with acting_as(SYSTEM):
        plan: Plan = Plan.unscoped.get(owner_agency=world.team)
    assert page.redirect_chain == [(plan.get_absolute_url(), 302)]

    add = reverse("inspections:add_item", args=[plan.id])
    assert "Trưởng đoàn" in words_of(client.get(f"{add}?subject={subject.id}"))
    found = words_of(client.get(reverse("inspections:pick_subject"), {"q": "mây núi"}))
    assert f'value="{subject.id}"' in found
    item = {
        "subject": subject.id, "starts_on": "01/03/2027", "ends_on": "31/03/2027", "grounds": "Rà soát theo ngành hàng",
        "unit": world.team.id, "leader": world.inspection_leader.id,
    }  # fmt: skip
    page = words_of(client.post(add, item, follow=True))
    assert f"{world.other_team.name} cũng dự kiến kiểm tra đối tượng này." in page
    assert "04/05/2027" not in page
    assert "Bảng pháp luật chưa có giới hạn số lần kiểm tra" in page

    share = reverse("inspections:share", args=[plan.id])
    assert "Cơ quan chưa đặt thời hạn cho ý kiến" in words_of(client.get(share))
    client.post(share)
    approve = reverse("inspections:approve", args=[plan.id])
    assert client.get(approve).status_code == 403
    asked = head.post(approve)
    assert asked.status_code == 422
    code = asked.context["form"].to_confirm
    assert len(code) == 1
    assert "Đã duyệt kế hoạch." in words_of(head.post(approve, {"confirmed": code}, follow=True))
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED
    assert "Kế hoạch năm 2027" in words_of(client.get(reverse("inspections:of_subject", args=[subject.id])))
    assert "đã duyệt" in words_of(as_officer(world.outsider).get(plan.get_absolute_url()))


@time_machine.travel(AT, tick=False)
def test_lead_from_the_term_through_an_objection_to_its_end(world: World) -> None:
    term = reverse("inspections:set_term")
    said = {"agency": world.branch.id, "working_days": "5", "valid_from": "20/11/2026"}
    assert "Đã ghi thời hạn." in words_of(as_officer(world.head).post(term, said, follow=True))
    assert as_officer(world.inspector).get(term).status_code == 403
    with acting_as(SYSTEM):
        other_head = officer_in(world.other_team, Role.HEAD, "Lành Thị Hoa", "Đội trưởng", username="x.head")
    subject = merchant(world, world.inspector)
    shared(world, world.outsider, subject, period=MAY)
    shared(world, world.inspector, subject)
    with acting_as(SYSTEM):
        overlap: Overlap = Overlap.unscoped.get()
    asked, planner = as_officer(other_head), as_officer(world.inspector)
    assert "Trả lời về kế hoạch trùng đối tượng" in words_of(asked.get(reverse("office:today")))
    page = words_of(asked.get(overlap.get_absolute_url()))
    assert "Phản đối" in page
    assert "Công ty Mây Núi" in page
    address = {what: reverse(f"inspections:{what}", args=[overlap.id]) for what in ("object", "say", "withdraw")}
    assert planner.get(address["object"]).status_code == 403
    asked.post(address["object"], {"words": "Đoàn đã hẹn"})
    planner.post(address["say"], {"words": "Xin đi cùng"})
    assert "Đoàn đã hẹn" in words_of(planner.get(overlap.get_absolute_url()))
    asked.post(address["withdraw"], {"words": ""})
    overlap.refresh_from_db()
    assert overlap.state == OverlapState.WITHDRAWN
    listed = words_of(asked.get(reverse("inspections:overlaps")))
    assert "Đến nay 1 chỗ trùng" in listed
    assert "đã rút phản đối" in listed
    rule = reverse("inspections:rule", args=[overlap.id])
    assert as_officer(world.head).post(rule, {"goes_ahead": "yes", "words": "x", "paper": ""}).status_code == 422


@time_machine.travel(AT, tick=False)
def test_offer_an_auditor_nothing_to_do(world: World) -> None:
    client = as_officer(world.auditor)
    assert reverse("inspections:draw_up") not in words_of(client.get(reverse("inspections:list")))
    assert client.get(reverse("inspections:draw_up")).status_code == 403


def test_a_change_is_written_down_with_its_reason(world: World) -> None:
    set_term(world)
    plan = shared(world, world.inspector, merchant(world, world.inspector))
    client = as_officer(world.inspector)
    client.post(reverse("inspections:reopen", args=[plan.id]), {"words": "Bổ sung theo tin báo"})
    with acting_as(SYSTEM):
        [item] = plan.items.all()
    client.post(reverse("inspections:drop_item", args=[plan.id, item.id]), {"words": "Đã ngừng bán"})
    client.post(reverse("inspections:drop", args=[plan.id]), {"words": "Không làm nữa"})
    page = words_of(client.get(plan.get_absolute_url()))
    for told in ("Bổ sung theo tin báo", "Đã ngừng bán", "Không làm nữa", "đã hủy"):
        assert told in page
