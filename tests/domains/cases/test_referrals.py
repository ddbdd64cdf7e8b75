"""A file with signs of a crime: flagged, referred with its list, answered, and back; or opened and tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.investigate import CheckExtended, ProsecutionDeclined, ReferralReceived
from minhbach.domains.cases.acts.proceed import ProceedingTold
from minhbach.domains.cases.acts.prosecute import Prosecuted
from minhbach.domains.cases.acts.refer import Referred
from minhbach.domains.cases.acts.take_back import Returned
from minhbach.domains.cases.crime import bodies_for, notes_of_goods
from minhbach.domains.cases.models import Case, CaseEvent, Referral, ReferralItem
from minhbach.domains.cases.referrals import rows_of
from minhbach.domains.cases.selectors.referrals import referral_work, visible_referrals
from minhbach.domains.cases.services.referring import count_sheets
from minhbach.domains.cases.types import Cited, ExplanationManner, Goods, Offence, Outcome, Step
from minhbach.domains.cases.types.codes import ExtensionGround, Proceeding, ReferralState
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.law.selectors import goods_name, open_law
from minhbach.foundation.pages.work import said
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet
from tests.domains.cases.world import World, advance, as_officer, at, case_at, on, record, sanction


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The office's entrance reads the time of the story: three weeks after its start."""
    monkeypatch.setattr("minhbach.interfaces.office.middleware.now", lambda: at(21))
    return


def signed_in(post: Post) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def enter(client: Client, case: Case, slug: str, **sent: str) -> None:
    response = client.post(reverse("cases:act", args=[case.id, slug]), sent)
    assert response.status_code == 302, response.content.decode()


def referred(world: World, *, step: str = "recorded") -> Case:
    """A case whose file went to the police, who are in the directory."""
    case = case_at(world, step)
    do(world, case, Referred(agency_id=str(world.police.id), signs="Trị giá lớn"), day=6)
    return case


def do(world: World, case: Case, fact: Any, *, day: int, by: Post | None = None, **more: Any) -> services.Appended:
    with as_officer(by or world.inspector, at(day)) as officer:
        return services.do(officer=officer, at=at(day), case=case, fact=fact, happened_on=on(day), **more)


def row_of(world: World, case: Case) -> Referral:
    with as_officer(world.inspector, at(21)):
        return Referral.objects.get(case=case)


@pytest.mark.usefixtures("clock", "files")
def test_a_referred_file_comes_back_and_is_sanctioned(world: World) -> None:
    case, client, police = case_at(world, "recorded"), signed_in(world.inspector), signed_in(world.policeman)
    assert police.get(reverse("cases:case", args=[case.id])).status_code == 404
    form = client.get(reverse("cases:act", args=[case.id, "chuyen-hinh-su"])).content.decode()
    assert "Công an tỉnh Lạng Sơn" in form
    assert "chưa đối chiếu bản gốc" in form
    enter(client, case, "chuyen-hinh-su", agency_id=str(world.police.id), signs="Trị giá lớn", happened_on="08/11/2026")

    found = row_of(world, case)
    assert (found.to_body, found.state, found.due_on) == ("Công an tỉnh Lạng Sơn", "waiting", None)
    kinds = set(OfficialDocument.unscoped.values_list("kind", flat=True))
    assert kinds == {"referral_decision", "referral_file", "referral_handover"}
    page = client.get(reverse("cases:act", args=[case.id, "muc-phat"]))
    assert page.status_code == 409
    assert "Hồ sơ đang ở cơ quan điều tra" in page.content.decode()

    assert case.code in police.get(reverse("cases:referrals"), {"way": "received"}).content.decode()
    shown = police.get(reverse("cases:referral", args=[found.id])).content.decode()
    assert "Ghi việc tiếp nhận hồ sơ" in shown
    assert "Nhận lại hồ sơ" not in shown
    enter(police, case, "tiep-nhan-ho-so-chuyen", register_number="15/TL", happened_on="09/11/2026")
    assert (row_of(world, case).state, row_of(world, case).clock_row) == ("checking", "TOIPHAM.XACMINH")
    enter(
        police, case, "khong-khoi-to", reason="Chưa đủ yếu tố cấu thành", paper_number="4/QĐ", happened_on="16/11/2026"
    )
    answered = row_of(world, case)
    assert (answered.state, answered.answer_number, answered.clock_row) == ("declined", "4/QĐ", "XPHC.TRALAI.HS.2025")
    # Five working days from Monday the 16th.
    assert answered.due_on == date(2026, 11, 23)

    enter(client, case, "nhan-lai", reason="Cơ quan điều tra trả hồ sơ", happened_on="18/11/2026")
    assert (row_of(world, case).state, row_of(world, case).due_on) == ("returned", None)
    do(world, case, sanction(), day=20)
    decided = Cited(number="07/QĐ-XPHC", dated=on(20))
    with as_officer(world.clerk, at(20)) as officer:
        from minhbach.domains.cases.acts.decide import Decided

        done = services.do(
            officer=officer, at=at(20), case=case, fact=Decided(paper=decided), confirmed=["record.number"]
        )
    assert (done.state.step, done.state.fine_vnd) == (Step.EXECUTION, 6_000_000)
    assert done.state.of(str(world.subject_id)).returned is not None


