"""One press from an act to its paper before a signer: all of it or nothing, and every question once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import services
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.refusals import NothingToSubmit
from minhbach.domains.cases.sanctions import frames_of
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.selectors.signers import signers_of_paper
from minhbach.domains.cases.types import Step
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.refusals import SignerWithoutRight
from minhbach.domains.documents.selectors import settled_of
from minhbach.domains.documents.types import Kind, State
from minhbach.domains.law.selectors import open_law
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet
from tests.domains.cases.world import (
    World,
    as_officer,
    at,
    case_at,
    inspection,
    on,
    proposal,
)

pytestmark = pytest.mark.usefixtures("files")
PLACE = "Số 3 ngõ 5, phường Lương Văn Tri"


def submit(world: World, case: Case, fact: Any, *, days: int = 1, signer: Any = None, **more: Any) -> OfficialDocument:
    with as_officer(world.inspector, at(days)) as officer:
        return services.do_and_submit(
            officer=officer, at=at(days), case=case, fact=fact, signer_post_id=(signer or world.head).id, **more
        )


def nothing_written(case: Case, step: Step) -> bool:
    case.refresh_from_db()
    written = CaseEvent.objects.filter(case=case).exclude(kind__in=("opened", "assigned", "subject_added", "verified"))
    return case.step == step and not written and not OfficialDocument.unscoped.filter(target_id=case.id)


def test_a_proposal_is_an_order_before_its_signer(world: World) -> None:
    case = case_at(world, "verified")
    paper = submit(world, case, proposal(world))
    case.refresh_from_db()
    assert (case.step, paper.kind, paper.state) == (Step.INSPECTION_ORDER, Kind.INSPECTION_ORDER, State.SUBMITTED)
    assert paper.signer_post == world.head
    assert settled_of(paper) == []


def test_what_act_and_paper_should_have_is_asked_in_one_question_and_kept(world: World) -> None:
    Subject.unscoped.filter(id=world.subject_id).update(kind="unknown")
    case = case_at(world, "verified")
    alone = replace(proposal(world), member_ids=())
    with pytest.raises(NotConfirmed) as asked:
        submit(world, case, alone)
    assert [one.code for one in asked.value.unmet] == ["violator", "team.alone"]
    assert nothing_written(case, Step.PROPOSAL)
    submit(world, case, alone, confirmed=["violator", "team.alone"])
    with as_officer(world.inspector):
        event = CaseEvent.objects.get(case=case, kind="proposed")
    assert [one["code"] for one in event.confirmed] == ["violator", "team.alone"]
    assert event.confirmed[1]["sentence"] == "Đoàn kiểm tra chỉ có trưởng đoàn, không có thành viên."


def test_without_what_must_be_there_nothing_is_written(world: World) -> None:
    case = case_at(world, "verified")
    with pytest.raises(RequirementsUnmet) as refused:
        submit(world, case, replace(proposal(world, place=""), member_ids=()), confirmed=["violator"])
    # What is asked stands beside what is missing; nothing leads to a draft that is not there.
    assert [(one.code, one.url) for one in refused.value.unmet] == [
        ("team.alone", ""), ("documents.gap.inspected__address", "#id_inspected__address"),
    ]  # fmt: skip
    assert nothing_written(case, Step.PROPOSAL)


def test_a_signer_without_the_right_refuses_it_whole(world: World) -> None:
    case = case_at(world, "verified")
    with pytest.raises(SignerWithoutRight):
        submit(world, case, proposal(world), signer=world.clerk)
    assert nothing_written(case, Step.PROPOSAL)


def test_an_act_whose_paper_its_maker_signs_is_not_put_before_another(world: World) -> None:
    case = case_at(world, "ordered")
    with pytest.raises(NothingToSubmit):
        submit(world, case, inspection(), days=4)


def test_the_head_stands_first_and_of_a_decision_nobody_without_the_power(world: World) -> None:
    case, law = case_at(world, "recorded"), open_law()
    with as_officer(world.inspector, at(4)):
        fact = case_state(case).line.violation.fact  # type: ignore[union-attr]
        frames = frames_of(fact, decided_on=on(4), law=law)
        for kind, about in ((Kind.INSPECTION_ORDER, ()), (Kind.SANCTION_DECISION, frames)):
            assert signers_of_paper(case, kind, about, law=law, at=at(4)) == [world.head, world.deputy]
        Post.objects.filter(id=world.head.id).update(powers_title="Kiểm soát viên")
        assert signers_of_paper(case, Kind.INSPECTION_ORDER, (), law=law, at=at(4))
        assert signers_of_paper(case, Kind.SANCTION_DECISION, frames, law=law, at=at(4)) == []


def test_the_page_names_the_signer_on_its_button_and_submits_by_it(world: World, client: Client) -> None:
    case = case_at(world, "verified")
    client.force_login(world.inspector.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Đề xuất kiểm tra và trình Chi cục trưởng Vi Văn An" in page
    assert f'value="submit:{world.head.id}"' in page
    sent = {
        "happened_on": "03/11/2026", "reasons": "Bán túi xách không rõ nguồn gốc", "scope": "Hàng hóa, hóa đơn",
        "place": PLACE, "starts_on": "05/11/2026", "duration": "02 ngày làm việc",
        "leader_id": str(world.inspector.officer_id), "member_ids": [str(world.second.officer_id)],
    }  # fmt: skip
    address = reverse("cases:act", args=[case.id, "de-xuat"])
    for nobody in ("submit:", "submit:khong-phai-ma", f"submit:{uuid4()}"):
        assert client.post(address, {**sent, "then": nobody}).status_code in (404, 422)
    assert nothing_written(case, Step.PROPOSAL)
    done = client.post(address, {**sent, "then": f"submit:{world.head.id}"}, follow=True)
    assert "Đã đề xuất kiểm tra. Đã trình Chi cục trưởng Vi Văn An." in done.content.decode()
