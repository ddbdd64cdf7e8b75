"""The case of a unit that draws its papers in another system: its page offers none, and says where the number goes"""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import Step
from minhbach.domains.documents.services import set_number_source
from minhbach.domains.documents.types import NumberFrom
from tests.domains.cases.world import World, _post, as_officer, at, case_at, on

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def elsewhere(world: World) -> Any:
    keeper = _post("quan", "Đinh Văn Quản", world.department, Role.ADMINISTRATOR, "Quản trị")
    with as_officer(keeper, at(1)) as officer:
        set_number_source(
            agency=world.team, kind="", source=NumberFrom.DRAWN, valid_from=on(0), officer=officer, at=at(1)
        )
    with time_machine.travel(at(5), tick=False):
        yield


def page_of(post: Post, address: str) -> str:
    client = Client()
    client.force_login(post.officer, backend=BACKEND)
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_paper_of_the_step_is_not_offered_and_its_number_comes_from_there(world: World) -> None:
    case = case_at(world, "proposed")
    address = reverse("cases:case", args=[case.pk])
    shown = page_of(world.inspector, address)
    assert "Dự thảo quyết định kiểm tra" not in shown
    assert "lập và lấy số trong INS; văn thư hoặc thủ trưởng ghi số, ngày vào vụ việc" in shown
    client = Client()
    client.force_login(world.inspector.officer, backend=BACKEND)
    drafting = reverse("cases:draft_paper", args=[case.pk, "inspection_order"])
    assert "không soạn ở đây" in client.post(drafting, follow=True).content.decode()
    assert not client.get(reverse("cases:papers", args=[case.pk])).context["printable"]
    # Whoever keeps the papers writes the number down that INS gave.
    clerk = _post("vanthu", "Hà Thị Thư", world.team, Role.RECORDS_CLERK, "Văn thư")
    assert "Nhập quyết định kiểm tra" in page_of(clerk, address)
    client.force_login(clerk.officer, backend=BACKEND)
    entered = {
        "paper_number": "20010001/QĐ-KT", "paper_dated": "04/11/2026", "paper_signer": "Vi Văn An",
        "paper_signer_title": "Chi cục trưởng",
    }  # fmt: skip
    client.post(reverse("cases:act", args=[case.pk, "nhap-quyet-dinh-kiem-tra"]), entered)
    with as_officer(world.inspector, at(5)):
        state = case_state(case)
    assert (state.step, state.ordered and state.ordered.fact.paper.number) == (Step.INSPECTION, "20010001/QĐ-KT")


def test_an_act_is_done_without_the_paper_that_mostly_follows(world: World) -> None:
    case = case_at(world, "verified")
    shown = page_of(world.inspector, reverse("cases:case", args=[case.pk]))
    assert "Đề xuất kiểm tra" in shown
    assert "và dự thảo" not in shown