@pytest.mark.usefixtures("clock", "files")
def test_a_referred_file_is_opened_tried_and_stays_closed(world: World) -> None:
    case = referred(world)
    police = signed_in(world.policeman)
    enter(police, case, "tiep-nhan-ho-so-chuyen", happened_on="09/11/2026")
    enter(police, case, "khoi-to", accused_count="2", articles="Điều 192", paper_number="9/QĐ-KTVA",
          happened_on="12/11/2026")  # fmt: skip
    assert (row_of(world, case).state, row_of(world, case).answer_number) == ("prosecuted", "9/QĐ-KTVA")
    enter(police, case, "ket-qua-to-tung", stage="charged", body="Viện kiểm sát", result="Truy tố khoản 1 Điều 192",
          happened_on="15/11/2026")  # fmt: skip
    enter(police, case, "ket-qua-to-tung", stage="tried", body="Tòa án khu vực", result="Phạt tiền 100 triệu đồng",
          happened_on="20/11/2026")  # fmt: skip
    found = row_of(world, case)
    assert (found.state, found.due_on) == ("tried", None)
    case.refresh_from_db()
    assert (case.step, case.outcome) == (Step.CLOSED, Outcome.REFERRED)
    story = signed_in(world.inspector).get(reverse("cases:story", args=[case.id])).content.decode()
    assert "Tòa án xét xử sơ thẩm: Phạt tiền 100 triệu đồng" in story
    exported = signed_in(world.inspector).get(reverse("cases:referrals"), {"state": "tried"})
    assert case.code in exported.content.decode()


def test_the_list_of_a_file_is_frozen_as_it_was_and_its_sheets_are_numbered(world: World) -> None:
    case = referred(world)
    with as_officer(world.inspector, at(7)) as officer:
        found = Referral.objects.get(case=case)
        symbols = [one.symbol for one in found.items.order_by("number")]
        assert symbols == ["09/QĐ-KT", "03/BB-VPHC"]
        titles = [one.title for one in found.items.order_by("number")]
        assert titles == ["Quyết định kiểm tra", "Biên bản vi phạm hành chính"]
        with pytest.raises(refusals.SheetsDoNotMatch):
            count_sheets(officer=officer, at=at(7), referral=found, sheets=[1])
        assert Referral.objects.get(case=case).sheets == []
        count_sheets(officer=officer, at=at(7), referral=found, sheets=[2, 3])
        services.draft_paper(
            officer=officer, at=at(7), case=case,
            kind=OfficialDocument.objects.get(kind="referral_file").form.kind,
        )  # fmt: skip
        listed = OfficialDocument.objects.get(kind="referral_file").content["listed"]
        assert [one["sheets"] for one in listed] == [2, 3]
        with pytest.raises(DatabaseError), transaction.atomic():
            ReferralItem.objects.filter(referral=found).update(title="Khác")


def test_who_may_count_the_sheets_works_on_the_case(world: World) -> None:
    case = referred(world)
    with as_officer(world.policeman, at(7)) as officer:
        found = Referral.objects.get(case=case)
        with pytest.raises(RoleMissing):
            count_sheets(officer=officer, at=at(7), referral=found, sheets=[1, 1])
        assert Referral.objects.get(case=case).sheets == []


