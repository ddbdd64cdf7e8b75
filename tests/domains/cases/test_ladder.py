"""A file beyond one's competence goes up to the lowest authority that may, and comes back decided or with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.end_without_violation import NoViolation
from minhbach.domains.cases.acts.go_up import GoneUp, GoUp
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.send_back import SentBack
from minhbach.domains.cases.acts.transfer import Transferred
from minhbach.domains.cases.models import Case, CaseAbove, CaseEvent
from minhbach.domains.cases.selectors.access import agencies_taking_part
from minhbach.domains.cases.selectors.ladder import ladder_of
from minhbach.domains.cases.types import Cited, Outcome, PaymentKind, Step
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind, State
from minhbach.domains.law.selectors import open_law
from minhbach.foundation.pages.work import Asked, WorkItem, said
from minhbach.foundation.requirements import NotConfirmed
from tests.domains.cases.above import (
    WORTH,
    Committee,
    case_of_fakes,
    committee_agency,
    do,
    go_up,
    make_committee,
    make_team_head,
    state_of,
)
from tests.domains.cases.world import World, as_officer, at, case_at, counted, on, sanction
from tests.going_on import GO_ON, go_on

DECISION = Cited(number="118/QĐ-XPHC", dated=on(9), signer="Hoàng Văn Thọ", signer_title="Chủ tịch")


@pytest.fixture
def committee(world: World) -> Committee:
    return make_committee()


@pytest.fixture
def case(world: World) -> Case:
    return case_of_fakes(world)


def desk(post: Post, days: float) -> list[WorkItem]:
    with as_officer(post, at(days)) as officer:
        items = [one for one in selectors.work_items(officer, at=at(days)) if isinstance(one, WorkItem | Asked)]
        return [one for one in said(items) if isinstance(one, WorkItem)]


def seen(post: Post, case: Case) -> tuple[bool, int]:
    """Whether an officer sees a case, and how many of its papers."""
    with as_officer(post, at(9)):
        return Case.objects.filter(id=case.id).exists(), OfficialDocument.objects.filter(target_id=case.id).count()


def kinds(case: Case, world: World) -> list[str]:
    with as_officer(world.inspector, at(20)):
        return list(CaseEvent.objects.filter(case=case).order_by("sequence").values_list("kind", flat=True))


def test_the_ladder_names_who_may_by_fine_goods_and_measures(world: World, committee: Committee, case: Case) -> None:
    team_head = make_team_head(world)
    line = state_of(world, case).line
    own, above = ladder_of(case, line, on=on(8), law=open_law())
    assert own is not None
    assert (own.title, own.may_sign) == (team_head.title_vi, False)
    told = [(one.agency.id, one.limit_vnd, one.obstacles) for one in above]
    assert told == [
        (world.department.id, 100_000_000, ("mức tối đa của khung vượt thẩm quyền",)),
        (committee.agency.id, 200_000_000, ()),
    ]


def test_a_committee_without_accounts_is_judged_by_the_law_alone(world: World, case: Case) -> None:
    _own, above = ladder_of(case, state_of(world, case).line, on=on(8), law=open_law())
    last = above[-1]
    assert (last.agency, last.may_sign) == (committee_agency(), True)
    assert last.title == "Chủ tịch Ủy ban nhân dân tỉnh, thành phố"


def test_gone_up_it_is_open_to_who_decides_and_waits_there(
    world: World, committee: Committee, case: Case, files: object
) -> None:
    with as_officer(world.inspector, at(7)) as officer:
        services.draft_paper(officer=officer, at=at(7), case=case, kind=Kind.VIOLATION_RECORD)
    assert desk(committee.clerk, 9) == []
    go_up(world, case, committee.agency, note="Mỹ phẩm giả trị giá 40 triệu đồng")
    assert seen(committee.clerk, case) == (True, 1)
    (item,) = desk(committee.clerk, 9)
    assert item.what == "Quyết định xử phạt: hồ sơ được trình"
    assert item.about.startswith(case.code)
    assert (item.agency_id, item.due_on) == (committee.agency.id, on(17))
    assert item.statute == "điểm a khoản 1 Điều 66 Luật Xử lý vi phạm hành chính"
    own = next(one for one in desk(world.inspector, 9) if case.code in one.about)
    assert own.what == f"Chờ {committee.agency.short_name} quyết định xử phạt"
    fact = state_of(world, case).line.up.fact  # type: ignore[union-attr]
    assert fact.reason == "đơn vị không có người có thẩm quyền xử phạt"
    assert fact.title == "Chủ tịch"


def test_a_case_that_the_unit_may_decide_does_not_go_up(world: World, committee: Committee) -> None:
    make_team_head(world)
    case = case_at(world, "sanctioned")
    before = kinds(case, world)
    with pytest.raises(refusals.MaySignHere) as refused:
        go_up(world, case, committee.agency)
    assert "Đội trưởng" in str(refused.value)
    assert kinds(case, world) == before


def test_who_lacks_the_power_is_not_asked(world: World, committee: Committee, case: Case) -> None:
    for agency in (world.department, world.police):
        with pytest.raises(refusals.AuthorityLacksPower):
            go_up(world, case, agency)
    assert state_of(world, case).line.up is None
    assert seen(world.policeman, case) == (False, 0)


def test_going_up_twice_is_refused(world: World, committee: Committee, case: Case) -> None:
    go_up(world, case, committee.agency)
    before = kinds(case, world)
    with pytest.raises(refusals.GoneUpAlready) as refused:
        go_up(world, case, committee.agency, days=9)
    assert committee.agency.name in str(refused.value)
    assert kinds(case, world) == before


def test_without_a_sanction_nobody_knows_who_may(world: World, committee: Committee) -> None:
    with pytest.raises(refusals.NoSanctionProposed):
        go_up(world, case_at(world, "recorded"), committee.agency)


def test_their_decision_is_the_cases_and_is_counted_once_for_the_force_that_found_it(
    world: World, committee: Committee, case: Case
) -> None:
    go_up(world, case, committee.agency)
    do(committee.clerk, case, Decided(paper=DECISION))
    line = state_of(world, case).line
    assert line.decided is not None
    assert (line.step, line.decided.fact.by_agency_id) == (Step.EXECUTION, str(committee.agency.id))
    assert (line.decided.fact.paper.number, line.decided.fact.paper.signer) == ("118/QĐ-XPHC", "Hoàng Văn Thọ")
    with as_officer(world.head, at(10)):
        rows = list(selectors.counted_rows().filter(case=case, kind__in=("decided", "fine")))
        figures = counted(0, 12)
    assert {(row.kind, row.owner_agency_id, row.force) for row in rows} == {
        ("decided", world.team.id, "QLTT"),
        ("fine", world.team.id, "QLTT"),
    }
    assert (figures["decided"], figures["fine"]) == (1, line.decided.fact.fine_vnd)
    assert figures["confiscated_value"] == WORTH
    assert desk(committee.clerk, 10) == []
    assert not CaseAbove.objects.filter(case=case).exists()


def test_meanwhile_nobody_else_decides(world: World, committee: Committee, case: Case) -> None:
    go_up(world, case, committee.agency)
    before = kinds(case, world)
    with pytest.raises(RoleMissing):
        do(world.clerk, case, Decided(paper=replace(DECISION, number="07/QĐ-XPHC")))
    assert kinds(case, world) == before


def test_a_fine_of_their_own_is_entered_and_one_outside_the_frames_is_asked_about(
    world: World, committee: Committee, case: Case
) -> None:
    go_up(world, case, committee.agency)
    with pytest.raises(NotConfirmed) as asked:
        do(committee.clerk, case, Decided(paper=DECISION, fine_above_vnd=90_000_000), confirmed=())
    # Fakes of such a value are asked about as a crime, too, which is told in its own tests.
    assert [(one.code, str(one.sentence)) for one in asked.value.unmet if not one.code.startswith("crime.")] == [
        (
            "fine.above",
            "Tiền phạt 90.000.000 ₫ nằm ngoài khung từ 100.000.000 ₫ đến 140.000.000 ₫ của các hành vi trong biên bản.",
        )
    ]
    do(committee.clerk, case, Decided(paper=DECISION, fine_above_vnd=110_000_000))
    case.refresh_from_db()
    assert (case.fine_vnd, case.step) == (110_000_000, Step.EXECUTION)
    do(world.inspector, case, Paid(kind=PaymentKind.FINE, amount_vnd=110_000_000, receipt="BL 3"), days=11)


def test_sent_back_it_is_the_units_again_with_the_reason_on_its_desk(
    world: World, committee: Committee, case: Case
) -> None:
    go_up(world, case, committee.agency)
    do(committee.chairman, case, SentBack(reason="Chưa có kết luận giám định"))
    line = state_of(world, case).line
    assert (line.up, line.step) == (None, Step.DECISION)
    item = next(one for one in desk(world.inspector, 10) if case.code in one.about)
    assert (item.what, item.note) == (
        "Xác định mức xử phạt",
        "Hồ sơ được trả lại ngày 11/11/2026: Chưa có kết luận giám định",
    )
    assert desk(committee.clerk, 10) == []
    with pytest.raises(refusals.NotGoneUp):
        do(world.clerk, case, SentBack(reason="Trả lần nữa"))
    go_up(world, case, committee.agency, days=12)
    assert [one for one in kinds(case, world) if one in ("gone_up", "sent_back")] == ["gone_up", "sent_back", "gone_up"]


def test_a_file_sent_back_needs_a_reason(world: World, committee: Committee, case: Case) -> None:
    go_up(world, case, committee.agency)
    with pytest.raises(refusals.ReasonMissing):
        do(committee.chairman, case, SentBack(reason=" "))
    assert state_of(world, case).line.up is not None


def test_coming_back_after_the_case_was_closed_is_said_and_written_down(
    world: World, committee: Committee, case: Case
) -> None:
    go_up(world, case, committee.agency)
    do(world.head, case, Transferred(to_agency="Công an tỉnh Lạng Sơn", reason="Cùng vụ đang điều tra"))
    (item,) = desk(committee.clerk, 10)
    assert item.what == "Trả lại hồ sơ đã trình: vụ việc đã kết thúc"
    with pytest.raises(refusals.ClosedMeanwhile) as refused:
        do(committee.clerk, case, Decided(paper=DECISION), days=10)
    assert "chuyển cơ quan khác" in str(refused.value)
    do(committee.clerk, case, SentBack(reason="Đã ký 118/QĐ-XPHC, chưa phát hành"), days=10)
    state = state_of(world, case)
    assert (state.step, state.outcome, state.line.up) == (Step.CLOSED, Outcome.TRANSFERRED, None)
    assert kinds(case, world)[-2:] == ["transferred", "sent_back"]
    assert desk(committee.clerk, 10) == []


def test_taken_back_by_the_unit_the_file_is_closed_again(
    world: World, committee: Committee, case: Case, files: object
) -> None:
    with as_officer(world.inspector, at(7)) as officer:
        services.draft_paper(officer=officer, at=at(7), case=case, kind=Kind.VIOLATION_RECORD)
    event = go_up(world, case, committee.agency)
    with as_officer(world.head, at(9)) as officer:
        services.annul_entry(officer=officer, at=at(9), case=case, event_id=event.id, reason="Trình nhầm")
    assert seen(committee.clerk, case)[1] == 0
    assert state_of(world, case).line.up is None
    do(world.clerk, case, Decided(paper=replace(DECISION, number="07/QĐ-XPHC")))


def test_what_they_decided_upon_is_not_taken_back(world: World, committee: Committee, case: Case) -> None:
    event = go_up(world, case, committee.agency)
    do(committee.clerk, case, Decided(paper=DECISION))
    with pytest.raises(refusals.LaterActsRestOnEntry), as_officer(world.head, at(10)) as officer:
        services.annul_entry(officer=officer, at=at(10), case=case, event_id=event.id, reason="Nhầm")
    with pytest.raises(refusals.DecidedAlready):
        do(committee.clerk, case, SentBack(reason="Nhầm"), days=10)
    assert kinds(case, world)[-1] == "decided"


def test_what_an_authority_without_accounts_decides_the_unit_enters(world: World, case: Case) -> None:
    agency = committee_agency()
    go_up(world, case, agency)
    with as_officer(world.head, at(9)):
        assert agency.id in agencies_taking_part(case)
    do(world.clerk, case, Decided(paper=DECISION))
    decided = state_of(world, case).line.decided
    assert decided is not None
    assert decided.fact.by_agency_id == str(agency.id)


# --- Drawn and signed here -----------------------------------------------------------------------------------------


def drafted(world: World, case: Case, *, days: float = 8) -> OfficialDocument:
    with as_officer(world.inspector, at(days)) as officer:
        return services.draft_paper(officer=officer, at=at(days), case=case, kind=Kind.SANCTION_DECISION)


def submitted(world: World, paper: OfficialDocument, signer: Post, *, days: float = 9) -> None:
    with as_officer(world.inspector, at(days)) as officer:
        documents.submit(document_id=paper.id, officer=officer, at=at(days), signer_post_id=signer.id, confirmed=GO_ON)


def signed(paper: OfficialDocument, signer: Post, *, days: float = 9) -> None:
    with as_officer(signer, at(days)) as officer:
        documents.sign(document_id=paper.id, officer=officer, at=at(days), confirmed=GO_ON)


@pytest.mark.usefixtures("files")
def test_drawn_here_it_is_signed_numbered_and_issued_by_them(world: World, committee: Committee, case: Case) -> None:
    early = drafted(world, case, days=7)
    assert early.issuing_agency_id == world.department.id
    go_up(world, case, committee.agency)
    paper = drafted(world, case)
    assert (paper.id, paper.issuing_agency_id) == (early.id, committee.agency.id)
    submitted(world, paper, committee.chairman)
    signed(paper, committee.chairman)
    with pytest.raises(refusals.PaperUnderWay):
        do(committee.clerk, case, Decided(paper=DECISION))
    with pytest.raises(refusals.PaperUnderWay):
        do(committee.clerk, case, SentBack(reason="Nhầm"))
    with as_officer(committee.clerk, at(9)) as officer:
        documents.give_number(document_id=paper.id, officer=officer, at=at(9))
        documents.issue(document_id=paper.id, officer=officer, at=at(9), confirmed=GO_ON)
    decided = state_of(world, case).line.decided
    assert decided is not None
    assert (decided.document_id, decided.fact.by_agency_id) == (paper.id, str(committee.agency.id))
    assert (decided.fact.paper.agency, decided.fact.paper.signer) == (committee.agency.name, "Hoàng Văn Thọ")


@pytest.mark.usefixtures("files")
def test_a_draft_of_the_unit_is_not_put_before_its_own_head_meanwhile(
    world: World, committee: Committee, case: Case
) -> None:
    paper = drafted(world, case, days=7)
    go_up(world, case, committee.agency)
    with pytest.raises(refusals.FileElsewhere) as refused:
        submitted(world, paper, world.head)
    assert committee.agency.name in str(refused.value)
    paper.refresh_from_db()
    assert paper.state == State.DRAFT


@pytest.mark.usefixtures("files")
def test_sent_back_its_draft_comes_back_too_and_is_no_longer_theirs_to_issue(
    world: World, committee: Committee, case: Case
) -> None:
    go_up(world, case, committee.agency)
    paper = drafted(world, case)
    submitted(world, paper, committee.chairman)
    do(committee.chairman, case, SentBack(reason="Sửa hành vi"))
    paper.refresh_from_db()
    assert paper.state == State.RETURNED
    with pytest.raises(refusals.FileNotThere):
        submitted(world, paper, committee.chairman, days=10)
    assert drafted(world, case, days=10).issuing_agency_id == world.department.id


@pytest.mark.usefixtures("files")
def test_a_violator_with_a_decision_is_signed_no_second_one(world: World) -> None:
    case = case_at(world, "sanctioned")
    paper = drafted(world, case)
    submitted(world, paper, world.head)
    do(world.clerk, case, Decided(paper=Cited(number="07/QĐ-XPHC", dated=on(8))))
    with pytest.raises(refusals.DecidedAlready) as refused:
        signed(paper, world.head)
    assert "07/QĐ-XPHC" in str(refused.value)
    paper.refresh_from_db()
    assert paper.state == State.SUBMITTED
    with pytest.raises(refusals.StepAlreadyPassed):
        do(world.inspector, case, sanction())


@pytest.mark.usefixtures("files")
def test_what_is_signed_already_does_not_go_up(world: World, committee: Committee) -> None:
    case = case_at(world, "sanctioned")
    paper = drafted(world, case)
    submitted(world, paper, world.head)
    signed(paper, world.head)
    with pytest.raises(refusals.PaperUnderWay):
        go_up(world, case, committee.agency, days=9)
    assert state_of(world, case).line.up is None


def test_a_clock_of_ten_working_days_runs_while_the_file_is_forwarded(
    world: World, committee: Committee, case: Case
) -> None:
    case.refresh_from_db()
    assert (case.clock_row, case.due_on) == ("XPHC.QD.THUONG", on(14))
    go_up(world, case, committee.agency)
    case.refresh_from_db()
    assert case.clock_row == "XPHC.QD.CHUYENHS"


def test_a_case_may_end_without_violation_while_its_file_is_above(
    world: World, committee: Committee, case: Case
) -> None:
    go_up(world, case, committee.agency)
    done = do(world.head, case, NoViolation(reason="Chủ thể quyền xác nhận hàng thật"))
    assert done.state.step is Step.CLOSED


def test_an_entry_of_going_up_reads_as_where_and_why(world: World, committee: Committee, case: Case) -> None:
    event: Any = go_up(world, case, committee.agency, note="Kèm 12 bút lục")
    fact = state_of(world, case).line.up.fact  # type: ignore[union-attr]
    assert isinstance(fact, GoneUp)
    assert GoUp().summary(fact) == (
        f"{committee.agency.name}; đơn vị không có người có thẩm quyền xử phạt; Kèm 12 bút lục"
    )
    assert event.kind == "gone_up"


# --- By the pages --------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's entrance reads the time of the story: nine days after its start."""
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(9))


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def of_act(case: Case, slug: str) -> str:
    return reverse("cases:act", args=[case.id, slug])


