"""Changing and contesting a decision in the office."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minhbach.domains.cases.acts.amend_decision import DecisionAmended
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.selectors import case_state
from tests.domains.cases.test_changes import LOWER, change
from tests.domains.cases.test_pages import signed_in
from tests.domains.cases.world import World, as_officer, at, case_at

ASKED = {
    "happened_on": "2026-11-17", "change": "amended", "ground": "own", "reason": "Tình tiết giảm nhẹ chưa xét",
    "content": "Mức tiền phạt tại Điều 1\n", "fine_vnd": "5.000.000",
}  # fmt: skip
CONTESTED = {
    "happened_on": "2026-11-17", "manner": "first", "by": "Lý Thị Mai", "body": "Chi cục Quản lý thị trường",
    "content": "Đề nghị xem lại mức phạt",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(15))


def read(world: World, case: Case, tab: str) -> str:
    return signed_in(world.inspector).get(reverse(f"cases:{tab}", args=[case.id])).content.decode()


def test_a_proposal_is_written_in_the_office_and_its_paper_is_then_offered(world: World) -> None:
    case = case_at(world, "delivered")
    draft = reverse("cases:draft_paper", args=[case.id, "decision_amendment"])
    assert draft not in read(world, case, "papers")
    assert reverse("cases:act", args=[case.id, "de-nghi-sua-quyet-dinh"]) in read(world, case, "case")
    url = reverse("cases:act", args=[case.id, "de-nghi-sua-quyet-dinh"])
    assert signed_in(world.inspector).get(url).status_code == 200
    assert signed_in(world.inspector).post(url, ASKED).status_code == 302
    with as_officer(world.inspector):
        asked = case_state(case).line.change_proposed
        assert asked is not None
        assert (asked.fact.fine_vnd, asked.fact.content) == (5_000_000, ("Mức tiền phạt tại Điều 1",))
    assert draft in read(world, case, "papers")
    assert reverse("cases:draft_paper", args=[case.id, "decision_revocation"]) not in read(world, case, "papers")
    assert "Ra quyết định: sửa đổi, bổ sung nội dung quyết định xử phạt" in read(world, case, "case")


def test_a_correction_with_a_fine_is_refused_beside_what_was_typed(world: World) -> None:
    case = case_at(world, "delivered")
    url = reverse("cases:act", args=[case.id, "de-nghi-sua-quyet-dinh"])
    page = signed_in(world.inspector).post(url, {**ASKED, "change": "corrected"}).content.decode()
    assert "không đổi riêng mức phạt" in page
    assert "Tình tiết giảm nhẹ chưa xét" in page
    with as_officer(world.inspector):
        assert not CaseEvent.objects.filter(case=case, kind="change_proposed").exists()


def test_the_file_tells_which_decision_stood_since_when(world: World) -> None:
    case = case_at(world, "delivered")
    assert "Quyết định qua các thời gian" not in read(world, case, "file")
    change(world, case, LOWER, DecisionAmended)
    page = read(world, case, "file")
    for told in ("Quyết định qua các thời gian", "10/11/2026", "17/11/2026", "30/QĐ-SĐ", "đang có hiệu lực"):
        assert told in page
    assert "Giao quyết định 30/QĐ-SĐ sửa đổi, đính chính quyết định xử phạt" in read(world, case, "case")


def test_a_contest_is_written_in_the_office_when_the_case_has_ended(world: World) -> None:
    case = case_at(world, "closed")
    url = reverse("cases:act", args=[case.id, "khieu-nai-khoi-kien"])
    assert url in read(world, case, "file")
    form = {**CONTESTED, "violator_id": str(world.subject_id)}
    assert signed_in(world.inspector).post(url, form).status_code == 302
    page = read(world, case, "file")
    for told in ("khiếu nại lần đầu", "chờ thụ lý", "thu-ly-khieu-nai", "tam-dinh-chi-thi-hanh", "ket-qua-khieu-nai"):
        assert told in page
    assert "tính theo thời hạn của Luật Khiếu nại" in page
    assert "ngày nhập tay" not in page


def test_before_a_decision_there_is_nothing_to_change_or_contest(world: World) -> None:
    case = case_at(world, "sanctioned")
    pages = read(world, case, "case") + read(world, case, "file")
    for slug in ("de-nghi-sua-quyet-dinh", "khieu-nai-khoi-kien"):
        assert slug not in pages
