"""A clerk hands over, the other agency takes, gives back, answers; the levels above see what is late"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.cases.models import Case
from minhbach.domains.intake import services
from minhbach.domains.intake.competence import matters, propose
from minhbach.domains.intake.models import Handover, Report
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import STORY, opened, sent
from tests.domains.intake.web.test_pages import as_officer, fresh
from tests.worlds import World


def post(client: Client, name: str, *ids: Any, **given: Any) -> str:
    return str(client.post(reverse(f"intake:{name}", args=ids), given, follow=True).content.decode())


def test_lead_from_the_proposal_to_the_other_agency_and_back(world: World) -> None:
    report = sent(opened(world), where="Phường Kỳ Lừa, Lạng Sơn")
    clerk, customs = as_officer(world.committee_officer), as_officer(world.customs_officer)
    page = clerk.get(reverse("intake:hand_over", args=[report.id])).content.decode()
    assert f"Hàng giả, hàng nhập lậu, gian lận bán trong nước → {world.branch.name} (" in page
    assert "Phường Kỳ Lừa" in page
    # What the proposal rests on is the reason, unless one is written.
    assert "chờ nơi ấy xác nhận" in post(clerk, "hand_over", report.id, matter="trong_nuoc", receiver="", reason="")
    with acting_as(SYSTEM):
        first = Handover.objects.select_related("receiver").get()
    assert first.receiver == world.branch
    assert "Điều 88" in first.reason
    assert "Đã rút lại." in post(clerk, "withdraw", first.id)
    answer = clerk.post(reverse("intake:hand_over", args=[report.id]), {"matter": "", "receiver": "", "reason": "x"})
    assert answer.status_code == 422
    assert "Hãy chọn một đề xuất" in answer.content.decode()
    post(clerk, "hand_over", report.id, matter="trong_nuoc", receiver=world.customs.pk, reason="Hàng qua cửa khẩu")
    with acting_as(SYSTEM):
        made = Handover.objects.get(state="sent")
    assert report.number in customs.get("/").content.decode()
    assert report.number in customs.get(reverse("intake:handovers"), {"way": "in"}).content.decode()
    page = customs.get(made.get_absolute_url()).content.decode()
    assert "Tiếp nhận" in page
    assert STORY not in page
    assert STORY in customs.get(report.get_absolute_url()).content.decode()
    assert "từ nay cơ quan bạn xử lý" in post(customs, "take", made.id)
    assert "Đã trả lại nơi chuyển." in post(customs, "give_back", made.id, why="Hàng trong nước")
    page = clerk.get(report.get_absolute_url()).content.decode()
    assert "Hàng trong nước" in page
    assert (fresh(report).owner_agency_id, report.stage) == (world.committee.pk, "in_hand")


def test_every_matter_rests_on_rows_in_force_and_says_which(world: World) -> None:
    law, on = open_law(), local_date(now())
    for code, matter in matters().items():
        proposal = propose(code, place=world.commune, on=on, law=law)
        assert proposal is not None, code
        assert [one.row_id for one in proposal.cited] == list(matter.law or (matter.clock,))
        assert bool(matter.force) != bool(matter.pattern)
    rows = {row.citation.row_id: row for row in law.book.competence}
    assert {rows[row].force for one in matters().values() if one.force for row in one.law} == {
        "QLTT", "HAI_QUAN", "BIEN_PHONG", "CANH_SAT_BIEN",
    }  # fmt: skip
    assert all(rows[row].force == one.force for one in matters().values() if one.force for row in one.law)


def test_the_list_of_what_is_late_shows_the_level_above_a_secret_report_without_a_door(world: World) -> None:
    box = opened(world)
    tip, secret = sent(box), sent(box, is_named=True)
    with acting_as(SYSTEM):
        Report.objects.filter(pk=secret.pk).update(kind="TO_CAO")
        Report.objects.filter(pk__in=[tip.pk, secret.pk]).update(
            owner_agency=world.team, due_on=local_date(now()) - timedelta(days=2)
        )
        assert services.tell_levels(at=now()) == 2
    client = as_officer(world.head)
    page = client.get(reverse("intake:overdue")).content.decode()
    assert tip.get_absolute_url() in page
    assert secret.number in page
    assert secret.get_absolute_url() not in page
    assert client.get(secret.get_absolute_url()).status_code == 404
    assert client.get(reverse("intake:overdue"), {"export": "xlsx"}).status_code == 200
    assert "2 tin, đơn quá hạn ở cấp dưới" in client.get("/").content.decode()


def test_terms_and_merging_have_pages(world: World) -> None:
    box = opened(world)
    petition, first, second = sent(box, kind="KIEN_NGHI_PHAN_ANH"), sent(box), sent(box)
    client = as_officer(world.committee_officer)
    page = client.get(petition.get_absolute_url()).content.decode()
    assert "khoản 1 Điều 28 Luật Tiếp công dân" in page
    assert "Thời hạn xử lý, trả lời tin báo: chưa đọc được văn bản đặt hạn." in client.get(
        first.get_absolute_url()
    ).content.decode()  # fmt: skip
    today = f"{local_date(now()):%d/%m/%Y}"
    page = post(client, "mark", petition.id, what="answered", happened_on=today, reason="CV 5")
    assert "Đã ghi mốc" in page
    with acting_as(SYSTEM):
        marked = petition.marks.get()
    page = post(client, "annul_mark", petition.id, marked=marked.pk, reason="Nhầm")
    assert "<s>" in page
    assert "Không có tin, đơn này" in post(client, "merge", second.id, into="x")
    assert "Đã gộp; người gửi được báo." in post(client, "merge", second.id, into=first.number)
    with acting_as(SYSTEM):
        made = second.ties.get()
    assert f"{second.number} gộp vào đây" in client.get(first.get_absolute_url()).content.decode()
    assert "Đã bỏ nối." in post(client, "untie", second.id, made.id)


def test_a_case_is_opened_from_a_report_and_stands_on_its_page(world: World) -> None:
    report = sent(opened(world))
    with acting_as(SYSTEM):
        Report.objects.filter(pk=report.pk).update(owner_agency=world.branch)
    client = as_officer(world.head)
    door = f"{reverse('cases:open')}?report={report.pk}"
    assert door in client.get(report.get_absolute_url()).content.decode()
    page = client.get(door).content.decode()
    assert f"Tin báo, đơn số {report.number}" in page
    given = {"title": "Kem trộn", "origin": "tip", "place": world.commune.pk, "sharing": "agency"}
    given["happened_on"] = f"{local_date(now()):%d/%m/%Y}"
    client.post(door, given, follow=True)
    with acting_as(SYSTEM):
        case = Case.objects.get()
    page = client.get(report.get_absolute_url()).content.decode()
    assert reverse("cases:case", args=[case.pk]) in page
    assert case.code in page


@pytest.mark.parametrize("name", ["handovers", "overdue"])
def test_lists_say_what_comes_here_while_they_are_empty(world: World, name: str) -> None:
    page = as_officer(world.committee_officer).get(reverse(f"intake:{name}")).content.decode()
    assert "hiện ở đây" in page