def test_the_check_takes_longer_by_what_the_tables_hold(world: World) -> None:
    case, law = referred(world), open_law()
    early = CheckExtended(ground=ExtensionGround.COMPLEX)
    with pytest.raises(refusals.ReferralNotReceived):
        do(world, case, early, day=7)
    do(world, case, ReferralReceived(), day=7, by=world.policeman)
    with pytest.raises(refusals.ReferralAnswered):
        do(world, case, ReferralReceived(), day=7)
    first = row_of(world, case).due_on
    do(world, case, early, day=8)
    second = row_of(world, case)
    assert second.clock_row == "TOIPHAM.PHUCTAP"
    do(world, case, CheckExtended(ground=ExtensionGround.PROCURACY), day=9)
    third = row_of(world, case)
    assert third.clock_row == "TOIPHAM.GIAHAN"
    assert first is not None
    assert second.due_on is not None
    assert third.due_on is not None
    assert first < second.due_on < third.due_on
    with as_officer(world.inspector, at(9)):
        [row] = rows_of(selectors.case_state(case), law=law).values()
    assert (row.due_on, row.state) == (third.due_on, ReferralState.CHECKING)


def test_only_who_works_on_a_case_or_got_its_file_answers(world: World) -> None:
    case = referred(world)
    with pytest.raises(RoleMissing):
        do(world, case, ReferralReceived(), day=7, by=world.analyst)
    with as_officer(world.neighbor, at(7)):
        assert not Referral.objects.filter(case=case).exists()
    do(world, case, ProsecutionDeclined(reason="Không đủ yếu tố"), day=7, by=world.policeman)
    with pytest.raises(refusals.ReferralAnswered):
        do(world, case, ProsecutionDeclined(reason="Lần nữa"), day=8)
    # Taking the file back is for who keeps it.
    with pytest.raises(RoleMissing):
        do(world, case, Returned(reason="Trả"), day=8, by=world.policeman)
    with pytest.raises(refusals.NotProsecuted):
        do(world, case, ProceedingTold(stage=Proceeding.CHARGED, result="Truy tố"), day=8)


def test_a_file_whose_case_was_opened_is_asked_about_before_it_is_taken_back(world: World) -> None:
    case = referred(world)
    do(world, case, Prosecuted(accused_count=1), day=7)
    with pytest.raises(NotConfirmed) as asked:
        do(world, case, Returned(reason="Trả"), day=8)
    assert [one.code for one in asked.value.unmet] == ["referral.prosecuted"]
    do(world, case, ProceedingTold(stage=Proceeding.STOPPED, result="Đình chỉ vụ án"), day=9)
    stopped = row_of(world, case)
    assert (stopped.state, stopped.clock_row) == ("stopped", "XPHC.TOTUNG.CHUYEN.2025")
    do(world, case, Returned(reason="Đình chỉ"), day=10)
    assert row_of(world, case).state == "returned"


def test_a_file_referred_again_begins_its_course_anew(world: World) -> None:
    case = referred(world)
    do(world, case, ReferralReceived(), day=7)
    do(world, case, ProsecutionDeclined(reason="Chưa đủ"), day=8)
    do(world, case, Returned(reason="Trả"), day=9)
    do(world, case, Referred(to_agency="Công an tỉnh khác", signs="Tình tiết mới"), day=10)
    with as_officer(world.inspector, at(21)):
        states = list(Referral.objects.filter(case=case).order_by("referred_on").values_list("to_body", "state"))
    assert states == [("Công an tỉnh Lạng Sơn", "returned"), ("Công an tỉnh khác", "waiting")]


def test_an_annulled_referral_takes_the_file_away_again(world: World) -> None:
    case = referred(world)
    with as_officer(world.inspector, at(7)) as officer:
        event = CaseEvent.objects.get(case=case, kind="referred")
        services.annul_entry(officer=officer, at=at(7), case=case, event_id=event.id, reason="Ghi nhầm vụ")
    assert row_of(world, case).state == "annulled"
    with as_officer(world.policeman, at(7)):
        assert not visible_referrals().exists()


