"""The signer's stack: what is due first lies on top, each paper with what to know of it, signing opens the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from minhbach.domains.documents import requirements, services, signing_stack, types
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import PaperGuard, PaperSummary, State, Target
from minhbach.foundation.ids import new_id
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.requirements import must, should
from tests.domains.documents.web.test_pages import press, sign_in, text
from tests.domains.documents.world import NOW, World, as_officer, draft_decision, read, submitted_decision

pytestmark = pytest.mark.usefixtures("time_machine_today")

URGENT, CALM = new_id(), new_id()
LACKING = {
    "nobody": must("identity", "Chưa biết người vi phạm là ai."),
    "alone": should("alone", "Đoàn kiểm tra chỉ có một người."),
}


def due(record_ids: Collection[UUID]) -> Mapping[UUID, date]:
    days = {URGENT: date(2026, 11, 23), CALM: date(2026, 12, 20)}
    return {one: days[one] for one in record_ids if one in days}


@pytest.fixture(autouse=True)
def _room_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room above, with two records that have clocks."""
    told = PaperSummary("tests.record", lambda document, *, at: [Fact("Mức phạt", "16.000.000 đ")], due)
    guard = PaperGuard(
        "tests.record",
        lambda document, to, at: [LACKING[part] for part in LACKING if part == document.target_part],
    )
    monkeypatch.setattr(signing_stack, "offered", lambda kind: (told,))
    monkeypatch.setattr(types, "offered", lambda kind: (guard,))


def about(record: UUID, part: str = "") -> dict[str, object]:
    return {"target": Target("tests.record", record, part)}


def open_stack(world: World, document_id: UUID | None = None) -> HttpResponse:
    asked = {"van-ban": str(document_id)} if document_id else {}
    response: HttpResponse = sign_in(world.deputy).get(reverse("documents:stack"), asked)  # type: ignore[assignment]
    return response


def opened(response: HttpResponse) -> UUID:
    document: OfficialDocument = response.context["document"]  # type: ignore[attr-defined]
    return document.id


def test_what_is_due_first_lies_on_top_and_what_has_no_clock_below(world: World) -> None:
    plain = submitted_decision(world)
    calm, urgent = (submitted_decision(world, **about(record)) for record in (CALM, URGENT))
    shown = open_stack(world)
    assert [one.document.id for one in shown.context["stack"]] == [urgent, calm, plain]  # type: ignore[attr-defined]
    assert opened(shown) == urgent
    assert opened(open_stack(world, plain)) == plain
    assert opened(open_stack(world, new_id())) == urgent


def test_the_summary_stands_beside_the_paper(world: World) -> None:
    submitted_decision(world, confirmed=["alone"], **about(URGENT, "alone"), recipients=["Lưu: VT"])
    shown = text(open_stack(world))
    for words in (
        "16.000.000 đ", "Đoàn kiểm tra chỉ có một người.",
        "Phó Chi cục trưởng, Chi cục Quản lý thị trường tỉnh Lạng Sơn", "05/QĐ-GQXP", "Lưu: VT",
        "Vi Văn Hải", "1 trên 1", "hạn 23/11/2026", 'class="paper',
    ):  # fmt: skip
        assert words in shown, words
    assert "data-confirm" not in shown


def test_what_was_confirmed_is_shown_and_signed_at_once(world: World) -> None:
    paper = submitted_decision(world, confirmed=["alone"], **about(URGENT, "alone"))
    shown = text(open_stack(world))
    assert "Người trình đã xác nhận" in shown
    assert "Đoàn kiểm tra chỉ có một người." in shown
    press(world.deputy, "sign_next", paper)
    assert read(paper).state == State.SIGNED


def test_signing_asks_once_then_opens_the_next_until_the_stack_is_empty(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        # What was not so yet when it was submitted.
        before.setattr(requirements, "unmet_before", lambda document, to, at: [])
        first = submitted_decision(world, **about(URGENT, "alone"))
    second = submitted_decision(world, **about(CALM))
    asked = press(world.deputy, "sign_next", first)
    assert asked.status_code == 422
    assert asked.context["sign_form"].to_confirm == ("alone",)  # type: ignore[attr-defined]
    assert read(first).state == State.SUBMITTED
    signed = press(world.deputy, "sign_next", first, confirmed="alone")
    assert signed["Location"] == f"{reverse('documents:stack')}?van-ban={second}"
    assert press(world.deputy, "sign_next", second)["Location"] == reverse("documents:stack")
    assert (read(first).state, read(second).state) == (State.SIGNED, State.SIGNED)
    assert "Không có văn bản nào chờ ký." in text(open_stack(world))


def test_a_paper_sent_back_opens_the_next_and_one_put_off_stays(world: World) -> None:
    first, second = (submitted_decision(world, **about(record)) for record in (URGENT, CALM))
    assert f"?van-ban={second}" in text(open_stack(world, first))
    assert press(world.deputy, "send_back_next", first, reason=" ").status_code == 422
    back = press(world.deputy, "send_back_next", first, reason="Sửa tên")
    assert back["Location"] == f"{reverse('documents:stack')}?van-ban={second}"
    assert (read(first).state, read(second).state) == (State.RETURNED, State.SUBMITTED)


def test_what_must_be_there_is_told_beforehand_and_stops_the_signature(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = draft_decision(world, **about(URGENT, "nobody"))
    with monkeypatch.context() as unguarded, as_officer(world.inspector) as officer:
        unguarded.setattr(requirements, "unmet_before", lambda document, to, at: [])
        services.submit(document_id=document_id, officer=officer, at=NOW, signer_post_id=world.deputy.id)
    assert "Chưa biết người vi phạm là ai." in text(open_stack(world))
    refused = press(world.deputy, "sign_next", document_id, confirmed=["identity"])
    assert refused.status_code == 422
    assert "Chưa biết người vi phạm là ai." in text(refused)
    assert read(document_id).state == State.SUBMITTED


def test_a_signature_that_came_too_late_is_said_beside_the_next_paper(world: World) -> None:
    first, second = (submitted_decision(world, **about(record)) for record in (URGENT, CALM))
    press(world.deputy, "sign_next", first)
    late = press(world.deputy, "sign_next", first)
    assert late.status_code == 422
    assert opened(late) == second
    assert "Văn bản đang ở trạng thái “đã ký”" in text(late)


def test_the_stack_holds_nobody_elses_papers(world: World) -> None:
    document_id = submitted_decision(world)
    response = sign_in(world.head).get(reverse("documents:stack"))
    assert response.context["stack"] == []
    assert press(world.head, "sign_next", document_id).status_code == 403