@pytest.mark.usefixtures("clock")
def test_by_the_pages_it_goes_up_and_is_decided(world: World, committee: Committee, case: Case) -> None:
    unit, above = signed_in(make_team_head(world)), signed_in(committee.clerk)
    assert above.get(case.get_absolute_url()).status_code == 404
    page = unit.get(case.get_absolute_url()).content.decode()
    assert "không đủ thẩm quyền (mức tối đa của khung vượt thẩm quyền): trình người có thẩm quyền" in page
    form = unit.get(of_act(case, "trinh-nguoi-co-tham-quyen")).context["form"]
    assert form.fields["agency_id"].choices == [
        (str(committee.agency.id), "Ủy ban nhân dân tỉnh Lạng Sơn – Chủ tịch – phạt đến 200.000.000 ₫")
    ]
    sent = {"agency_id": str(committee.agency.id), "note": "Kèm dự thảo", "happened_on": "10/11/2026"}
    answer = unit.post(of_act(case, "trinh-nguoi-co-tham-quyen"), sent, follow=True)
    assert "Đã trình hồ sơ." in answer.content.decode()
    read = above.get(case.get_absolute_url()).content.decode()
    for words in ("Hồ sơ ở người có thẩm quyền", "Trả lại hồ sơ", "Nhập quyết định đã ban hành trên giấy"):
        assert words in read
        assert (words in answer.content.decode()) is (words == "Hồ sơ ở người có thẩm quyền")
    assert "Bạn được xem." not in read
    decided = {
        "paper_number": "118/QĐ-XPHC", "paper_dated": "10/11/2026", "paper_signer": "Hoàng Văn Thọ",
        "paper_signer_title": "Chủ tịch", "fine_above_vnd": "110000000",
    }  # fmt: skip
    assert unit.post(of_act(case, "nhap-quyet-dinh-xu-phat"), decided).status_code == 403
    done = go_on(above, of_act(case, "nhap-quyet-dinh-xu-phat"), decided, follow=True)
    assert "Đã nhập quyết định xử phạt." in done.content.decode()
    case.refresh_from_db()
    assert (case.step, case.fine_vnd) == (Step.EXECUTION, 110_000_000)


