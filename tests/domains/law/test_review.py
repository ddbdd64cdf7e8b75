"""The review of law: one legal officer proposes what becomes of its rows, another decides row by row or on all."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import (
    NotYourProposal,
    ProposalDecided,
    ReasonMissing,
    RoleMissing,
    SecondPersonIsFirst,
)
from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import ChangeProposal, ChangeSet, LawRow, LawSwitch
from minhbach.domains.law.refusals import ChangeWaits, NothingChosen, RowAlreadyInThatState
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import Access, acting_as
from minhbach.foundation.scope.access import SYSTEM

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REVIEW = "/phap-luat/thay-doi/?bang=criminal_thresholds"
# In use, read; in use, second hand; off until somebody confirms it.
ROWS = ("BLHS-195-K1", "LIM-TM-2025", "XPHC.TAMGIU.XACMINH")


def pks(*row_ids: str) -> list[UUID]:
    return list(LawRow.objects.current().filter(row_id__in=row_ids).values_list("pk", flat=True))


def propose(officer: Officer, at: datetime, *row_ids: str, is_kept: bool = True) -> ChangeSet:
    return services.propose_review(
        officer=officer, at=at, row_ids=pks(*row_ids), is_kept=is_kept, basis="Công báo số 12"
    )


def state_of(made: ChangeSet) -> dict[str, tuple[str, str]]:
    return {one.row.row_id: (one.kind, one.state) for one in selectors.changes_of(made)}


def change_ids(made: ChangeSet, *row_ids: str) -> list[UUID]:
    return [one.pk for one in selectors.changes_of(made) if one.row.row_id in row_ids]


def sits(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def test_neither_alone_and_row_by_row_or_all(
    legal_officer: Officer, second_legal_officer: Officer, inspector: Officer, at: datetime
) -> None:
    before = LawRow.objects.count()
    made = propose(legal_officer, at, *ROWS)
    assert state_of(made) == {
        "BLHS-195-K1": ("approve", "waiting"),
        "LIM-TM-2025": ("approve", "waiting"),
        "XPHC.TAMGIU.XACMINH": ("switch_on", "waiting"),
    }
    everything = change_ids(made, *ROWS)
    for officer, refusal in ((legal_officer, SecondPersonIsFirst), (inspector, RoleMissing)):
        with pytest.raises(refusal):
            services.confirm_changes(change_set=made, change_ids=everything, officer=officer, at=at)
        with pytest.raises(refusal):
            services.refuse_changes(change_set=made, change_ids=everything, reason="x", officer=officer, at=at)
    assert {state for _kind, state in state_of(made).values()} == {"waiting"}
    assert not LawSwitch.objects.exists()
    asked: dict[str, Any] = {"change_set": made, "officer": second_legal_officer, "at": at}
    with pytest.raises(ReasonMissing):
        services.refuse_changes(**asked, change_ids=change_ids(made, ROWS[0]), reason=" ")
    services.refuse_changes(**asked, change_ids=change_ids(made, ROWS[0]), reason="Chưa đọc khoản 1")
    with pytest.raises(ProposalDecided):
        services.confirm_changes(**asked, change_ids=everything)
    with acting_as(Access(officer_id=second_legal_officer.id)):
        services.confirm_changes(**asked, change_ids=change_ids(made, *ROWS[1:]))
    assert state_of(made) == {
        "BLHS-195-K1": ("approve", "refused"),
        "LIM-TM-2025": ("approve", "confirmed"),
        "XPHC.TAMGIU.XACMINH": ("switch_on", "confirmed"),
    }
    # What was in use is the same row as before; what was off is used, under the name of who proposed it.
    assert LawRow.objects.count() == before
    assert [(one.row.row_id, one.is_on, one.officer) for one in LawSwitch.objects.all()] == [
        ("XPHC.TAMGIU.XACMINH", True, legal_officer)
    ]
    entry = AuditEntry.objects.get(action="law.review.confirmed")
    assert (entry.officer_id, entry.data["rows"]) == (second_legal_officer.pk, ["LIM-TM-2025", "XPHC.TAMGIU.XACMINH"])


def test_a_row_is_proposed_once_and_approved_once(
    legal_officer: Officer, second_legal_officer: Officer, at: datetime
) -> None:
    made = propose(legal_officer, at, *ROWS[:2])
    with pytest.raises(ChangeWaits, match=r"phap\.che"):
        propose(second_legal_officer, at, *ROWS)
    row = LawRow.objects.current().get(row_id=ROWS[0])
    with pytest.raises(ChangeWaits):
        services.propose_switch(officer=second_legal_officer, at=at, row=row, is_on=False, basis="x")
    with pytest.raises(NotYourProposal):
        services.withdraw_set(change_set=made, officer=second_legal_officer, at=at)
    services.confirm_changes(change_set=made, change_ids=change_ids(made, ROWS[0]), officer=second_legal_officer, at=at)
    services.withdraw_set(change_set=made, officer=legal_officer, at=at)
    assert state_of(made) == {ROWS[0]: ("approve", "confirmed"), ROWS[1]: ("approve", "withdrawn")}
    with pytest.raises(NothingChosen):
        services.withdraw_set(change_set=made, officer=legal_officer, at=at)
    with pytest.raises(RowAlreadyInThatState):
        propose(second_legal_officer, at, *ROWS[:2])
    with pytest.raises(RowAlreadyInThatState):
        propose(second_legal_officer, at, ROWS[2], is_kept=False)
    with pytest.raises(NothingChosen):
        propose(second_legal_officer, at)
    assert ChangeSet.objects.count() == 1


def test_a_row_that_two_took_out_is_no_longer_approved(
    legal_officer: Officer, second_legal_officer: Officer, at: datetime
) -> None:
    row = LawRow.objects.current().get(row_id=ROWS[0])
    for is_kept, approved in ((True, True), (False, False), (True, True)):
        made = propose(legal_officer, at, ROWS[0], is_kept=is_kept)
        services.confirm_changes(
            change_set=made, change_ids=change_ids(made, ROWS[0]), officer=second_legal_officer, at=at
        )
        assert selectors.is_approved(selectors.standing_of([row])[row.pk]) is approved
    assert [one.is_on for one in LawSwitch.objects.all()] == [False, True]


def test_the_installation_confirms_a_set_where_there_is_no_other_legal_officer(
    legal_officer: Officer, at: datetime
) -> None:
    made = propose(legal_officer, at, *ROWS[:2])
    everything = change_ids(made, *ROWS)
    with acting_as(Access()), pytest.raises(RoleMissing):
        services.confirm_changes(change_set=made, change_ids=everything, officer=None, at=at)
    with acting_as(SYSTEM):
        services.confirm_changes(change_set=made, change_ids=everything, officer=None, at=at)
    assert {state for _kind, state in state_of(made).values()} == {"confirmed"}


def test_the_pages_lead_from_the_review_to_the_second_person(
    legal_officer: Officer, second_legal_officer: Officer, inspector: Officer
) -> None:
    first, second = sits(legal_officer), sits(second_legal_officer)
    assert "Kết quả rà soát" not in sits(inspector).get(REVIEW).content.decode()
    page = first.get(REVIEW).content.decode()
    assert "Hai người đã duyệt 0 trong 343 mục, 0 mục chờ người thứ hai." in page
    address = f"{reverse('law:propose_review')}?bang=criminal_thresholds"
    said = {"scope": "ticked", "is_kept": "yes", "basis": "Công báo"}
    answer = first.post(address, said)
    assert answer.status_code == 422
    assert "Chưa đánh dấu mục nào." in answer.content.decode()
    [chosen] = pks("BLHS-195-K1")
    assert first.post(address, {**said, "ticked": str(chosen)}).status_code == 302
    one = ChangeSet.objects.get()
    assert "Xác nhận bộ đề nghị pháp luật" in second.get("/").content.decode()
    page = second.get(one.get_absolute_url()).content.decode()
    # BLHS Đ195 k1: what it said, what it says, and why.
    for words in ("từ 20.000.000 ₫ trở lên", "từ 30.000.000 ₫ trở lên", "Sửa sai: ngưỡng trị giá là 30 triệu đồng"):
        assert words in page
    decide = reverse("law:decide_changes", args=[one.pk])
    assert first.post(decide, {"scope": "all", "is_confirmed": "yes"}).status_code == 403
    assert second.post(decide, {"scope": "all", "is_confirmed": "no"}).status_code == 422
    assert second.post(decide, {"scope": "all", "is_confirmed": "yes"}).status_code == 302
    assert state_of(one) == {"BLHS-195-K1": ("approve", "confirmed")}
    page = first.get(REVIEW).content.decode()
    assert "Hai người đã duyệt 1 trong 343 mục, 0 mục chờ người thứ hai." in page
    assert "phap.che đề nghị, phap.che.hai xác nhận lúc" in page
    assert first.post(address, {**said, "scope": "all"}).status_code == 302
    assert ChangeProposal.objects.filter(state="waiting").count() == 342
    page = second.get(ChangeSet.objects.latest("proposed_at").get_absolute_url()).content.decode()
    assert "Trang 1 trên 7" in page