def test_what_waits_stands_on_both_desks(world: World) -> None:
    case, law = referred(world), open_law()
    with as_officer(world.policeman, at(7)) as officer:
        [item] = said(referral_work(officer, at=at(7), law=law))
    assert item.what == "Tiếp nhận hồ sơ có dấu hiệu tội phạm"  # type: ignore[union-attr]
    with as_officer(world.inspector, at(7)) as officer:
        assert said(referral_work(officer, at=at(7), law=law)) == []
    do(world, case, ProsecutionDeclined(reason="Không đủ yếu tố"), day=7, by=world.policeman)
    with as_officer(world.inspector, at(8)) as officer:
        [ours] = said(referral_work(officer, at=at(8), law=law))
    assert ours.what == "Nhận lại hồ sơ, tiếp tục xử lý hành chính"  # type: ignore[union-attr]
    with as_officer(world.policeman, at(8)) as officer:
        assert said(referral_work(officer, at=at(8), law=law)) == []


def test_goods_are_held_against_the_thresholds_by_value_and_by_count() -> None:
    law = open_law()
    cheap = [Goods(name="Áo thun", unit="chiếc", quantity=Decimal(10), value_vnd=29_999_999)]
    assert notes_of_goods(cheap, on=on(), law=law) == []
    found = notes_of_goods(
        [Goods(name="Túi xách", unit="chiếc", quantity=Decimal(10), value_vnd=30_000_000)], on=on(), law=law
    )
    assert [note.citation.row_id for note in found] == ["BLHS-192-K1", "BLHS-195-K1"]
    assert [note.only_for for note in found] == ["", goods_name("COUNTERFEIT_AGRI")]
    assert (found[0].amount, found[0].amount_from) == ("30.000.000 ₫", "30.000.000 ₫")
    packs = [Goods(name="Thuốc lá điếu nhập lậu", unit="bao", quantity=Decimal(n)) for n in (900, 600)]
    counted = notes_of_goods(packs, on=on(), law=law)
    assert [note.citation.row_id for note in counted] == ["BLHS-190-K1", "BLHS-191-K1"]
    assert counted[0].amount == "1.500 bao"
    assert notes_of_goods(packs[:1], on=on(), law=law) == []


def test_the_bodies_offered_are_of_forces_that_investigate_where_the_case_is(world: World) -> None:
    with as_officer(world.inspector):
        offered = bodies_for(case_at(world, "opened"), on=on())
        assert world.police in offered
        assert not offered.filter(force__in=("QLTT", "BCD389", "UBND", "THUE")).exists()


COUNTERFEIT = Offence(
    series="ND98-D9",
    violation_class="HG-CD",
    description="Bán túi xách giả về công dụng, trị giá hàng thật tương đương 45 triệu đồng",
)


def test_a_sanction_over_a_threshold_asks_whether_referral_was_considered(world: World) -> None:
    case = case_at(world, "inspected")
    value = record(world, acts=(COUNTERFEIT,), goods_value_vnd=45_000_000, report_category="HANG_GIA_SHTT")
    do(world, case, value, day=4)
    waiver = Cited(number="01/GT", dated=on(6))
    do(world, case, ExplanationEnded(manner=ExplanationManner.WAIVED, paper=waiver), day=6)
    with pytest.raises(NotConfirmed) as asked:
        do(world, case, sanction(reason="Một tình tiết"), day=7)
    [one] = [one for one in asked.value.unmet if one.code.startswith("crime.")]
    assert one.code == "crime.BLHS-192-K1"
    assert "45.000.000 ₫ so với mức từ 30.000.000 ₫" in str(one.sentence)
    assert one.url == reverse("cases:act", args=[case.id, "chuyen-hinh-su"])
    with as_officer(world.inspector, at(8)):
        assert not CaseEvent.objects.filter(case=case, kind="sanction_proposed").exists()


def test_goods_are_asked_about_while_the_file_is_away(world: World) -> None:
    case = case_at(world, "recorded")
    advance(world, case, "sanctioned")
    do(world, case, Referred(to_agency="Công an tỉnh", signs="Trị giá lớn"), day=8)
    with as_officer(world.inspector, at(9)) as officer, pytest.raises(refusals.FileReferred):
        services.do(officer=officer, at=at(9), case=case, fact=sanction())


def test_a_referral_says_to_whom(world: World) -> None:
    case = case_at(world, "recorded")
    for agency_id, code in (("", "referral.to"), (str(world.team.id), "referral.own")):
        with pytest.raises(RequirementsUnmet) as refused:
            do(world, case, Referred(agency_id=agency_id, signs="Trị giá lớn"), day=6)
        assert code in [one.code for one in refused.value.unmet]
    with as_officer(world.inspector, at(7)):
        assert not CaseEvent.objects.filter(case=case, kind="referred").exists()