@pytest.mark.usefixtures("clock")
def test_by_the_pages_it_goes_up_and_comes_back(world: World, committee: Committee, case: Case) -> None:
    unit, above = signed_in(world.head), signed_in(committee.chairman)
    sent = {"agency_id": str(committee.agency.id), "happened_on": "11/11/2026"}
    assert unit.post(of_act(case, "trinh-nguoi-co-tham-quyen"), sent).status_code == 302
    assert unit.get(f"{reverse('cases:list')}?above=any").content.decode().count(case.code)
    assert above.get(f"{reverse('cases:list')}?above=mine").content.decode().count(case.code)
    back = {"happened_on": "11/11/2026"}
    assert above.post(of_act(case, "tra-lai-ho-so"), {**back, "reason": ""}).status_code == 422
    done = above.post(of_act(case, "tra-lai-ho-so"), {**back, "reason": "Thiếu kết luận giám định"}, follow=True)
    assert "Đã trả lại hồ sơ cho đơn vị thụ lý, kèm lý do." in done.content.decode()
    story = unit.get(reverse("cases:story", args=[case.id])).content.decode()
    assert "Thiếu kết luận giám định" in story
    assert not above.get(f"{reverse('cases:list')}?above=mine").content.decode().count(case.code)


@pytest.mark.usefixtures("clock")
def test_what_was_typed_for_a_case_closed_meanwhile_is_still_there(
    world: World, committee: Committee, case: Case
) -> None:
    go_up(world, case, committee.agency)
    do(world.head, case, Transferred(to_agency="Công an tỉnh Lạng Sơn", reason="Cùng vụ"), days=8)
    sent = {
        "paper_number": "118/QĐ-XPHC", "paper_dated": "10/11/2026", "paper_signer": "Hoàng Văn Thọ",
        "paper_signer_title": "Chủ tịch",
    }  # fmt: skip
    answer = signed_in(committee.clerk).post(of_act(case, "nhap-quyet-dinh-xu-phat"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vụ việc đã kết thúc ngày 10/11/2026 (chuyển cơ quan khác) trong khi hồ sơ ở cấp trên" in page
    assert 'value="118/QĐ-XPHC"' in page
